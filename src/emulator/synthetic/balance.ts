/**
 * Balances one hour. From the smallest balancing authority to the largest: gas, then coal, water
 * and oil follow load within their limits; what is left over flows over the tie to the largest
 * neighbour, which is balanced later. The largest of an interconnection has no such neighbour: its
 * gas has no upper limit, its sun and wind are curtailed, and at last its demand gives way.
 */

import type { EnergySource } from '../../grid/energy-source.ts';
import type { Grid } from './grid-day.ts';
import type { Output } from './output.ts';
import type { SyntheticAuthority } from './plant.ts';

/** One hour's arrays, written in place. */
export interface HourToBalance {
  demand: Float64Array;
  flow: Float64Array;
  generation: Float64Array;
  outputs: readonly Output[];
}

const FOLLOWERS: readonly EnergySource[] = ['NG', 'COL', 'WAT', 'OIL'];
const CURTAILED: readonly EnergySource[] = ['WND', 'SUN'];

export function balanceHour(grid: Grid, hour: HourToBalance): void {
  for (let p = 0; p < grid.plantCount; p++) hour.generation[p] = (hour.outputs[p] as Output).wanted;
  for (const index of grid.bySize) balanceAuthority(grid, hour, index);
}

function balanceAuthority(grid: Grid, hour: HourToBalance, index: number): void {
  const authority = grid.authorities[index] as SyntheticAuthority;
  let missing = missingMwh(grid, hour, index);
  if (authority.meanDemandMw > 0) missing = follow(grid, hour, index, FOLLOWERS, missing);
  if (missing === 0) return;
  const t = grid.balancingTie[index] ?? null;
  if (t !== null) {
    const outward = grid.ties[t]?.from === index ? 1 : -1;
    hour.flow[t] = (hour.flow[t] as number) - outward * missing;
    return;
  }
  balanceLargest(grid, hour, index, missing);
}

/** Demand + total interchange - net generation. */
function missingMwh(grid: Grid, hour: HourToBalance, index: number): number {
  let missing = hour.demand[index] as number;
  for (const t of grid.tiesOf[index] as number[]) {
    const flow = hour.flow[t] as number;
    missing += grid.ties[t]?.from === index ? flow : -flow;
  }
  const first = grid.firstPlant[index] as number;
  const { plants } = grid.authorities[index] as SyntheticAuthority;
  for (let p = 0; p < plants.length; p++) missing -= hour.generation[first + p] as number;
  return missing;
}

/** Moves the plants of the given sources within their limits; what is still missing comes back. */
function follow(
  grid: Grid,
  hour: HourToBalance,
  index: number,
  sources: readonly EnergySource[],
  missing: number,
): number {
  const { plants } = grid.authorities[index] as SyntheticAuthority;
  const first = grid.firstPlant[index] as number;
  for (const source of sources) {
    const place = plants.findIndex((plant) => plant.source === source);
    if (place < 0 || missing === 0) continue;
    const p = first + place;
    const { least, most } = hour.outputs[p] as Output;
    const now = hour.generation[p] as number;
    const next = Math.min(Math.max(most, now), Math.max(Math.min(least, now), now + missing));
    hour.generation[p] = next;
    missing -= next - now;
  }
  return missing;
}

function balanceLargest(grid: Grid, hour: HourToBalance, index: number, missing: number): void {
  const { plants } = grid.authorities[index] as SyntheticAuthority;
  const first = grid.firstPlant[index] as number;
  const gas = plants.findIndex((plant) => plant.source === 'NG');
  if (missing > 0 && gas >= 0) {
    hour.generation[first + gas] = (hour.generation[first + gas] as number) + missing;
    return;
  }
  let left = missing;
  for (const source of CURTAILED) {
    const place = plants.findIndex((plant) => plant.source === source);
    if (place < 0) continue;
    const now = hour.generation[first + place] as number;
    const cut = Math.min(-left, Math.max(0, now));
    hour.generation[first + place] = now - cut;
    left += cut;
  }
  hour.demand[index] = (hour.demand[index] as number) - left;
}

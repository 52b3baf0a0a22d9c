/**
 * One UTC day of the synthetic grid, balanced: in every hour and balancing authority
 *   net generation = sum of its sources,  total interchange = sum of its ties,
 *   demand = net generation - total interchange,
 * exactly, in whole MWh, before any junk is mixed in.
 */

import type { HourEnding } from '../../grid/hour.ts';
import { balanceHour } from './balance.ts';
import { demandMwh, forecastFactor } from './demand.ts';
import { conditions, type Output, output } from './output.ts';
import { type SyntheticAuthority, syntheticAuthorities } from './plant.ts';
import { habitualFlowMwh, syntheticTies, type Tie } from './tie.ts';

export const HOURS_PER_DAY = 24;

export interface Grid {
  authorities: SyntheticAuthority[];
  ties: Tie[];
  /** Index of an authority's first plant among all plants. */
  firstPlant: number[];
  plantCount: number;
  /** Authorities from the smallest to the largest. */
  bySize: number[];
  /** Per authority its ties, as indices. */
  tiesOf: number[][];
  /** Per authority the tie that takes what it cannot balance itself, null at the largest. */
  balancingTie: (number | null)[];
}

/** Each array holds hours side by side: `[hour of day * count + index]`. */
export interface GridDay {
  demand: Float64Array;
  forecast: Float64Array;
  netGeneration: Float64Array;
  totalInterchange: Float64Array;
  /** By plant, over all authorities. */
  generation: Float64Array;
  /** By tie, positive out of its `from`. */
  flow: Float64Array;
}

export function syntheticGrid(seed: number): Grid {
  const authorities = syntheticAuthorities(seed);
  const ties = syntheticTies(authorities, seed);
  const firstPlant: number[] = [];
  let plantCount = 0;
  for (const { plants } of authorities) {
    firstPlant.push(plantCount);
    plantCount += plants.length;
  }
  const bySize = authorities
    .map((_, index) => index)
    .sort((a, b) => sizeOf(authorities, a) - sizeOf(authorities, b) || a - b);
  const tiesOf = authorities.map((_, index) =>
    [...ties.keys()].filter((t) => ties[t]?.from === index || ties[t]?.to === index),
  );
  return {
    authorities,
    ties,
    firstPlant,
    plantCount,
    bySize,
    tiesOf,
    balancingTie: balancingTies(ties, tiesOf, bySize),
  };
}

const sizeOf = (authorities: readonly SyntheticAuthority[], index: number): number =>
  (authorities[index] as SyntheticAuthority).sizeMw;

/** The tie to the largest neighbour that is larger than oneself. */
function balancingTies(ties: readonly Tie[], tiesOf: number[][], bySize: number[]): (number | null)[] {
  const rank: number[] = [];
  for (const [place, index] of bySize.entries()) rank[index] = place;
  const rankBeyond = (t: number, index: number): number => {
    const { from, to } = ties[t] as Tie;
    return to === null ? -1 : (rank[from === index ? to : from] as number);
  };
  return rank.map((own, index) => {
    const larger = (tiesOf[index] as number[]).filter((t) => rankBeyond(t, index) > own);
    return larger.sort((a, b) => rankBeyond(b, index) - rankBeyond(a, index))[0] ?? null;
  });
}

export function gridDay(grid: Grid, epochDay: number): GridDay {
  const count = grid.authorities.length;
  const day: GridDay = {
    demand: new Float64Array(count * HOURS_PER_DAY),
    forecast: new Float64Array(count * HOURS_PER_DAY),
    netGeneration: new Float64Array(count * HOURS_PER_DAY),
    totalInterchange: new Float64Array(count * HOURS_PER_DAY),
    generation: new Float64Array(grid.plantCount * HOURS_PER_DAY),
    flow: new Float64Array(grid.ties.length * HOURS_PER_DAY),
  };
  for (let h = 0; h < HOURS_PER_DAY; h++) fillHour(grid, day, epochDay * HOURS_PER_DAY + h, h);
  return day;
}

function fillHour(grid: Grid, day: GridDay, hour: HourEnding, h: number): void {
  const { authorities } = grid;
  const outputs: Output[] = [];
  const demand = day.demand.subarray(h * authorities.length, (h + 1) * authorities.length);
  for (const [i, authority] of authorities.entries()) {
    demand[i] = Math.round(demandMwh(authority, hour));
    const now = conditions(authority, hour, demand[i] as number);
    for (const plant of authority.plants) outputs.push(output(plant, now));
  }
  const flow = day.flow.subarray(h * grid.ties.length, (h + 1) * grid.ties.length);
  for (const [t, tie] of grid.ties.entries()) flow[t] = Math.round(habitualFlowMwh(tie, hour));
  const generation = day.generation.subarray(h * grid.plantCount, (h + 1) * grid.plantCount);
  balanceHour(grid, { demand, flow, generation, outputs });
  sumHour(grid, day, h);
  for (const [i, authority] of authorities.entries()) {
    const forecast = (demand[i] as number) * forecastFactor(authority, hour);
    day.forecast[h * authorities.length + i] = Math.round(forecast);
  }
}

function sumHour(grid: Grid, day: GridDay, h: number): void {
  const offset = h * grid.authorities.length;
  const add = (to: Float64Array, index: number, mwh: number) => {
    to[offset + index] = (to[offset + index] as number) + mwh;
  };
  for (const [t, tie] of grid.ties.entries()) {
    const mwh = day.flow[h * grid.ties.length + t] as number;
    add(day.totalInterchange, tie.from, mwh);
    if (tie.to !== null) add(day.totalInterchange, tie.to, -mwh);
  }
  for (const [i, { plants }] of grid.authorities.entries()) {
    const first = h * grid.plantCount + (grid.firstPlant[i] as number);
    for (let p = 0; p < plants.length; p++) add(day.netGeneration, i, day.generation[first + p] as number);
  }
}

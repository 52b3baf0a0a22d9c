/**
 * Consumption-based carbon intensity of every area, kg CO2 per MWh (= g/kWh): each hour is reconciled,
 * then its flows are traced.
 *
 *   own supply P = positive generation + storage discharge + imports from beyond the grid
 *   emissions  F = sum of factor x positive generation + discharge x intensity of what was charged
 *                  + imports from beyond x the neighbour's factor
 *
 * Charging is demand. Discharge carries the area's own intensity of the hours in which it charged within
 * the last seven days, weighted by what it charged (before any charging is known: of the hour before).
 */
import { findRespondent } from '../../grid/balancing-authority.ts';
import type { EmissionScope } from '../../grid/emission-factor.ts';
import type { ReconciledHour } from '../reconciliation/energy-balance.ts';
import { ReconciliationError, reconcile } from '../reconciliation/reconcile.ts';
import type { Area, FactorsByScope, TracedArea, TracedStatus } from './area.ts';
import { ChargeBook } from './charge-book.ts';
import type { Window } from './column.ts';
import { trace } from './trace.ts';
import { type GridHour, gridHour, type TracedGrid, tracedGrid } from './traced-grid.ts';

const SCOPES: readonly EmissionScope[] = ['direct', 'lifecycle'];
/** MWh in an hour; of less the mix means nothing. */
const LEAST_THROUGHPUT_MWH = 10;
/** Of the interconnection's generation, and of its exchange, that must have been reported. */
const FINAL_SHARE = 0.98;
const LEAST_SHARE = 0.8;

interface HourSupply {
  ownMwh: Float64Array;
  importMwh: Float64Array;
  emissionsKg: Record<EmissionScope, Float64Array>;
}

function addTo(values: Float64Array, i: number, amount: number): void {
  values[i] = (values[i] as number) + amount;
}

/** What supplies each area in an hour, and what that carries. */
function supplyOf(
  grid: TracedGrid,
  hour: number,
  { sourceMwh, tieMwh }: ReconciledHour,
  charged: Record<EmissionScope, ChargeBook>,
  factors: FactorsByScope,
): HourSupply {
  const n = grid.areas.length;
  const supply: HourSupply = {
    ownMwh: new Float64Array(n),
    importMwh: new Float64Array(n * n),
    emissionsKg: { direct: new Float64Array(n), lifecycle: new Float64Array(n) },
  };
  const add = (area: number, mwh: number, kgPerMwh: (scope: EmissionScope) => number) => {
    addTo(supply.ownMwh, area, mwh);
    for (const scope of SCOPES) addTo(supply.emissionsKg[scope], area, mwh * kgPerMwh(scope));
  };
  grid.sources.forEach(({ area, source, isStorage }, k) => {
    const mwh = sourceMwh[k] as number;
    if (mwh <= 0) return;
    const { code } = grid.areas[area] as Area;
    add(area, mwh, (scope) =>
      isStorage[hour] ? charged[scope].intensityOf(area) : factors[scope].ofSource(code, source),
    );
  });
  grid.ties.forEach(({ from, to, foreign }, e) => {
    const out = tieMwh[e] as number;
    if (to < 0) {
      if (out < 0) add(from, -out, (scope) => factors[scope].ofForeign(foreign));
    } else if (out > 0) addTo(supply.importMwh, to * n + from, out);
    else addTo(supply.importMwh, from * n + to, -out);
  });
  return supply;
}

/** Sums by interconnection: an ocean of alternating current, of which no area can be traced alone. */
class Shares {
  private readonly known = new Map<string, number>();
  private readonly all = new Map<string, number>();

  add(interconnection: string, mwh: number, isReported: boolean): void {
    const sizeMwh = Math.abs(mwh);
    this.all.set(interconnection, (this.all.get(interconnection) ?? 0) + sizeMwh);
    if (isReported) this.known.set(interconnection, (this.known.get(interconnection) ?? 0) + sizeMwh);
  }

  /** What was reported of all; 1 where there is nothing. */
  of(interconnection: string): number {
    const all = this.all.get(interconnection) ?? 0;
    return all === 0 ? 1 : (this.known.get(interconnection) ?? 0) / all;
  }
}

/** By area: whether each of its sources, and each of its ties, was reported in the hour. */
function completeness(grid: TracedGrid, { sourceReported, tieReported }: GridHour) {
  const mix = new Uint8Array(grid.areas.length).fill(1);
  const ties = new Uint8Array(grid.areas.length).fill(1);
  grid.sources.forEach(({ area }, k) => {
    if (!sourceReported[k]) mix[area] = 0;
  });
  grid.ties.forEach(({ from, to }, e) => {
    if (tieReported[e]) return;
    ties[from] = 0;
    if (to >= 0) ties[to] = 0;
  });
  return { mix, ties };
}

function statusesOf(grid: TracedGrid, hour: GridHour): TracedStatus[] {
  const { sources, ties: flows } = hour.balance;
  const placeOf = (area: number) => findRespondent((grid.areas[area] as Area).code)?.interconnection ?? '';
  const generation = new Shares();
  const exchange = new Shares();
  grid.sources.forEach(({ area }, k) => {
    generation.add(placeOf(area), sources.mwh[k] as number, hour.sourceReported[k] === 1);
  });
  grid.ties.forEach(({ from }, e) => {
    exchange.add(placeOf(from), flows.mwh[e] as number, hour.tieReported[e] === 1);
  });
  const { mix, ties } = completeness(grid, hour);
  return grid.areas.map((_, i) => {
    const generationShare = generation.of(placeOf(i));
    if (!mix[i] || generationShare < LEAST_SHARE) return 'unknown';
    const isWhole = generationShare >= FINAL_SHARE && exchange.of(placeOf(i)) >= FINAL_SHARE;
    return ties[i] && isWhole ? 'final' : 'provisional';
  });
}

function throughputOf({ ownMwh, importMwh }: HourSupply, area: number): number {
  const n = ownMwh.length;
  return importMwh.subarray(area * n, (area + 1) * n).reduce((sum, mwh) => sum + mwh, ownMwh[area] as number);
}

function bookCharging(
  grid: TracedGrid,
  hour: number,
  { sourceMwh }: ReconciledHour,
  charged: ChargeBook,
  kgPerMwh: Float64Array,
): void {
  const chargeMwh = new Float64Array(grid.areas.length);
  grid.sources.forEach(({ area, isStorage }, k) => {
    if (isStorage[hour]) addTo(chargeMwh, area, Math.max(0, -(sourceMwh[k] as number)));
  });
  charged.book(hour, chargeMwh, kgPerMwh);
}

/** An hour of all areas: intensity by scope (NaN where nothing is known) and statuses. */
function tracedHour(
  grid: TracedGrid,
  hour: number,
  charged: Record<EmissionScope, ChargeBook>,
  factors: FactorsByScope,
) {
  const given = gridHour(grid, hour);
  const reconciled = reconcile(given.balance);
  const supply = supplyOf(grid, hour, reconciled, charged, factors);
  const isTiny = grid.areas.map((_, i) => throughputOf(supply, i) < LEAST_THROUGHPUT_MWH);
  const [direct, lifecycle] = trace({
    areaCount: grid.areas.length,
    ownMwh: supply.ownMwh,
    importMwh: supply.importMwh,
    carried: SCOPES.map((scope) => supply.emissionsKg[scope]),
  }) as [Float64Array, Float64Array];
  bookCharging(grid, hour, reconciled, charged.direct, direct);
  bookCharging(grid, hour, reconciled, charged.lifecycle, lifecycle);
  const status = statusesOf(grid, given).map((known, i) => (isTiny[i] ? 'unknown' : known));
  return { kgPerMwh: { direct, lifecycle }, status };
}

/** An hour that cannot be balanced is unknown everywhere; the other hours do not suffer from it. */
function hourOrNothing<Hour>(tracedOf: () => Hour): Hour | null {
  try {
    return tracedOf();
  } catch (error) {
    if (error instanceof ReconciliationError) return null;
    throw error;
  }
}

/**
 * Over the hours of a window. The frames should reach back two weeks before it: one for the estimates,
 * and the window itself should start a week before its first published hour, for what storage was charged with.
 */
export function consumptionIntensity(
  areas: readonly Area[],
  window: Window,
  factors: FactorsByScope,
): Map<string, TracedArea> {
  const grid = tracedGrid(areas, window);
  const charged = { direct: new ChargeBook(areas.length), lifecycle: new ChargeBook(areas.length) };
  const gaps = () => new Float64Array(window.hourCount).fill(Number.NaN);
  const traced = areas.map(
    (): TracedArea => ({
      firstHour: window.firstHour,
      kgPerMwh: { direct: gaps(), lifecycle: gaps() },
      status: [],
    }),
  );
  for (let hour = 0; hour < window.hourCount; hour++) {
    const found = hourOrNothing(() => tracedHour(grid, hour, charged, factors));
    traced.forEach((area, i) => {
      const status = found?.status[i] ?? 'unknown';
      area.status.push(status);
      if (!found || status === 'unknown') return;
      for (const scope of SCOPES) area.kgPerMwh[scope][hour] = found.kgPerMwh[scope][i] as number;
    });
  }
  return new Map(areas.map(({ code }, i) => [code, traced[i] as TracedArea]));
}

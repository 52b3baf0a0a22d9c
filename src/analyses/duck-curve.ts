/**
 * How much of a duck a day is: 0 without utility solar, towards 100 where the sun digs the day's
 * demand out and sets before the evening.
 *
 *   D = demand, N = demand - utility solar, Dm = mean of D over the day, all in MWh per hour = MW
 *   ramp(y)   = largest rise between two consecutive hours that start at local 15 to 20
 *   valley(y) = largest hour of the day - smallest of the hours that start at 10 to 14
 *   xR = max(0, ramp(N) - ramp(D)) / Dm        xV = max(0, valley(N) - valley(D)) / Dm
 *   T  = clamp(1 - max(0, |trough time - solar noon| - 1.5 h) / 3 h, 0, 1)
 *   g  = clamp(solar share of demand / 0.02, 0, 1)
 *   score = 50 (1 - exp(-xR / 0.15)) + 35 (1 - exp(-xV / 0.80)) + 15 g T
 *
 * Trough time: mean midpoint of the hours that start at 7 to 17 whose N lies within 5 % of
 * (max - min) above the day's minimum; T = 0 where there is none.
 */
import type { HourlyValues } from '../grid/hourly-frame.ts';
import { eveningRamp, indicesStartingWithin } from './ramp.ts';
import { indexOfMax, indexOfMin, mean } from './statistics.ts';

const MIDDAY_STARTS = [10, 14] as const;
const TROUGH_STARTS = [7, 17] as const;
const FLAT_BOTTOM_FRACTION = 0.05;

/** One local day, by hour in order. NaN only where `curveOf` may ignore it (hours missing at the day's end). */
export interface DuckInput {
  /** Local clock hour at which each hour starts. */
  localHours: number[];
  demandMwh: HourlyValues;
  utilitySolarMwh: HourlyValues;
  /** Solar noon in hours after the start of the day's first hour. */
  solarNoonHours: number;
}

export interface DuckParts {
  ramp: number;
  valley: number;
  trough: number;
}

export interface DuckScore {
  score: number;
  parts: DuckParts;
  solarShareOfDemand: number;
  /** In hours after the start of the day's first hour. */
  troughTimeHours: number | null;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

const highest = (values: HourlyValues): number => values[indexOfMax(values)] ?? Number.NaN;
const lowest = (values: HourlyValues): number => values[indexOfMin(values)] ?? Number.NaN;

/** Of some hours, the smallest known value. */
function lowestOf(values: HourlyValues, indices: number[]): number {
  let low = Number.POSITIVE_INFINITY;
  for (const i of indices) if ((values[i] as number) < low) low = values[i] as number;
  return low;
}

export function valleyMw(values: HourlyValues, localHours: number[]): number {
  return highest(values) - lowestOf(values, indicesStartingWithin(localHours, MIDDAY_STARTS));
}

/** Mean midpoint of the flat bottom, in hours after the start of the first hour; null where it is not by day. */
export function troughTimeHours(values: HourlyValues, localHours: number[]): number | null {
  const bottom = lowest(values);
  const limit = bottom + FLAT_BOTTOM_FRACTION * (highest(values) - bottom);
  const flat = indicesStartingWithin(localHours, TROUGH_STARTS).filter((i) => (values[i] as number) <= limit);
  return flat.length === 0 ? null : mean(flat) + 0.5;
}

function troughFactor(troughTime: number | null, solarNoon: number): number {
  if (troughTime === null) return 0;
  return clamp(1 - Math.max(0, Math.abs(troughTime - solarNoon) - 1.5) / 3, 0, 1);
}

/** Sums of the hours of which both are known. */
function solarShare(demand: HourlyValues, solar: HourlyValues): number {
  let demandSum = 0;
  let solarSum = 0;
  for (let i = 0; i < demand.length; i++) {
    if (Number.isNaN(demand[i]) || Number.isNaN(solar[i])) continue;
    demandSum += demand[i] as number;
    solarSum += solar[i] as number;
  }
  return solarSum / demandSum;
}

const rampMw = (values: HourlyValues, localHours: number[]) =>
  eveningRamp(values, localHours)?.rampMw ?? Number.NaN;

/** The score of a day; the caller has made sure that its hours suffice. */
export function duckScore({ localHours, demandMwh, utilitySolarMwh, solarNoonHours }: DuckInput): DuckScore {
  const lessSolar = demandMwh.map((value, i) => value - (utilitySolarMwh[i] as number));
  const meanDemand = mean(demandMwh);
  const excess = (of: (values: HourlyValues, localHours: number[]) => number) =>
    Math.max(0, of(lessSolar, localHours) - of(demandMwh, localHours)) / meanDemand;
  const share = solarShare(demandMwh, utilitySolarMwh);
  const trough = troughTimeHours(lessSolar, localHours);
  const parts = {
    ramp: 50 * (1 - Math.exp(-excess(rampMw) / 0.15)),
    valley: 35 * (1 - Math.exp(-excess(valleyMw) / 0.8)),
    trough: 15 * clamp(share / 0.02, 0, 1) * troughFactor(trough, solarNoonHours),
  };
  return {
    score: parts.ramp + parts.valley + parts.trough,
    parts,
    solarShareOfDemand: share,
    troughTimeHours: trough,
  };
}

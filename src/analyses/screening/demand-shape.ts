/**
 * What demand should be, hour by hour, and how far it usually strays: the quantities by which the
 * local rules judge. With d the demand in MWh of an hour:
 *
 *   M48, M480        median of d over 48 h and over 480 h around the hour
 *   o = d - M48      the offset; its spread is the interquartile range over 240 h
 *   h = 1 + median of o at this hour of the 10 days before and after, itself included, / M480
 *   expected         M48 h, in MWh
 *   r = d / (M48 h)  and, for level shifts longer than two days, R = d / (M480 h); both near 1
 *   step             d less d an hour before; its spread over 240 h, in MWh
 *   spread of r      interquartile range of r less r an hour before, over the whole frame
 *
 * Source: Ruggles, Farnham, Tong, Caldeira (2020), Scientific Data 7:155, Methods, with their
 * window lengths; PUDL applies the same (timeseries cleaning). Near an end of the frame a window is
 * cut off there: what is judged in the morning is judged by the days before and the hours known.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { quantile } from '../statistics.ts';
import { ranksOf } from './ranks.ts';
import { rollingMedian, rollingSpread, type Window } from './rolling-quantiles.ts';

/** So many hours, the hour itself the first of the later half. */
const hoursAround = (hours: number): Window => ({ before: hours / 2, after: hours / 2 - 1, step: 1 });

const SHORT = hoursAround(48);
const LONG = hoursAround(480);
const SPREAD = hoursAround(240);
const SAME_HOUR_OF_DAYS: Window = { before: 10, after: 10, step: 24 };

export interface DemandShape {
  expectedMwh: HourlyValues;
  /** Of the offset from the 48 h median. */
  spreadMwh: HourlyValues;
  ratio: HourlyValues;
  longRatio: HourlyValues;
  stepMwh: HourlyValues;
  ratioStep: HourlyValues;
}

function stepsOf(values: HourlyValues): HourlyValues {
  const steps = new Float64Array(values.length).fill(Number.NaN);
  for (let i = 1; i < values.length; i++) steps[i] = (values[i] as number) - (values[i - 1] as number);
  return steps;
}

export const spread = (values: HourlyValues): number => quantile(values, 0.75) - quantile(values, 0.25);

/** For rounding: what is divided and multiplied again may come out less. */
const ALLOWANCE = 1 + 1e-9;

/**
 * Whether the interquartile range of values surely reaches a size: more than a quarter lie half of it above
 * zero, more than a quarter half of it below. Counting is quicker than finding quartiles; false says nothing.
 */
export function spreadReaches(values: HourlyValues, size: number, from = 0, to = values.length): boolean {
  const half = (ALLOWANCE * size) / 2;
  // So many of all hours; of fewer known ones fewer would do.
  const quarter = Math.ceil((to - from) / 4) + 1;
  let [above, below] = [0, 0];
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    if (value >= half) above++;
    if (value <= -half) below++;
    if (above >= quarter && below >= quarter) return true;
  }
  return false;
}

export function demandShape(demandMwh: HourlyValues): DemandShape {
  const hours = demandMwh.length;
  const ranks = ranksOf(demandMwh);
  const short = rollingMedian(demandMwh, SHORT, ranks);
  const long = rollingMedian(demandMwh, LONG, ranks);
  const offset = new Float64Array(hours);
  for (let i = 0; i < hours; i++) offset[i] = (demandMwh[i] as number) - (short[i] as number);
  const offsetRanks = ranksOf(offset);
  const usualOffset = rollingMedian(offset, SAME_HOUR_OF_DAYS, offsetRanks);
  const [expectedMwh, ratio, longRatio] = [
    new Float64Array(hours),
    new Float64Array(hours),
    new Float64Array(hours),
  ];
  for (let i = 0; i < hours; i++) {
    const dailyFactor = 1 + (usualOffset[i] as number) / (long[i] as number);
    expectedMwh[i] = (short[i] as number) * dailyFactor;
    ratio[i] = (demandMwh[i] as number) / (expectedMwh[i] as number);
    longRatio[i] = (demandMwh[i] as number) / ((long[i] as number) * dailyFactor);
  }
  return {
    expectedMwh,
    spreadMwh: rollingSpread(offset, SPREAD, offsetRanks),
    ratio,
    longRatio,
    stepMwh: stepsOf(demandMwh),
    ratioStep: stepsOf(ratio),
  };
}

/** A change of 2 % of the expected is no jump, be demand ever so steady (its spread of steps is 0 where it stood still). */
const SMALLEST_JUMP_FRACTION = 0.02;

/** Whether a step of so many MWh to an hour is more than so many spreads of demand's steps around it. */
export function isJump(shape: DemandShape, i: number, stepMwh: number, spreads: number): boolean {
  if (!(stepMwh > SMALLEST_JUMP_FRACTION * (shape.expectedMwh[i] as number))) return false;
  const from = Math.max(0, i - SPREAD.before);
  const to = Math.min(shape.stepMwh.length, i + SPREAD.after + 1);
  if (spreadReaches(shape.stepMwh, stepMwh / spreads, from, to)) return false;
  return stepMwh > spreads * spread(shape.stepMwh.subarray(from, to));
}

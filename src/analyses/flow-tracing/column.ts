/**
 * A series over the window as reconciliation takes it: what was reported, and where nothing was, the
 * mean of the same hour over the week before (so that only the past is used).
 *
 * The weight of a change is 1 / sigma^2, sigma in MWh being how far the number may be off: 1 % of the
 * series' usual size where it was reported, 20 % where it is estimated; never below 1 and 5 MWh, so that
 * small series are not held to their last megawatt.
 */
import type { HourEnding } from '../../grid/hour.ts';
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import { sliceHours } from '../derived-series.ts';

/** Days of the past that an estimate may use. */
export const ESTIMATE_DAYS = 7;
const REPORTED = { fraction: 0.01, leastMwh: 1 };
const ESTIMATED = { fraction: 0.2, leastMwh: 5 };

export interface Window {
  firstHour: HourEnding;
  hourCount: number;
}

export interface Column {
  /** Over the window with ESTIMATE_DAYS before it. */
  values: HourlyValues;
  /** By hour of the same, MWh: mean of |value| over the week up to it, which later days do not change. */
  sizeMwh: HourlyValues;
}

export interface Estimate {
  mwh: number;
  weight: number;
  isReported: boolean;
}

function trailingSize(values: HourlyValues): HourlyValues {
  const hours = ESTIMATE_DAYS * 24;
  let sum = 0;
  let count = 0;
  const add = (value: number | undefined, sign: 1 | -1) => {
    if (value === undefined || Number.isNaN(value)) return;
    sum += sign * Math.abs(value);
    count += sign;
  };
  return values.map((value, i) => {
    add(value, 1);
    add(values[i - hours], -1);
    return count === 0 ? 0 : sum / count;
  });
}

export function columnOf(
  values: HourlyValues | undefined,
  frame: HourlyFrame,
  window: Window,
): Column | null {
  if (!values) return null;
  const before = ESTIMATE_DAYS * 24;
  const inWindow = sliceHours(values, frame, window.firstHour - before, window.hourCount + before);
  return { values: inWindow, sizeMwh: trailingSize(inWindow) };
}

/** Of a series that is not reported at all: surely nothing. */
const NOTHING: Estimate = { mwh: 0, weight: 1, isReported: true };

function sameHourBefore({ values }: Column, index: number): number {
  let sum = 0;
  let count = 0;
  for (let days = 1; days <= ESTIMATE_DAYS; days++) {
    const value = values[index - 24 * days] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** The hour `hour` of the window. */
export function estimateAt(column: Column | null, hour: number): Estimate {
  if (!column) return NOTHING;
  const index = ESTIMATE_DAYS * 24 + hour;
  const value = column.values[index] as number;
  const isReported = !Number.isNaN(value);
  const { fraction, leastMwh } = isReported ? REPORTED : ESTIMATED;
  const sigma = Math.max(leastMwh, fraction * (column.sizeMwh[index] as number));
  return { mwh: isReported ? value : sameHourBefore(column, index), weight: 1 / sigma ** 2, isReported };
}

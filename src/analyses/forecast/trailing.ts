/** Means that look back only, over series in which NaN is a gap. */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { newArray } from './workspace.ts';

/** A gap makes a sum of all unknown. */
function isWhole(values: HourlyValues): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return !Number.isNaN(sum);
}

/** As `trailing`, of values without a gap: the same sums in the same order, in half the time. */
function trailingOfWhole(values: HourlyValues, count: number, step: number, out: Float64Array): HourlyValues {
  const reach = count * step;
  for (let phase = 0; phase < step; phase++) {
    let sum = 0;
    let i = phase;
    for (let known = 1; i < values.length && i < reach; i += step, known++) {
      sum += values[i] as number;
      out[i] = sum / known;
    }
    for (; i < values.length; i += step) {
      sum += values[i] as number;
      sum -= values[i - reach] as number;
      out[i] = sum / count;
    }
  }
  return out;
}

/** Mean of the known among the `count` values at i, i - step, i - 2 step ...; NaN of none. */
function trailing(values: HourlyValues, count: number, step: number, out: Float64Array): HourlyValues {
  if (isWhole(values)) return trailingOfWhole(values, count, step, out);
  out.fill(Number.NaN);
  const reach = count * step;
  for (let phase = 0; phase < step; phase++) {
    let sum = 0;
    let known = 0;
    for (let i = phase; i < values.length; i += step) {
      const entering = values[i] as number;
      if (!Number.isNaN(entering)) {
        sum += entering;
        known++;
      }
      const leaving = i < reach ? Number.NaN : (values[i - reach] as number);
      if (!Number.isNaN(leaving)) {
        sum -= leaving;
        known--;
      }
      if (known > 0) out[i] = sum / known;
    }
  }
  return out;
}

/** Mean of the last `hours` hours up to each hour. */
export const trailingMean = (values: HourlyValues, hours: number, lend = newArray): HourlyValues =>
  trailing(values, hours, 1, lend(values.length));

/** Mean of the same hour of the last `days` days, the hour itself included. */
export const sameHourMean = (values: HourlyValues, days: number, lend = newArray): HourlyValues =>
  trailing(values, days, 24, lend(values.length));

export const WEEK = 168;

/** Mean of the same hour of the last `weeks` weeks, the hour itself included. */
export const sameHourOfWeekMean = (values: HourlyValues, weeks: number, lend = newArray): HourlyValues =>
  trailing(values, weeks, WEEK, lend(values.length));

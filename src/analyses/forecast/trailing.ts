/** Means that look back only, over series in which NaN is a gap. */
import type { HourlyValues } from '../../grid/hourly-frame.ts';

/** Mean of the known among the `count` values at i, i - step, i - 2 step ...; NaN of none. */
function trailing(values: HourlyValues, count: number, step: number): HourlyValues {
  const out = new Float64Array(values.length).fill(Number.NaN);
  const sums = new Float64Array(step);
  const known = new Int32Array(step);
  for (let i = 0; i < values.length; i++) {
    const phase = i % step;
    const entering = values[i] as number;
    const leaving = values[i - count * step] ?? Number.NaN;
    if (!Number.isNaN(entering)) {
      sums[phase] = (sums[phase] as number) + entering;
      known[phase] = (known[phase] as number) + 1;
    }
    if (!Number.isNaN(leaving)) {
      sums[phase] = (sums[phase] as number) - leaving;
      known[phase] = (known[phase] as number) - 1;
    }
    if ((known[phase] as number) > 0) out[i] = (sums[phase] as number) / (known[phase] as number);
  }
  return out;
}

/** Mean of the last `hours` hours up to each hour. */
export const trailingMean = (values: HourlyValues, hours: number): HourlyValues => trailing(values, hours, 1);

/** Mean of the same hour of the last `days` days, the hour itself included. */
export const sameHourMean = (values: HourlyValues, days: number): HourlyValues => trailing(values, days, 24);

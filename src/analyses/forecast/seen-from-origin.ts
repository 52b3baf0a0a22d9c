/** How the features of all kinds look back from an origin, and what they count an unknown hour as. */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { difference } from './elementwise.ts';
import { sameHourMean, sameHourOfWeekMean, WEEK } from './trailing.ts';
import { newArray } from './workspace.ts';

/** The last known hour of the target's clock hour. */
export const sourceIndex = (origin: number, lead: number) => origin + lead - 24 * Math.ceil(lead / 24);

/** What is not known is nothing out of the ordinary. */
export const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? 0 : value);

/** Each value less the usual, which is the mean of its clock hour over 14 days. */
export const anomaly = (
  values: HourlyValues,
  usual = sameHourMean(values, 14),
  lend = newArray,
): HourlyValues => difference(values, usual, lend(values.length));

/** The last known hour of the target's hour of the week. */
export const lastWeekIndex = (origin: number, lead: number) => origin + lead - WEEK * Math.ceil(lead / WEEK);

export const SAME_HOUR_NAMES = [
  'same hour, last known day',
  'same hour, mean of 3 days',
  'same hour, mean of 7 days',
  'same hour, mean of 28 days',
  'same hour and weekday, mean of 4 weeks',
];

/** What a series was at the target's clock hour, in the order of SAME_HOUR_NAMES. */
export interface SameHours {
  mean14: HourlyValues;
  /** Into the first of `out` from `start`: the last against its mean of 28 days, the others against `base`. */
  fill(sourceIndex: number, lastWeekIndex: number, base: number, out: Float64Array, start?: number): void;
}

export function sameHours(values: HourlyValues, lend = newArray): SameHours {
  const [mean3, mean7, mean14, mean28] = [3, 7, 14, 28].map((days) => sameHourMean(values, days, lend)) as [
    HourlyValues,
    HourlyValues,
    HourlyValues,
    HourlyValues,
  ];
  const ofWeek = sameHourOfWeekMean(values, 4, lend);
  function fill(source: number, lastWeek: number, base: number, out: Float64Array, start = 0): void {
    out[start] = known((values[source] as number) - base);
    out[start + 1] = known((mean3[source] as number) - base);
    out[start + 2] = known((mean7[source] as number) - base);
    out[start + 3] = known((mean28[source] as number) - base);
    out[start + 4] = known((ofWeek[lastWeek] as number) - (mean28[source] as number));
  }
  return { mean14, fill };
}

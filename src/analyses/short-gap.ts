/**
 * What demand was in a gap of a few hours, estimated by the series' own day:
 *
 *   p = median of the same hour of the three days before and after, at least three of them known
 *   r = demand / p, of the hour before the gap and of the hour after it
 *   estimate = p r, with r drawn straight across the gap from one to the other
 *
 * Longer gaps, and those without a known hour on both sides, stay gaps. The errors, measured by hiding
 * known hours, are in docs/screening.md. For a small part of a sum only: of one series, an estimate is
 * never published.
 */
import type { HourlyValues } from '../grid/hourly-frame.ts';
import { smallMedian } from './statistics.ts';

export const LONGEST_GAP_HOURS = 6;
const DAYS_AROUND = [-3, -2, -1, 1, 2, 3];
const LEAST_DAYS = 3;

/** Usual demand of an hour; NaN where too few of the days around know it. */
function usualAt(values: HourlyValues, i: number): number {
  const around = Float64Array.from(DAYS_AROUND, (days) => values[i + 24 * days] ?? Number.NaN);
  return smallMedian(around, LEAST_DAYS);
}

/** Fills the gap [from, to), whose hours on both sides are known, as far as it can. */
function estimateGap(values: HourlyValues, from: number, to: number, estimates: HourlyValues): void {
  const ratioAt = (i: number) => (values[i] as number) / usualAt(values, i);
  const before = ratioAt(from - 1);
  const after = ratioAt(to);
  const steps = to - from + 1;
  for (let i = from; i < to; i++) {
    const ratio = before + ((after - before) * (i - from + 1)) / steps;
    const estimate = usualAt(values, i) * ratio;
    if (Number.isFinite(estimate)) estimates[i] = estimate;
  }
}

/** Estimates where there are any, NaN elsewhere: also where the value is known. */
export function shortGapEstimates(values: HourlyValues): HourlyValues {
  const estimates = new Float64Array(values.length).fill(Number.NaN);
  let lastKnown = -1;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const gapHours = i - lastKnown - 1;
    if (lastKnown >= 0 && gapHours > 0 && gapHours <= LONGEST_GAP_HOURS)
      estimateGap(values, lastKnown + 1, i, estimates);
    lastKnown = i;
  }
  return estimates;
}

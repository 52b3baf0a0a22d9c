/**
 * The same hour of the three days before and after. Without a branch, for it is asked of every hour: the
 * third and the fourth of two sorted triples, of which
 *
 *   third  = least of x3, y3, greater of (x1, y2), greater of (x2, y1)
 *   fourth = greatest of x1, y1, lesser of (x3, y2), lesser of (x2, y3)
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';

const { min, max } = Math;
/** For rounding. */
const ALLOWANCE = 1 - 1e-9;

/**
 * Whether a value surely lies within a fraction of the median of the days around it: four of the six lie no
 * higher than that allows, four no lower. Counting is quicker; false says nothing. They must lie within the series.
 */
export function isNearDaysAround(values: HourlyValues, i: number, fraction: number): boolean {
  const value = values[i] as number;
  const least = value / (1 + ALLOWANCE * fraction);
  const most = value / (1 - ALLOWANCE * fraction);
  let notAbove = 0;
  let notBelow = 0;
  for (let j = i - 72; j <= i + 72; j += 24) {
    if (j === i) continue;
    const other = values[j] as number;
    if (other <= most) notAbove++;
    if (other >= least) notBelow++;
  }
  return value > 0 && notAbove >= 4 && notBelow >= 4;
}

/** Median of all six; NaN where one of them is a gap. They must lie within the series. */
export function medianOfDaysAround(values: HourlyValues, i: number): number {
  const a = values[i - 72] as number;
  const b = values[i - 48] as number;
  const c = values[i - 24] as number;
  const x1 = min(a, b, c);
  const x3 = max(a, b, c);
  const x2 = max(min(a, b), min(max(a, b), c));
  const d = values[i + 24] as number;
  const e = values[i + 48] as number;
  const f = values[i + 72] as number;
  const y1 = min(d, e, f);
  const y3 = max(d, e, f);
  const y2 = max(min(d, e), min(max(d, e), f));
  const third = min(x3, y3, max(x1, y2), max(x2, y1));
  const fourth = max(x1, y1, min(x3, y2), min(x2, y3));
  return (third + fourth) / 2;
}

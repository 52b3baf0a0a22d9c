/**
 * Values that no grid of this size can have. EIA's sentinels (around 2,147,480,000 and their
 * neighbours) differ from hour to hour, so they are known by size, not by equality:
 *
 *   any series                      |v| > 1,000,000 MWh (the Lower 48 together peak near 760,000)
 *   demand and its forecast         |v| > max(3 x median, 2 x 98th percentile) of the series
 *   generation, interchange         |v| > max(1.5 x the system's size, 3 x 98th percentile)
 *
 * Quantiles are of absolute values over the whole frame.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import type { SeriesKind } from '../../grid/observation.ts';
import { largestSize } from '../statistics.ts';
import { type Finding, findingsWhere, once, type ScreeningRule } from './screening-rule.ts';
import { absoluteQuantile, reachesLargest, systemSizeMwh } from './series-scale.ts';

const MORE_THAN_THE_LOWER_48_MWH = 1_000_000;
const WHOLE_HOURS_NEEDED = 48;
const HIGH = 0.98;

const isDemandLike = (kind: SeriesKind): boolean => kind === 'demand' || kind === 'day-ahead-demand-forecast';

function largestPlausibleMwh(kind: SeriesKind, values: HourlyValues, systemSize: number): number {
  const high = absoluteQuantile(values, HIGH);
  const scale = isDemandLike(kind)
    ? Math.max(3 * absoluteQuantile(values, 0.5), 2 * high)
    : Math.max(1.5 * systemSize, 3 * high);
  return scale > 0 ? Math.min(scale, MORE_THAN_THE_LOWER_48_MWH) : MORE_THAN_THE_LOWER_48_MWH;
}

/** Whether every value lies below the least that the limit can be: then its quantiles need not be found. */
function isClearlyPlausible(kind: SeriesKind, values: HourlyValues, systemSize: () => number): boolean {
  const largest = largestSize(values);
  if (largest > MORE_THAN_THE_LOWER_48_MWH) return false;
  if (reachesLargest(values, HIGH, isDemandLike(kind) ? 2 : 3, largest)) return true;
  return !isDemandLike(kind) && largest <= 1.5 * systemSize();
}

function findingsOf(kind: SeriesKind, values: HourlyValues, systemSize: () => number): Finding[] {
  if (isClearlyPlausible(kind, values, systemSize)) return [];
  const limit = largestPlausibleMwh(kind, values, systemSize());
  const reason = 'The value is larger than a grid of this size can have.';
  return findingsWhere(kind, values, (value) => Math.abs(value) > limit, reason);
}

export const implausibleMagnitude: ScreeningRule = {
  name: 'implausible-magnitude',
  findings({ trusted }) {
    const systemSize = once(() => (trusted.hourCount >= WHOLE_HOURS_NEEDED ? systemSizeMwh(trusted) : 0));
    return [...trusted.series].flatMap(([kind, values]) => findingsOf(kind, values, systemSize));
  },
};

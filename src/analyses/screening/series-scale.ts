/** Robust scales: a few junk hours among thousands do not move them. */
import { energySourcesOf, type HourlyFrame, type HourlyValues } from '../../grid/hourly-frame.ts';
import { generationOf } from '../../grid/observation.ts';
import { largestSize, quantileOfSizes } from '../statistics.ts';

const HIGH = 0.95;

/** A quantile of the absolute known values; 0 of none. */
export function absoluteQuantile(values: HourlyValues | undefined, fraction: number): number {
  if (!values) return 0;
  const found = quantileOfSizes(values, fraction);
  return Number.isNaN(found) ? 0 : found;
}

/**
 * Whether so many times a high quantile of the absolute values surely reaches the largest of them: enough
 * values do. Counting is quicker than finding the quantile; false says nothing.
 */
export function reachesLargest(
  values: HourlyValues,
  fraction: number,
  times: number,
  largest = largestSize(values),
): boolean {
  const last = values.length - 1;
  // So many of all hours; of fewer known ones fewer would do.
  let needed = last + 1 - Math.floor(last * fraction);
  for (let i = 0; i <= last && needed > 0; i++)
    if (times * Math.abs(values[i] as number) >= largest) needed--;
  return needed === 0;
}

/** The sum of the sources' own highs: more than they reach together, as they do not peak at once. */
const sumOfSourceHighs = (frame: HourlyFrame): number =>
  energySourcesOf(frame).reduce(
    (sum, source) => sum + absoluteQuantile(frame.series.get(generationOf(source)), HIGH),
    0,
  );

/**
 * How big the respondent is, in MWh per hour: the greater of its demand's and its net generation's
 * 95th percentile; of one that reports neither, the sum of its sources' own; 0 where it has none.
 */
export function systemSizeMwh(frame: HourlyFrame): number {
  const size = Math.max(
    absoluteQuantile(frame.series.get('demand'), HIGH),
    absoluteQuantile(frame.series.get('net-generation'), HIGH),
  );
  return size > 0 ? size : sumOfSourceHighs(frame);
}

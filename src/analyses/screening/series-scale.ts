/** Robust scales: a few junk hours among thousands do not move them. */
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import { quantile } from '../statistics.ts';

/** A quantile of the absolute known values; 0 of none. */
export function absoluteQuantile(values: HourlyValues | undefined, fraction: number): number {
  if (!values) return 0;
  const found = quantile(values.map(Math.abs), fraction);
  return Number.isNaN(found) ? 0 : found;
}

/**
 * How big the respondent is, in MWh per hour: the greater of its demand's and its net generation's
 * 95th percentile; 0 where it reports neither.
 */
export function systemSizeMwh(frame: HourlyFrame): number {
  return Math.max(
    absoluteQuantile(frame.series.get('demand'), 0.95),
    absoluteQuantile(frame.series.get('net-generation'), 0.95),
  );
}

/**
 * Whether a forecast is none: it repeats demand, or demand of a day, two days or a week before, or its
 * own hour of the day before, exactly, in at least half of the hours.
 *
 * In the first half of 2020 no balancing authority's forecast met any of the five by chance in more
 * than 14 % of its hours (the smallest ones, whose MW are few), but WALC's repeated demand of a week
 * before in 92 %.
 */
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import type { ForecastCopy } from '../../snapshots/forecast-report.ts';

const LEAST_SHARE = 0.5;
/** Fewer hours say nothing. */
const LEAST_HOURS = 168;

/** Share of the hours with both in which `copy` equals `original` so many hours before; 0 of too few. */
function shareEqual(copy: HourlyValues, original: HourlyValues, hoursBefore: number): number {
  let known = 0;
  let equal = 0;
  for (let i = hoursBefore; i < copy.length; i++) {
    const one = copy[i] as number;
    const other = original[i - hoursBefore] as number;
    if (Number.isNaN(one) || Number.isNaN(other)) continue;
    known++;
    if (one === other) equal++;
  }
  return known < LEAST_HOURS ? 0 : equal / known;
}

/** What the forecast of a frame of trusted values repeats most, null where it is a forecast. */
export function copiedForecast(trusted: HourlyFrame): ForecastCopy | null {
  const demand = trusted.series.get('demand');
  const forecast = trusted.series.get('day-ahead-demand-forecast');
  if (!demand || !forecast) return null;
  const shares: ForecastCopy[] = [
    { of: 'demand of the same hour', shareOfHours: shareEqual(forecast, demand, 0) },
    { of: 'demand a day before', shareOfHours: shareEqual(forecast, demand, 24) },
    { of: 'demand two days before', shareOfHours: shareEqual(forecast, demand, 48) },
    { of: 'demand a week before', shareOfHours: shareEqual(forecast, demand, 168) },
    { of: 'the forecast a day before', shareOfHours: shareEqual(forecast, forecast, 24) },
  ];
  const most = shares.reduce((best, one) => (one.shareOfHours > best.shareOfHours ? one : best));
  return most.shareOfHours >= LEAST_SHARE ? most : null;
}

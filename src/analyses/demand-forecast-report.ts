/**
 * The forecaster's report card: a balancing authority's own day-ahead demand forecast against the
 * demand that came. Error = demand - forecast, MW; the other figures are defined in
 * demand-forecast-report/forecast-error.ts.
 */
import type { BalancingAuthority } from '../grid/balancing-authority.ts';
import { datesBetween, type HourEnding, type LocalDate, lastHourEnded, localDate } from '../grid/hour.ts';
import { type HourlyFrame, lastKnownHour } from '../grid/hourly-frame.ts';
import type { ForecastHeld, ForecastReportSnapshot } from '../snapshots/forecast-report.ts';
import { copiedForecast } from './demand-forecast-report/copied-forecast.ts';
import {
  comparisonWithNaive,
  errorByDay,
  errorByHourOfDay,
  errorByMonth,
  errorFigures,
  worstMisses,
} from './demand-forecast-report/forecast-error.ts';
import { type ForecastDay, forecastDays, isScoredDay } from './demand-forecast-report/forecast-hours.ts';
import { leftOut } from './demand-forecast-report/left-out.ts';
import { daysOver } from './local-days.ts';
import type { ScreenedFrame } from './screening.ts';
import type { OwnFields } from './snapshot-fields.ts';
import { countKnown } from './statistics.ts';

/** The longest run of hours without one of the two, from an hour to the end of days in order. */
function longestGapHours(days: readonly ForecastDay[], firstHour: HourEnding): number {
  let longest = 0;
  let expected = firstHour;
  for (const { day, hours } of days) {
    for (const { hour } of hours) {
      longest = Math.max(longest, hour - expected);
      expected = hour + 1;
    }
    longest = Math.max(longest, day.firstHour + day.hourCount - expected);
  }
  return longest;
}

/** Local days that are over since a day; a feed may have fallen silent before the present. */
const daysSince = (date: LocalDate, timezone: string, now: Date): number =>
  datesBetween(date, localDate(lastHourEnded(now) + 1, timezone)).length - 2;

function heldOf(
  days: readonly ForecastDay[],
  trusted: HourlyFrame,
  revisedDemandHours: number,
): ForecastHeld | null {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return null;
  // Nothing is asked of the hours before the first that is held.
  const firstHour = Math.max(first.day.firstHour, trusted.firstHour);
  const hours = last.day.firstHour + last.day.hourCount - firstHour;
  const hoursWithBoth = days.reduce((sum, one) => sum + one.hours.length, 0);
  const hoursOfDemand = countKnown(trusted.series.get('demand') ?? []);
  return {
    firstDate: first.day.date,
    lastDate: last.day.date,
    days: days.length,
    scoredDays: days.filter(isScoredDay).length,
    hours,
    hoursWithBoth,
    coverage: hoursWithBoth / hours,
    longestGapHours: longestGapHours(days, firstHour),
    revisedDemandHours,
    revisedFraction: Math.min(1, revisedDemandHours / Math.max(1, hoursOfDemand)),
  };
}

/**
 * Over the local days that are over at `now`. `revisedDemandHours`: how many hours of demand were
 * replaced more than two days after the hour.
 */
export function demandForecastReport(
  { reported, trusted }: Pick<ScreenedFrame, 'reported' | 'trusted'>,
  ba: BalancingAuthority,
  now: Date,
  revisedDemandHours: number,
): OwnFields<ForecastReportSnapshot> {
  const days = forecastDays(trusted, daysOver(reported, ba.timezone, now), ba.timezone);
  const scored = days.filter(isScoredDay);
  const hours = scored.flatMap((day) => day.hours);
  const lastScored = scored.at(-1)?.day.date;
  const judged = {
    held: heldOf(days, trusted, revisedDemandHours),
    overall: errorFigures(hours),
    copy: copiedForecast(trusted),
  };
  return {
    ...judged,
    comparison: comparisonWithNaive(hours),
    leftOut: leftOut(ba, {
      ...judged,
      hasDemand: lastKnownHour(trusted, 'demand') !== null,
      hasForecast: lastKnownHour(trusted, 'day-ahead-demand-forecast') !== null,
      daysSilent: lastScored === undefined ? null : daysSince(lastScored, ba.timezone, now),
    }),
    byHourOfDay: errorByHourOfDay(hours),
    byMonth: errorByMonth(scored),
    byDay: errorByDay(days),
    worstMisses: worstMisses(scored),
  };
}

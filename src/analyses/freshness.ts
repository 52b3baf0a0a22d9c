/**
 * How old each family of series is: fresh before the next hour is due by the series' own schedule,
 * late until 3 hours after it (12 for the daily ones), then stale. Of the hours as reported: a
 * flagged hour did arrive.
 */
import type { BalancingAuthority } from '../grid/balancing-authority.ts';
import { type HourEnding, hourToIso, type LocalDay, MS_PER_HOUR } from '../grid/hour.ts';
import { type HourlyFrame, lastKnownHour } from '../grid/hourly-frame.ts';
import { familyOf, SERIES_FAMILIES, type SeriesFamily } from '../grid/observation.ts';
import { nextExpectedAt } from '../grid/publication-schedule.ts';
import type { DataAsOf } from '../snapshots/envelope.ts';
import type { SeriesFreshness } from '../snapshots/freshness.ts';

const HOURS_UNTIL_STALE = { hourly: 3, daily: 12 } as const;

/** The last hour of which a series of the family has a value. */
export function lastKnownHourOfFamily(frame: HourlyFrame, family: SeriesFamily): HourEnding | null {
  let last: HourEnding | null = null;
  for (const kind of frame.series.keys()) {
    if (familyOf(kind) !== family) continue;
    const hour = lastKnownHour(frame, kind);
    if (hour !== null && (last === null || hour > last)) last = hour;
  }
  return last;
}

const scheduleOf = (family: SeriesFamily): SeriesFreshness['schedule'] =>
  family === 'demand' ? 'hourly' : 'daily';

function freshnessOf(frame: HourlyFrame, family: SeriesFamily, timezone: string): SeriesFreshness {
  const schedule = scheduleOf(family);
  const last = lastKnownHourOfFamily(frame, family);
  if (last === null)
    return { family, reported: false, asOf: null, nextExpected: null, staleAfter: null, schedule };
  const nextExpected = Math.ceil(nextExpectedAt(family, last, timezone) / MS_PER_HOUR);
  return {
    family,
    reported: true,
    asOf: hourToIso(last),
    nextExpected: hourToIso(nextExpected),
    staleAfter: hourToIso(nextExpected + HOURS_UNTIL_STALE[schedule]),
    schedule,
  };
}

export function freshness(frame: HourlyFrame, ba: BalancingAuthority): SeriesFreshness[] {
  return SERIES_FAMILIES.map((family) => freshnessOf(frame, family, ba.timezone));
}

/** The end of the last known hour of each family. */
export function dataAsOf(frame: HourlyFrame): DataAsOf {
  const asOf = (family: SeriesFamily) => {
    const hour = lastKnownHourOfFamily(frame, family);
    return hour === null ? null : hourToIso(hour);
  };
  return {
    demand: asOf('demand'),
    dayAheadDemandForecast: asOf('day-ahead-demand-forecast'),
    netGeneration: asOf('net-generation'),
    totalInterchange: asOf('total-interchange'),
    generation: asOf('generation'),
    interchange: asOf('interchange'),
  };
}

/** What is told of whole days must not change because later hours arrived: it says what was known of them. */
export const dataAsOfDay = (dataAsOf: DataAsOf, { firstHour, hourCount }: LocalDay): DataAsOf =>
  dataAsOfHour(dataAsOf, firstHour + hourCount - 1);

/** Of a stretch that ends with an hour: no later stamp than its own. */
export function dataAsOfHour(dataAsOf: DataAsOf, lastHour: HourEnding): DataAsOf {
  const end = hourToIso(lastHour);
  const capped = Object.entries(dataAsOf).map(([family, iso]) => [family, iso && iso > end ? end : iso]);
  return Object.fromEntries(capped) as DataAsOf;
}

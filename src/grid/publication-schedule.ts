/**
 * When EIA publishes an hour of a series: one schedule, by which freshness says what is late and
 * the emulator hides what was not yet known.
 *
 * - demand: about an hour after the hour has ended (45 to 60 minutes on the recorded pages; some
 *   balancing authorities take two hours).
 * - day-ahead demand forecast of a local day: 11:00 Eastern of that day.
 * - net generation, total interchange, generation by energy source: 11:00 Eastern of the day after
 *   the local day; interchange by neighbour: a day later.
 * - the last hour of a local day, which ends at local midnight, comes with the *next* day's batch.
 *
 * Source: recorded API responses of 2026-08-16 to 08-18. At 16:43Z the energy sources of CISO,
 * ERCO and PJM ended at 06, 04 and 03Z, one hour short of their own local midnights at 07, 05 and
 * 04Z (so the day is the balancing authority's own, not the Eastern one), and at 05:44Z still a day
 * before that. 11:00 Eastern: EIA's description of form EIA-930.
 */

import { addDays, type HourEnding, type LocalDate, localDate, MS_PER_HOUR, utcOffsetHours } from './hour.ts';
import type { SeriesFamily } from './observation.ts';

const EASTERN = 'America/New_York';
const DAILY_BATCH_EASTERN_HOUR = 11;
const DEMAND_LAG_HOURS = 1;

type DailyFamily = Exclude<SeriesFamily, 'demand'>;

const DAYS_AFTER_LOCAL_DAY: Record<DailyFamily, number> = {
  'day-ahead-demand-forecast': 0,
  'net-generation': 1,
  'total-interchange': 1,
  generation: 1,
  interchange: 2,
};

/** The instant (ms since the epoch) of the daily batch of a date. */
function dailyBatchAt(date: LocalDate): number {
  const asUtcHours = Date.parse(`${date}T00:00:00Z`) / MS_PER_HOUR + DAILY_BATCH_EASTERN_HOUR;
  return (asUtcHours - utcOffsetHours(EASTERN, asUtcHours)) * MS_PER_HOUR;
}

/** The local day with whose batch an hour comes: the one in which it ends, but for a forecast the one in which it starts. */
function batchDay(family: DailyFamily, hour: HourEnding, timezone: string): LocalDate {
  return localDate(family === 'day-ahead-demand-forecast' ? hour : hour + 1, timezone);
}

/** When an hour of a series becomes known, in ms since the epoch; `timezone` is the respondent's own. */
export function publishedAt(family: SeriesFamily, hour: HourEnding, timezone: string): number {
  if (family === 'demand') return (hour + DEMAND_LAG_HOURS) * MS_PER_HOUR;
  return dailyBatchAt(addDays(batchDay(family, hour, timezone), DAYS_AFTER_LOCAL_DAY[family]));
}

/** Whether an hour of a series is known at an instant (ms since the epoch). */
export function isPublished(
  family: SeriesFamily,
  hour: HourEnding,
  timezone: string,
  nowMs: number,
): boolean {
  return publishedAt(family, hour, timezone) <= nowMs;
}

/** The last hour of a series that is known at an instant (ms since the epoch). */
export function lastPublishedHour(family: SeriesFamily, timezone: string, nowMs: number): HourEnding {
  if (family === 'demand') return Math.floor(nowMs / MS_PER_HOUR) - DEMAND_LAG_HOURS;
  let hour = Math.floor(nowMs / MS_PER_HOUR) + 48;
  while (!isPublished(family, hour, timezone, nowMs)) hour--;
  return hour;
}

/** When the hour after the last known one is due, in ms since the epoch. */
export function nextExpectedAt(family: SeriesFamily, lastKnownHour: HourEnding, timezone: string): number {
  return publishedAt(family, lastKnownHour + 1, timezone);
}

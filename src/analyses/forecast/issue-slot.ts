/**
 * Which forecasts are written down. A run an hour would fill a store for ever, so of each day two
 * issues stand: the first after 06:00 and the first after 18:00 local, each within six hours. The
 * evening's is the one whose advice is scored.
 */
import { type HourEnding, lastHourEnded, localHourOfDay } from '../../grid/hour.ts';

export const MORNING = 6;
export const EVENING = 18;
const OPEN_HOURS = 6;

/** The instant of the slot that is open, in hours since 1970, UTC; null between slots. */
export function openSlot(now: Date, timezone: string): HourEnding | null {
  const begun = lastHourEnded(now);
  const localHour = localHourOfDay(begun + 1, timezone);
  const start = [EVENING, MORNING].find((hour) => localHour >= hour && localHour < hour + OPEN_HOURS);
  // No clock changes between 06:00 and midnight.
  return start === undefined ? null : begun - (localHour - start);
}

export const isEveningSlot = (slot: HourEnding, timezone: string): boolean =>
  localHourOfDay(slot + 1, timezone) === EVENING;

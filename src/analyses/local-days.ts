/** The local days that a frame touches, and which of them are over. */
import {
  datesBetween,
  type HourEnding,
  type LocalDay,
  lastHourEnded,
  localDate,
  localDay,
  localHourOfDay,
} from '../grid/hour.ts';
import { type HourlyFrame, lastHourOf } from '../grid/hourly-frame.ts';

/** Local days of which at least one hour lies in the frame and whose last hour has ended, oldest first. */
export function daysOver(frame: HourlyFrame, timezone: string, now: Date): LocalDay[] {
  if (frame.hourCount === 0) return [];
  const dates = datesBetween(localDate(frame.firstHour, timezone), localDate(lastHourOf(frame), timezone));
  const lastEnded = lastHourEnded(now);
  return dates
    .map((date) => localDay(date, timezone))
    .filter((day) => day.firstHour + day.hourCount - 1 <= lastEnded);
}

export function hoursOf(day: LocalDay): HourEnding[] {
  return Array.from({ length: day.hourCount }, (_, i) => day.firstHour + i);
}

/** A day on which no clock is changed runs from 0 to 23. */
const PLAIN_DAY = Array.from({ length: 24 }, (_, hour) => hour);

export function localHoursOf(day: LocalDay, timezone: string): number[] {
  if (day.hourCount === PLAIN_DAY.length) return [...PLAIN_DAY];
  return hoursOf(day).map((hour) => localHourOfDay(hour, timezone));
}

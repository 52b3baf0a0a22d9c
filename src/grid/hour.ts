/**
 * Hours, local days and time zones.
 *
 * An hour is named by its end, in UTC, as a whole number of hours since 1970-01-01T00Z: EIA's
 * period `2026-03-01T05` is the hour from 04:00Z to 05:00Z, and belongs to the local day in
 * which it *starts*. A local day has 23, 24 or 25 hours.
 */

/** Hours since 1970-01-01T00:00Z at which the hour ends. */
export type HourEnding = number;
/** `YYYY-MM-DD`, a day of somebody's own calendar. */
export type LocalDate = string;

/** A stretch of hours, both ends included. */
export interface HourRange {
  firstHour: HourEnding;
  lastHour: HourEnding;
}

export const MS_PER_HOUR = 3_600_000;

const PERIOD = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})$/;

/** EIA's `2026-03-01T05` to an hour; null where it names no hour of any calendar. */
export function parsePeriod(period: string): HourEnding | null {
  const match = PERIOD.exec(period);
  if (!match) return null;
  const ms = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:00:00Z`);
  if (Number.isNaN(ms)) return null;
  const hour = ms / MS_PER_HOUR;
  return formatPeriod(hour) === period ? hour : null;
}

const TWO_DIGITS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** The inverse of parsePeriod: `2026-03-01T05`. */
export function formatPeriod(hour: HourEnding): string {
  const day = Math.floor(hour / 24);
  return `${dateOfEpochDay(day)}T${TWO_DIGITS[Math.floor(hour) - day * 24]}`;
}

/** `2026-03-01T05:00:00Z`: the instant at which the hour ends. */
export function hourToIso(hour: HourEnding): string {
  return `${formatPeriod(hour)}:00:00Z`;
}

/** An instant to the second, as snapshots tell it. */
export const isoSeconds = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;

export function isoToHour(iso: string): HourEnding {
  return Date.parse(iso) / MS_PER_HOUR;
}

/** The last hour that has ended at an instant. */
export function lastHourEnded(now: Date): HourEnding {
  return Math.floor(now.getTime() / MS_PER_HOUR);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string): Intl.DateTimeFormat {
  let found = formatters.get(timezone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
    });
    formatters.set(timezone, found);
  }
  return found;
}

function offsetAt(timezone: string, instantHours: number): number {
  const parts: Record<string, string> = {};
  for (const part of formatter(timezone).formatToParts(instantHours * MS_PER_HOUR)) {
    parts[part.type] = part.value;
  }
  const { year, month, day, hour } = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`) / MS_PER_HOUR - instantHours;
}

/** Offsets by zone and UTC day: one number where the day has one offset, else one per hour. */
const offsetCache = new Map<string, Map<number, number | number[]>>();

/** Hours that local time is ahead of UTC at an instant (negative in America). Zones of whole hours only. */
export function utcOffsetHours(timezone: string, instantHours: number): number {
  let days = offsetCache.get(timezone);
  if (!days) offsetCache.set(timezone, (days = new Map()));
  const day = Math.floor(instantHours / 24);
  let offsets = days.get(day);
  if (offsets === undefined) {
    const first = offsetAt(timezone, day * 24);
    const last = offsetAt(timezone, day * 24 + 23);
    offsets = first === last ? first : Array.from({ length: 24 }, (_, h) => offsetAt(timezone, day * 24 + h));
    days.set(day, offsets);
  }
  return typeof offsets === 'number' ? offsets : (offsets[Math.floor(instantHours) - day * 24] as number);
}

/** A few thousand days at most, asked for millions of times. */
const dates = new Map<number, LocalDate>();
const epochDays = new Map<LocalDate, number>();

function dateOfEpochDay(day: number): LocalDate {
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    dates.set(day, date);
  }
  return date;
}

function epochDayOf(date: LocalDate): number {
  let day = epochDays.get(date);
  if (day === undefined) {
    day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    epochDays.set(date, day);
  }
  return day;
}

/** Local date of the start of the hour. */
export function localDate(hour: HourEnding, timezone: string): LocalDate {
  const start = hour - 1;
  return dateOfEpochDay(Math.floor((start + utcOffsetHours(timezone, start)) / 24));
}

/** Local clock hour, 0 to 23, at which the hour starts. */
export function localHourOfDay(hour: HourEnding, timezone: string): number {
  const start = hour - 1;
  return (((start + utcOffsetHours(timezone, start)) % 24) + 24) % 24;
}

/** The days from one to another, both included. */
export function datesBetween(first: LocalDate, last: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfEpochDay(epochDayOf(date) + days);
}

export const daysFrom = (from: LocalDate, to: LocalDate): number => epochDayOf(to) - epochDayOf(from);

/** 0 = Sunday to 6 = Saturday. */
export function weekday(date: LocalDate): number {
  // 1970-01-01 was a Thursday.
  return (((epochDayOf(date) + 4) % 7) + 7) % 7;
}

/** A local day as hours: the ending of its first hour and how many there are (23, 24 or 25). */
export interface LocalDay {
  date: LocalDate;
  firstHour: HourEnding;
  hourCount: number;
}

/** Start of a local day in hours since the epoch. */
function localMidnight(date: LocalDate, timezone: string): number {
  const asUtc = epochDayOf(date) * 24;
  const guess = asUtc - utcOffsetHours(timezone, asUtc);
  return asUtc - utcOffsetHours(timezone, guess);
}

export function localDay(date: LocalDate, timezone: string): LocalDay {
  const start = localMidnight(date, timezone);
  const end = localMidnight(addDays(date, 1), timezone);
  return { date, firstHour: start + 1, hourCount: end - start };
}

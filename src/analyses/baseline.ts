/** The usual: the median of the same weekday over the last 30 days, of the days that have a value. */
import { addDays, type LocalDate } from '../grid/hour.ts';
import { median } from './statistics.ts';

const LAST_DAYS = 30;

export interface Baseline {
  value: number;
  /** Newest first. */
  dates: LocalDate[];
}

/** The same weekday within the 30 days before a date, newest first. */
export function sameWeekdaysBefore(date: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let days = 7; days <= LAST_DAYS; days += 7) dates.push(addDays(date, -days));
  return dates;
}

/** Null where no day of the same weekday has a value. */
export function weekdayBaseline(
  date: LocalDate,
  valueOn: (date: LocalDate) => number | null | undefined,
): Baseline | null {
  const known = sameWeekdaysBefore(date).flatMap((day) => {
    const value = valueOn(day);
    return value == null ? [] : [{ day, value }];
  });
  if (known.length === 0) return null;
  return { value: median(known.map(({ value }) => value)), dates: known.map(({ day }) => day) };
}

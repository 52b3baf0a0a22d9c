/** The US holidays on which offices close and demand falls, by the rule of each (5 U.S.C. 6103). */
import { addDays, type LocalDate, weekday } from './hour.ts';

const FIXED: Record<string, string> = {
  '01-01': "New Year's Day",
  '06-19': 'Juneteenth',
  '07-04': 'Independence Day',
  '12-25': 'Christmas Day',
};

const MONDAY = 1;
const THURSDAY = 4;

/** The nth weekday of a month. */
function nthWeekday(year: string, month: string, day: number, nth: number): LocalDate {
  const first = `${year}-${month}-01`;
  const ahead = (day - weekday(first) + 7) % 7;
  return addDays(first, ahead + 7 * (nth - 1));
}

/** The last Monday of May. */
function memorialDay(year: string): LocalDate {
  const last = `${year}-05-31`;
  return addDays(last, -((weekday(last) - MONDAY + 7) % 7));
}

/** Null on all other days. */
export function holidayName(date: LocalDate): string | null {
  const year = date.slice(0, 4);
  if (date === memorialDay(year)) return 'Memorial Day';
  if (date === nthWeekday(year, '09', MONDAY, 1)) return 'Labor Day';
  if (date === nthWeekday(year, '11', THURSDAY, 4)) return 'Thanksgiving';
  return FIXED[date.slice(5)] ?? null;
}

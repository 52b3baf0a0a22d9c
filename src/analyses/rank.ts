/** Where a day's value stands among the days held, up to a year of them. */
import { addDays, type LocalDate } from '../grid/hour.ts';
import type { Rank } from '../snapshots/changes.ts';

const LAST_DAYS = 365;

/** `valueOn` knows the days held, null where a day's gate is shut; null where the day itself has no value. */
export function rankAmongDays(
  date: LocalDate,
  dates: Iterable<LocalDate>,
  valueOn: (date: LocalDate) => number | null | undefined,
): Rank | null {
  const value = valueOn(date);
  if (value == null) return null;
  const earliest = addDays(date, 1 - LAST_DAYS);
  const rank: Rank = { days: 1, firstDate: date, fromTop: 1, fromBottom: 1, tiedDays: 0 };
  for (const other of dates) {
    const otherValue = other < earliest || other >= date ? null : valueOn(other);
    if (otherValue == null) continue;
    rank.days++;
    if (other < rank.firstDate) rank.firstDate = other;
    if (otherValue > value) rank.fromTop++;
    else if (otherValue < value) rank.fromBottom++;
    else rank.tiedDays++;
  }
  return rank;
}

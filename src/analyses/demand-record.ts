/**
 * How long ago demand was last as high. Only days without a missing or flagged hour can set, hold or
 * bound a record: the look back ends at the first that is not.
 */
import { addDays, type LocalDate } from '../grid/hour.ts';
import { badHours } from './completeness.ts';
import type { DayFacts } from './day-facts.ts';

/** A shorter look back is no news. */
export const SHORTEST_RECORD_DAYS = 14;

export interface DemandRecord {
  /** Days before this one that stayed below it, all known. */
  daysBelow: number;
  /** The last day that was as high; null where the look back ended before one. */
  since: LocalDate | null;
}

const isWhole = (facts: DayFacts | undefined): facts is DayFacts =>
  facts !== undefined && facts.peak !== null && badHours(facts.completeness.demand) === 0;

/** Null where the day does not stand out. */
export function demandRecord(date: LocalDate, byDate: ReadonlyMap<LocalDate, DayFacts>): DemandRecord | null {
  const facts = byDate.get(date);
  if (!isWhole(facts)) return null;
  const peak = facts.peak?.value as number;
  let daysBelow = 0;
  let since: LocalDate | null = null;
  for (let day = addDays(date, -1); ; day = addDays(day, -1)) {
    const before = byDate.get(day);
    if (!isWhole(before)) break;
    if ((before.peak?.value as number) >= peak) {
      since = day;
      break;
    }
    daysBelow++;
  }
  return daysBelow >= SHORTEST_RECORD_DAYS ? { daysBelow, since } : null;
}

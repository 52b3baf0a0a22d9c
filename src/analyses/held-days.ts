/**
 * What is kept of each day from run to run, so that the next run computes only what is new: derived
 * state, which can be made again from the rows at any time.
 */
import { addDays, type LocalDate } from '../grid/hour.ts';
import type { DaySummary } from './day-summary.ts';
import { type DayRecords, type RecordName, type Streak, startOfStreak } from './records.ts';
import { SHORTEST_HIGH_DEMAND_DAYS, SHORTEST_RECORD_DAYS } from './sentences/sentence-rule.ts';

export interface HeldDay {
  /** Of all that the day's facts are made of. */
  fingerprint: number;
  summary: DaySummary;
  records: Partial<Record<RecordName, Streak>>;
  headline: string;
}

export type HeldDays = ReadonlyMap<LocalDate, HeldDay>;

export const NOTHING_HELD: HeldDays = new Map();

/** The weeks after a day in which it counts for what is usual. */
const WEEKS_OF_A_BASELINE = [7, 14, 21, 28];

export const asObject = (records: DayRecords): HeldDay['records'] => Object.fromEntries(records);

const areSame = (held: HeldDay['records'], now: DayRecords): boolean => {
  const names = Object.keys(held) as RecordName[];
  return (
    names.length === now.size &&
    names.every((name) => {
      const [before, after] = [held[name], now.get(name)];
      return before?.daysBeyond === after?.daysBeyond && before?.since === after?.since;
    })
  );
};

const SHORTEST_TOLD_DAYS = Math.min(SHORTEST_RECORD_DAYS, SHORTEST_HIGH_DEMAND_DAYS);

/** The earliest day of whose rows a sentence on a record may speak: its receipt names them all. */
function earliestDayOfRecords(date: LocalDate, records: DayRecords): LocalDate {
  let earliest = date;
  for (const streak of records.values()) {
    if (streak.daysBeyond < SHORTEST_TOLD_DAYS) continue;
    const start = startOfStreak(date, streak);
    if (start < earliest) earliest = start;
  }
  return earliest;
}

/**
 * The days whose pulse may say something else: those that changed, those that have a changed day among
 * the same weekdays before them, and those that stand out of the past in another way than before, or of a past
 * with other rows, which its receipt names.
 */
export function daysToTell(
  dates: readonly LocalDate[],
  changed: ReadonlySet<LocalDate>,
  held: HeldDays,
  recordsOn: (date: LocalDate) => DayRecords,
): Set<LocalDate> {
  const followers = [...changed].flatMap((date) => WEEKS_OF_A_BASELINE.map((days) => addDays(date, days)));
  const affected = new Set([...changed, ...followers]);
  const inOrder = [...changed].sort();
  const lastChangeBefore = (date: LocalDate) => inOrder.findLast((change) => change < date);
  return new Set(
    dates.filter((date) => {
      const before = held.get(date);
      const records = recordsOn(date);
      if (affected.has(date) || !before || !areSame(before.records, records)) return true;
      const change = lastChangeBefore(date);
      return change !== undefined && change >= earliestDayOfRecords(date, records);
    }),
  );
}

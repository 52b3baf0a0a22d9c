/**
 * How long ago a quantity of the day was last as extreme. Only whole days (no hour missing or flagged
 * in the series it comes from) can set, hold or bound a record: the look back ends at the first day
 * that is not whole, because what it hides may have been more extreme.
 */
import { addDays, type LocalDate } from '../grid/hour.ts';
import { badHours } from './completeness.ts';
import type { DayFacts } from './day-facts.ts';

export type RecordName =
  | 'high-demand'
  | 'low-demand'
  | 'solar-output'
  | 'wind-output'
  | 'low-carbon-day'
  | 'high-carbon-day'
  | 'duck-score'
  | 'evening-ramp'
  | 'imports'
  | 'exports';

/** How far a day stands out of the days before it. */
export interface Streak {
  /** Whole days before this one that stayed below it (above it, for a low). */
  daysBeyond: number;
  /** The last day that was as extreme; null where the look back ended before one. */
  since: LocalDate | null;
}

export type DayRecords = ReadonlyMap<RecordName, Streak>;

/** A day as the records see it: its facts and its duck score (0 to 100, null where it has none). */
export interface DayForRecords {
  facts: DayFacts;
  duckScore: number | null;
}

interface RecordQuantity {
  name: RecordName;
  /** Larger is more extreme; null where the day is not whole or has no such quantity. */
  extremityOf(day: DayForRecords): number | null;
}

const wholeDemand = ({ facts }: DayForRecords) => badHours(facts.completeness.demand) === 0;
const wholeMix = ({ facts }: DayForRecords) => badHours(facts.completeness.generation) === 0;
const negated = (value: number | null | undefined) => (value == null ? null : -value);

const RECORD_QUANTITIES: readonly RecordQuantity[] = [
  {
    name: 'high-demand',
    extremityOf: (day) => (wholeDemand(day) ? (day.facts.peak?.value ?? null) : null),
  },
  { name: 'low-demand', extremityOf: (day) => (wholeDemand(day) ? negated(day.facts.trough?.value) : null) },
  {
    name: 'solar-output',
    extremityOf: (day) => (wholeMix(day) ? (day.facts.solarPeak?.value ?? null) : null),
  },
  { name: 'wind-output', extremityOf: (day) => (wholeMix(day) ? (day.facts.windPeak?.value ?? null) : null) },
  {
    name: 'low-carbon-day',
    extremityOf: (day) => (wholeMix(day) ? negated(day.facts.carbonIntensity?.directKgPerMwh) : null),
  },
  {
    name: 'high-carbon-day',
    extremityOf: (day) => (wholeMix(day) ? (day.facts.carbonIntensity?.directKgPerMwh ?? null) : null),
  },
  {
    name: 'duck-score',
    extremityOf: (day) => (wholeDemand(day) && wholeMix(day) ? day.duckScore : null),
  },
  {
    name: 'evening-ramp',
    extremityOf: (day) =>
      wholeDemand(day) && wholeMix(day) && day.facts.eveningRamp?.quantity === 'net load'
        ? day.facts.eveningRamp.rampMw
        : null,
  },
  { name: 'imports', extremityOf: (day) => negated(day.facts.interchange?.meanMw) },
  { name: 'exports', extremityOf: (day) => day.facts.interchange?.meanMw ?? null },
];

interface Holder {
  date: LocalDate;
  extremity: number;
}

/**
 * The streak of every day that has the quantity, in one pass: the stack holds the days that no later
 * day has yet matched, falling from bottom to top.
 */
export function streaksOf(days: readonly { date: LocalDate; extremity: number | null }[]): Streak[] {
  let unmatched: Holder[] = [];
  let firstOfRun: LocalDate | null = null;
  let before: LocalDate | null = null;
  return days.map(({ date, extremity }) => {
    if (extremity === null || before === null || addDays(before, 1) !== date) {
      unmatched = [];
      firstOfRun = extremity === null ? null : date;
    }
    before = extremity === null ? null : date;
    if (extremity === null) return { daysBeyond: 0, since: null };
    while (unmatched.length > 0 && (unmatched.at(-1) as Holder).extremity < extremity) unmatched.pop();
    const since = unmatched.at(-1)?.date ?? null;
    unmatched.push({ date, extremity });
    const daysBeyond = since ? daysFrom(since, date) - 1 : daysFrom(firstOfRun as LocalDate, date);
    return { daysBeyond, since };
  });
}

const daysFrom = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The streaks of all days, oldest first, by date. */
export function recordsByDate(days: readonly DayForRecords[]): Map<LocalDate, DayRecords> {
  const byDate = new Map<LocalDate, Map<RecordName, Streak>>();
  const dates = days.map(({ facts }) => facts.values.day.date);
  for (const date of dates) byDate.set(date, new Map());
  for (const { name, extremityOf } of RECORD_QUANTITIES) {
    const streaks = streaksOf(
      days.map((day, i) => ({ date: dates[i] as LocalDate, extremity: extremityOf(day) })),
    );
    streaks.forEach((streak, i) => {
      if (streak.daysBeyond > 0) byDate.get(dates[i] as LocalDate)?.set(name, streak);
    });
  }
  return byDate;
}

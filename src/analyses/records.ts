/**
 * How long ago a quantity of the day was last as extreme. Only whole days (no hour missing or flagged
 * in the series it comes from) can set, hold or bound a record: the look back ends at the first day
 * that is not whole, because what it hides may have been more extreme.
 */
import { addDays, daysFrom, type LocalDate } from '../grid/hour.ts';
import type { DaySummary } from './day-summary.ts';

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

/** The day that was as extreme, or the first that the look back compares. */
export const startOfStreak = (date: LocalDate, { since, daysBeyond }: Streak): LocalDate =>
  since ?? addDays(date, -daysBeyond);

export type DayRecords = ReadonlyMap<RecordName, Streak>;

interface RecordQuantity {
  name: RecordName;
  /** Larger is more extreme; null where the day is not whole or has no such quantity. */
  extremityOf(day: DaySummary): number | null;
}

const ofDemand = (figureOf: (day: DaySummary) => number | null | undefined) => (day: DaySummary) =>
  day.isDemandWhole ? (figureOf(day) ?? null) : null;
const ofMix = (figureOf: (day: DaySummary) => number | null | undefined) => (day: DaySummary) =>
  day.isMixWhole ? (figureOf(day) ?? null) : null;
const negated = (value: number | null | undefined) => (value == null ? null : -value);

const RECORD_QUANTITIES: readonly RecordQuantity[] = [
  { name: 'high-demand', extremityOf: ofDemand(({ peakMwh }) => peakMwh?.value) },
  { name: 'low-demand', extremityOf: ofDemand(({ troughMwh }) => negated(troughMwh?.value)) },
  { name: 'solar-output', extremityOf: ofMix(({ solarPeakMwh }) => solarPeakMwh?.value) },
  { name: 'wind-output', extremityOf: ofMix(({ windPeakMwh }) => windPeakMwh?.value) },
  { name: 'low-carbon-day', extremityOf: ofMix(({ directKgPerMwh }) => negated(directKgPerMwh)) },
  { name: 'high-carbon-day', extremityOf: ofMix(({ directKgPerMwh }) => directKgPerMwh) },
  {
    name: 'duck-score',
    extremityOf: (day) => (day.isDemandWhole && day.isMixWhole ? day.duck.score : null),
  },
  {
    name: 'evening-ramp',
    extremityOf: ({ isDemandWhole, isMixWhole, eveningRampMw: ramp }) =>
      isDemandWhole && isMixWhole && ramp?.quantity === 'net load' ? ramp.value : null,
  },
  { name: 'imports', extremityOf: ({ meanInterchangeMw }) => negated(meanInterchangeMw) },
  { name: 'exports', extremityOf: ({ meanInterchangeMw }) => meanInterchangeMw },
];

const NO_STREAK: Streak = { daysBeyond: 0, since: null };

/** Of each day, how many days lie between it and the first one. */
function daysFromFirst(dates: readonly LocalDate[]): number[] {
  const [first] = dates;
  return first === undefined ? [] : dates.map((date) => daysFrom(first, date));
}

/**
 * The streak of every day that has the quantity (an extremity that is not null), in one pass: the stack
 * holds the indices of the days that no later day has yet matched, falling from bottom to top.
 */
export function streaksOf(
  dates: readonly LocalDate[],
  extremities: readonly (number | null)[],
  dayNumbers = daysFromFirst(dates),
): Streak[] {
  const unmatched: number[] = [];
  let firstOfRun = 0;
  return extremities.map((extremity, i) => {
    if (extremity === null) return NO_STREAK;
    const day = dayNumbers[i] as number;
    if (extremities[i - 1] == null || dayNumbers[i - 1] !== day - 1) {
      unmatched.length = 0;
      firstOfRun = i;
    }
    while (unmatched.length > 0 && (extremities[unmatched.at(-1) as number] as number) < extremity)
      unmatched.pop();
    const last = unmatched.at(-1);
    unmatched.push(i);
    if (last === undefined) return { daysBeyond: day - (dayNumbers[firstOfRun] as number), since: null };
    return { daysBeyond: day - (dayNumbers[last] as number) - 1, since: dates[last] as LocalDate };
  });
}

/** The streaks of all days, which come oldest first, by date. */
export function recordsByDate(days: readonly DaySummary[]): Map<LocalDate, DayRecords> {
  const dates = days.map(({ date }) => date);
  const dayNumbers = daysFromFirst(dates);
  const records = days.map(() => new Map<RecordName, Streak>());
  for (const { name, extremityOf } of RECORD_QUANTITIES) {
    streaksOf(dates, days.map(extremityOf), dayNumbers).forEach((streak, i) => {
      if (streak.daysBeyond > 0) records[i]?.set(name, streak);
    });
  }
  return new Map(dates.map((date, i) => [date, records[i] as DayRecords]));
}

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

/** The streaks of all days, which come oldest first, by date. */
export function recordsByDate(days: readonly DaySummary[]): Map<LocalDate, DayRecords> {
  const byDate = new Map<LocalDate, Map<RecordName, Streak>>();
  for (const { date } of days) byDate.set(date, new Map());
  for (const { name, extremityOf } of RECORD_QUANTITIES) {
    const streaks = streaksOf(days.map((day) => ({ date: day.date, extremity: extremityOf(day) })));
    streaks.forEach((streak, i) => {
      if (streak.daysBeyond > 0) byDate.get((days[i] as DaySummary).date)?.set(name, streak);
    });
  }
  return byDate;
}

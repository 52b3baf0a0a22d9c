/**
 * A rule of the catalogue. `measure` takes named inputs from the story, or null below its threshold;
 * the words follow from the inputs alone, so that whoever holds the inputs can write the sentence
 * again and whoever holds the rows can measure the inputs again.
 */
import { holidayName } from '../../grid/holiday.ts';
import type { LocalDate } from '../../grid/hour.ts';
import type { StatementInputs, StatementRows } from '../../snapshots/receipt.ts';
import { type RecordName, startOfStreak } from '../records.ts';
import type { Story, Voice } from './story.ts';
import { dateInWords, lengthOfTime } from './wording.ts';

export const LONGEST_HEADLINE = 120;

/** What a sentence tells; no pulse tells the same twice. */
export type Fact =
  | 'missing-hours'
  | 'peak'
  | 'usual-peak'
  | 'trough'
  | 'forecast'
  | 'ramp'
  | 'duck'
  | 'net-load'
  | 'solar'
  | 'wind'
  | 'mix'
  | 'carbon'
  | 'interchange'
  | 'average'
  | 'generation-peak'
  | 'generation-trough';

export interface SentenceRule<Inputs extends StatementInputs = StatementInputs> {
  /** Kebab-case; published in the receipt. */
  name: string;
  facts: readonly Fact[];
  /** From when on there is something to say, in words. */
  threshold: string;
  measure(story: Story): Inputs | null;
  /** 0 to 100; the most newsworthy is told first. */
  newsValue(inputs: Inputs): number;
  /** The rows that the inputs were measured on. */
  rows(inputs: Inputs, story: Story): StatementRows;
  /** Wordings of the headline, the fullest first; none where the rule makes no headline. */
  headline?(inputs: Inputs, voice: Voice): string[];
  /** Null where it makes no bullet. */
  bullet?(inputs: Inputs, voice: Voice): string | null;
}

/** The first wording that fits. */
export function fittingHeadline(candidates: string[]): string | null {
  return candidates.find((text) => text.length <= LONGEST_HEADLINE) ?? null;
}

/** A wording with the day named (and the holiday that it is), and the same without where that is too long. */
export function datedOrNot(subject: string, voice: Voice, compared = ''): string[] {
  const date = dateInWords(voice.date);
  const holiday = holidayName(voice.date);
  const dated = [`${subject} on ${date}${compared}`, `${subject}${compared}`];
  return holiday ? [`${subject} on ${holiday}, ${date}${compared}`, ...dated] : dated;
}

export const rowsOfDay =
  (...series: string[]) =>
  (_inputs: StatementInputs, { voice }: Story): StatementRows => ({ series, days: [voice.date] });

/** What a record adds to its sentence's inputs. */
export interface StreakInputs extends StatementInputs {
  daysBeyond: number;
  since: string | null;
}

/** Rows from the day that was as extreme, or from the first compared, to the day itself. */
export const rowsOfStreak =
  (...series: string[]) =>
  (streak: StreakInputs, { voice }: Story): StatementRows => ({
    series,
    days: [`${startOfStreak(voice.date, streak)}/${voice.date}`],
  });

/** A shorter streak is no news, but for the peak of demand. */
export const SHORTEST_RECORD_DAYS = 30;
export const SHORTEST_HIGH_DEMAND_DAYS = 14;

/** Null where the day does not stand out of so many whole days. */
export function streakOf(
  { records }: Story,
  record: RecordName,
  leastDays = SHORTEST_RECORD_DAYS,
): StreakInputs | null {
  const streak = records.get(record);
  if (!streak || streak.daysBeyond < leastDays) return null;
  return { daysBeyond: streak.daysBeyond, since: streak.since };
}

/** "the highest since Jan. 10", "the lowest in at least 3 months". */
export function comparedWithPast(extreme: string, { daysBeyond, since }: StreakInputs, date: LocalDate) {
  return since
    ? `the ${extreme} since ${dateInWords(since, date)}`
    : `the ${extreme} in at least ${lengthOfTime(daysBeyond)}`;
}

/** A record is worth the more, the longer it stood: from 50 towards 50 + `most` at a year. */
export const newsValueOfStreak =
  (most: number) =>
  ({ daysBeyond }: StreakInputs): number =>
    50 + most * Math.min(1, daysBeyond / 365);

/** What the rules of sentences are given: one day's facts and how they compare. */
import { hourToIso, type LocalDate } from '../../grid/hour.ts';
import type { Baseline } from '../baseline.ts';
import type { DayFacts } from '../day-facts.ts';
import type { DayStatus } from '../day-status.ts';
import type { DayRecords } from '../records.ts';

/** Who speaks of which day: all that a sentence needs beside its inputs. */
export interface Voice {
  code: string;
  /** The common name. */
  name: string;
  timezone: string;
  date: LocalDate;
}

export interface Story {
  voice: Voice;
  facts: DayFacts;
  status: DayStatus;
  /** Of peak demand; null where no day compares. */
  usualPeak: Baseline | null;
  records: DayRecords;
  duckScore: number | null;
}

/** The end of an hour of the story's day, by its index. */
export const hourEndingOf = ({ facts }: Story, index: number): string =>
  hourToIso(facts.values.day.firstHour + index);

/** What the rules of sentences are given: one day's facts and how they compare. */
import type { BalancingAuthority } from '../../grid/balancing-authority.ts';
import type { LocalDate } from '../../grid/hour.ts';
import type { PulseStatement } from '../../snapshots/pulse.ts';
import type { Baseline } from '../baseline.ts';
import type { DayFacts } from '../day-facts.ts';
import type { DayStatus } from '../day-status.ts';
import type { DemandRecord } from '../demand-record.ts';

export interface Story {
  ba: BalancingAuthority;
  /** The common name. */
  name: string;
  date: LocalDate;
  facts: DayFacts;
  status: DayStatus;
  /** Of peak demand; null where no day compares. */
  usualPeak: Baseline | null;
  record: DemandRecord | null;
}

/** What a sentence tells; no pulse tells the same twice. */
export type Fact =
  | 'missing-hours'
  | 'peak'
  | 'usual-peak'
  | 'trough'
  | 'forecast'
  | 'ramp'
  | 'mix'
  | 'carbon'
  | 'interchange'
  | 'average'
  | 'generation-peak'
  | 'generation-trough';

export type Inputs = PulseStatement['inputs'];

export interface Sentence {
  text: string;
  inputs: Inputs;
}

/** A rule writes its sentence from the story, or null where it has nothing to say. */
export interface SentenceRule {
  name: string;
  facts: readonly Fact[];
  write(story: Story): Sentence | null;
}

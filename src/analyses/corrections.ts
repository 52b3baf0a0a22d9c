/**
 * Which sentences of a published pulse no longer say what its rows say, because rows that were known
 * were revised. No correction is: a provisional day completed by hours that it said were missing, a
 * sentence that is still true but made room for another, and new words for the same rows.
 */
import type { PulseSnapshot, PulseUpdate } from '../snapshots/pulse.ts';
import type { Statement, StatementRows } from '../snapshots/receipt.ts';
import { findSentenceRule } from './sentences/catalogue.ts';
import type { Story } from './sentences/story.ts';
import { wordsOf } from './sentences.ts';

type Published = Pick<PulseSnapshot, 'status' | 'receipt' | 'hours'>;

/** All that a rule would say of the day now, told or not. */
function wordsNow(ruleName: string, story: Story): string[] {
  const rule = findSentenceRule(ruleName);
  const inputs = rule?.measure(story);
  if (!rule || !inputs) return [];
  return [
    wordsOf(rule, 'headline', inputs, story.voice),
    wordsOf(rule, 'bullet', inputs, story.voice),
  ].filter((text) => text !== null);
}

const changedWhereKnown = (before: readonly (number | null)[], after: readonly (number | null)[]): boolean =>
  before.some((value, i) => value !== null && value !== after[i]);

/** Whether an hour of the day that had been published has another value now. */
function isRevised({ hours: before }: Published, { hours: after }: Published): boolean {
  const generation = Object.keys(before.generationMwh);
  return (
    changedWhereKnown(before.demandMwh, after.demandMwh) ||
    changedWhereKnown(before.dayAheadDemandForecastMwh, after.dayAheadDemandForecastMwh) ||
    changedWhereKnown(before.netGenerationMwh, after.netGenerationMwh) ||
    changedWhereKnown(before.totalInterchangeMwh, after.totalInterchangeMwh) ||
    generation.some((source) =>
      changedWhereKnown(before.generationMwh[source] ?? [], after.generationMwh[source] ?? []),
    )
  );
}

export interface PulseRevision {
  before: Published;
  after: Published;
  /** Of the day as it is now. */
  story: Story;
  /** Hash of rows as they are now. */
  hashOf(rows: StatementRows): string;
}

function replaced(old: Statement, { after, story, hashOf }: PulseRevision): Omit<PulseUpdate, 'seenAt'>[] {
  if (hashOf(old.rows) === old.rows.hash) return [];
  if (wordsNow(old.rule, story).includes(old.text)) return [];
  const successor = after.receipt.find(({ rule }) => rule === old.rule) ?? null;
  return [{ rule: old.rule, was: old.text, now: successor?.text ?? wordsNow(old.rule, story)[0] ?? null }];
}

/** What to correct, in the order in which it was told. */
export function pulseCorrections(revision: PulseRevision): Omit<PulseUpdate, 'seenAt'>[] {
  const { before, after } = revision;
  if (before.status !== 'final' && !isRevised(before, after)) return [];
  return before.receipt.flatMap((statement) => replaced(statement, revision));
}

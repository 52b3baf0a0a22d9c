/**
 * Whether the sentences of a pulse follow from rows: each rule measures its inputs again, writes its
 * words again from the inputs that were published, and the rows are hashed again.
 */
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import type { Statement, StatementInputs, StatementRows } from '../snapshots/receipt.ts';
import { findSentenceRule } from './sentences/catalogue.ts';
import type { Story } from './sentences/story.ts';
import { wordsOf } from './sentences.ts';

export interface StatementVerdict {
  rule: string;
  text: string;
  /** In plain words; none where the sentence holds. */
  objections: string[];
}

/** Sums of the same numbers differ in their last bits where they were added in another order. */
const RELATIVE_TOLERANCE = 1e-9;

function areEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= RELATIVE_TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}

function inputObjections(published: StatementInputs, measured: StatementInputs | null): string[] {
  if (measured === null) return ['the rule has nothing to say of these rows'];
  const names = new Set([...Object.keys(published), ...Object.keys(measured)]);
  return [...names]
    .filter((name) => !areEqual(published[name], measured[name]))
    .map((name) => `${name} was published as ${published[name]}; the rows give ${measured[name]}`);
}

export function statementVerdict(
  statement: Statement,
  as: 'headline' | 'bullet',
  story: Story,
  hashOf: (rows: StatementRows) => string,
): StatementVerdict {
  const { rule: name, text, inputs, rows } = statement;
  const rule = findSentenceRule(name);
  if (!rule) return { rule: name, text, objections: ['this version of GridPulse knows no such rule'] };
  const measured = rule.measure(story);
  const objections = inputObjections(inputs, measured);
  if (wordsOf(rule, as, inputs, story.voice) !== text)
    objections.push('the words do not follow from the inputs');
  const named = measured && rule.rows(measured, story);
  if (named && (named.series.join() !== rows.series.join() || named.days.join() !== rows.days.join()))
    objections.push('the receipt names other rows than the rule reads');
  if (hashOf(rows) !== rows.hash) objections.push('the hash of the rows is another');
  return { rule: name, text, objections };
}

/** Of the headline and each bullet; `story` and `hashOf` are of the rows that are verified against. */
export function pulseVerdicts(
  pulse: PulseSnapshot,
  story: Story,
  hashOf: (rows: StatementRows) => string,
): StatementVerdict[] {
  const told = [pulse.headline, ...pulse.bullets];
  const verdicts = pulse.receipt.map((statement, i) => {
    const verdict = statementVerdict(statement, i === 0 ? 'headline' : 'bullet', story, hashOf);
    if (told[i] !== statement.text) verdict.objections.push('the pulse tells it in other words');
    return verdict;
  });
  const withoutReceipt = told.slice(pulse.receipt.length);
  return [
    ...verdicts,
    ...withoutReceipt.map((text) => ({ rule: 'none', text, objections: ['the sentence has no receipt'] })),
  ];
}

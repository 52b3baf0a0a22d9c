/**
 * The sentences of a pulse: of all that the catalogue's rules can truthfully say of a day, the most
 * newsworthy makes the headline and the next ones the bullets, no two of which tell the same fact.
 */
import type { Statement, StatementInputs } from '../snapshots/receipt.ts';
import { SENTENCE_RULES } from './sentences/catalogue.ts';
import { type Fact, fittingHeadline, type SentenceRule } from './sentences/sentence-rule.ts';
import type { Story } from './sentences/story.ts';

const MOST_BULLETS = 5;

/** A statement without the hash of its rows, which whoever holds the rows adds. */
export type UnhashedStatement = Omit<Statement, 'rows'> & { rows: Omit<Statement['rows'], 'hash'> };

/** What a rule found, before anything is written. */
interface Finding {
  rule: SentenceRule;
  inputs: StatementInputs;
  newsValue: number;
}

/** All that may be said, the most newsworthy first; of equal ones the first of the catalogue. */
function findingsOf(story: Story): Finding[] {
  return SENTENCE_RULES.flatMap((rule) => {
    const inputs = rule.measure(story);
    return inputs ? [{ rule, inputs, newsValue: rule.newsValue(inputs) }] : [];
  }).sort((a, b) => b.newsValue - a.newsValue);
}

const statementOf = ({ rule, inputs }: Finding, story: Story, text: string): UnhashedStatement => ({
  rule: rule.name,
  text,
  inputs,
  rows: rule.rows(inputs, story),
});

/** The words of a rule's headline or bullet, from its inputs alone; null where it has none. */
export function wordsOf(
  rule: SentenceRule,
  as: 'headline' | 'bullet',
  inputs: StatementInputs,
  voice: Story['voice'],
): string | null {
  if (as === 'bullet') return rule.bullet?.(inputs, voice) ?? null;
  return rule.headline ? fittingHeadline(rule.headline(inputs, voice)) : null;
}

/** The headline first, then up to five bullets. */
export function statements(story: Story): UnhashedStatement[] {
  const findings = findingsOf(story);
  const told = new Set<Fact>();
  const written: UnhashedStatement[] = [];
  const take = (finding: Finding, as: 'headline' | 'bullet'): boolean => {
    if (finding.rule.facts.some((fact) => told.has(fact))) return false;
    const text = wordsOf(finding.rule, as, finding.inputs, story.voice);
    if (text === null) return false;
    written.push(statementOf(finding, story, text));
    for (const fact of finding.rule.facts) told.add(fact);
    return true;
  };
  if (!findings.some((finding) => take(finding, 'headline')))
    throw new Error('No rule wrote a headline: the last one must always.');
  for (const finding of findings) if (written.length <= MOST_BULLETS) take(finding, 'bullet');
  return written;
}

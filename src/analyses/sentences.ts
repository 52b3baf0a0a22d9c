/**
 * The sentences of a pulse. Each is written by a named rule from named inputs, and no two tell the
 * same fact: the headline's facts are taken first, then the bullets' in their order.
 */
import type { PulseStatement } from '../snapshots/pulse.ts';
import { BULLET_RULES } from './sentences/bullets.ts';
import { HEADLINE_RULES } from './sentences/headlines.ts';
import type { Fact, SentenceRule, Story } from './sentences/story.ts';

const MOST_BULLETS = 5;

function statementBy(rule: SentenceRule, story: Story): PulseStatement | null {
  const sentence = rule.write(story);
  return sentence && { rule: rule.name, ...sentence };
}

function headline(story: Story): { statement: PulseStatement; facts: readonly Fact[] } {
  for (const rule of HEADLINE_RULES) {
    const statement = statementBy(rule, story);
    if (statement) return { statement, facts: rule.facts };
  }
  throw new Error('No rule wrote a headline: the last one must always.');
}

/** The headline first, then up to five bullets. */
export function statements(story: Story): PulseStatement[] {
  const first = headline(story);
  const told = new Set<Fact>(first.facts);
  const written = [first.statement];
  for (const rule of BULLET_RULES) {
    if (written.length > MOST_BULLETS || rule.facts.some((fact) => told.has(fact))) continue;
    const statement = statementBy(rule, story);
    if (!statement) continue;
    written.push(statement);
    for (const fact of rule.facts) told.add(fact);
  }
  return written;
}

import { CARBON_RULES } from './carbon-rules.ts';
import { DAY_RULES } from './day-rules.ts';
import { DEMAND_RULES } from './demand-rules.ts';
import { GENERATION_RULES } from './generation-rules.ts';
import { INTERCHANGE_RULES } from './interchange-rules.ts';
import { NET_LOAD_RULES } from './net-load-rules.ts';
import type { SentenceRule } from './sentence-rule.ts';

/** Every rule that writes sentences of a pulse. */
export const SENTENCE_RULES: readonly SentenceRule[] = [
  ...DAY_RULES,
  ...DEMAND_RULES,
  ...GENERATION_RULES,
  ...CARBON_RULES,
  ...NET_LOAD_RULES,
  ...INTERCHANGE_RULES,
];

export const findSentenceRule = (name: string): SentenceRule | undefined =>
  SENTENCE_RULES.find((rule) => rule.name === name);

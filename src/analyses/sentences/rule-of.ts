import type { StatementInputs } from '../../snapshots/receipt.ts';
import type { SentenceRule } from './sentence-rule.ts';

/** A rule written with the type of its own inputs, as the catalogue holds it. */
export const ruleOf = <Inputs extends StatementInputs>(rule: SentenceRule<Inputs>): SentenceRule =>
  rule as unknown as SentenceRule;

/** Counts of hours by the class that others gave them and the rule that flags them. */
import { isAnomaly } from './recorded-demand.ts';

/** Label, then rule (`-` for an hour that is believed), to hours. */
export type Confusion = Map<string, Map<string, number>>;

export const BELIEVED = '-';

export function count(confusion: Confusion, label: string, rule: string): void {
  let rules = confusion.get(label);
  if (!rules) confusion.set(label, (rules = new Map()));
  rules.set(rule, (rules.get(rule) ?? 0) + 1);
}

const total = (rules: Map<string, number>) => [...rules.values()].reduce((sum, hours) => sum + hours, 0);

export interface Agreement {
  /** Hours that the labels call anomalous, and how many of them are flagged. */
  anomalous: number;
  found: number;
  /** Hours that the labels pass, and how many of them are flagged all the same. */
  okay: number;
  flaggedOkay: number;
  recall: number;
  specificity: number;
}

export function agreementOf(confusion: Confusion): Agreement {
  let [anomalous, found, okay, flaggedOkay] = [0, 0, 0, 0];
  for (const [label, rules] of confusion) {
    const hours = total(rules);
    const flagged = hours - (rules.get(BELIEVED) ?? 0);
    if (isAnomaly(label)) [anomalous, found] = [anomalous + hours, found + flagged];
    else [okay, flaggedOkay] = [okay + hours, flaggedOkay + flagged];
  }
  return {
    anomalous,
    found,
    okay,
    flaggedOkay,
    recall: found / anomalous,
    specificity: 1 - flaggedOkay / okay,
  };
}

/** Of the hours that a rule flags, how many the labels call anomalous. */
export function precisionByRule(confusion: Confusion): Map<string, { flagged: number; anomalous: number }> {
  const byRule = new Map<string, { flagged: number; anomalous: number }>();
  for (const [label, rules] of confusion) {
    for (const [rule, hours] of rules) {
      if (rule === BELIEVED) continue;
      const held = byRule.get(rule) ?? { flagged: 0, anomalous: 0 };
      byRule.set(rule, {
        flagged: held.flagged + hours,
        anomalous: held.anomalous + (isAnomaly(label) ? hours : 0),
      });
    }
  }
  return byRule;
}

export function recallByLabel(confusion: Confusion): Map<string, { hours: number; found: number }> {
  const byLabel = new Map<string, { hours: number; found: number }>();
  for (const [label, rules] of confusion) {
    const hours = total(rules);
    if (isAnomaly(label)) byLabel.set(label, { hours, found: hours - (rules.get(BELIEVED) ?? 0) });
  }
  return byLabel;
}

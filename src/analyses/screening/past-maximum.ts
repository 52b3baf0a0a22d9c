/**
 * Demand of 1.5 times the largest believed demand before it, or more; so many hours of it must be
 * known that they hold a peak. Looks back only, over the whole frame.
 * Source: EIA's own imputation rule ("at least 1.5 times greater than the maximum of past total
 * demand values reported by that BA"; the missing, zero and negative ones have rules of their own).
 */
import type { Finding, ScreeningRule } from './screening-rule.ts';

const TIMES_THE_MAXIMUM = 1.5;
const HOURS_NEEDED = 30 * 24;

export const pastMaximum: ScreeningRule = {
  name: 'past-maximum',
  findings({ trusted }): Finding[] {
    const demand = trusted.series.get('demand');
    if (!demand) return [];
    const found: Finding[] = [];
    const reason = 'Half as much again as any demand before it.';
    let maximum = 0;
    let known = 0;
    for (let index = 0; index < demand.length; index++) {
      const mwh = demand[index] as number;
      if (Number.isNaN(mwh)) continue;
      if (known >= HOURS_NEEDED && mwh >= TIMES_THE_MAXIMUM * maximum)
        found.push({ kind: 'demand', index, reason });
      else maximum = Math.max(maximum, mwh);
      known++;
    }
    return found;
  },
};

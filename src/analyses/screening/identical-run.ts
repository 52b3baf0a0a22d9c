/**
 * Demand that reads the same in three or more hours in a row: the third and all later ones are not
 * believed. Source: Ruggles et al. (2020), "identical run filter". In a small system whole megawatts
 * repeat by chance now and then; those hours are doubted with the rest.
 */
import type { Finding, ScreeningRule } from './screening-rule.ts';

export const identicalRun: ScreeningRule = {
  name: 'identical-run',
  findings({ trusted }) {
    const values = trusted.series.get('demand');
    if (!values) return [];
    const found: Finding[] = [];
    const reason = 'Demand reads the same for three hours or more.';
    for (let index = 2; index < values.length; index++) {
      const mwh = values[index] as number;
      if (mwh === values[index - 1] && mwh === values[index - 2])
        found.push({ kind: 'demand', index, reason });
    }
    return found;
  },
};

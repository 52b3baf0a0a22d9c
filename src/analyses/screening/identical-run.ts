/**
 * Demand that reads the same in three or more hours in a row: the third and all later ones are not
 * believed. Source: Ruggles et al. (2020), "identical run filter". In a small system whole megawatts
 * repeat by chance now and then; those hours are doubted with the rest.
 */
import type { ScreeningRule } from './screening-rule.ts';
import { findingsWhere } from './screening-rule.ts';

export const identicalRun: ScreeningRule = {
  name: 'identical-run',
  findings({ trusted }) {
    const values = trusted.series.get('demand');
    if (!values) return [];
    const repeats = (mwh: number, i: number) => mwh === values[i - 1] && mwh === values[i - 2];
    return findingsWhere('demand', values, repeats, 'Demand reads the same for three hours or more.');
  },
};

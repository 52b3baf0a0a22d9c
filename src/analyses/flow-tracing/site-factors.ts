import { type EmissionScope, emissionFactor, foreignFactor } from '../../grid/emission-factor.ts';
import type { FactorsByScope, SupplyFactors } from './area.ts';

const factorsOf = (scope: EmissionScope): SupplyFactors => ({
  ofSource: (code, source) => emissionFactor(scope, code, source)?.kgPerMwh ?? 0,
  ofForeign: (code) => foreignFactor(scope, code),
});

/** The factors that the site publishes by. */
export const SITE_FACTORS: FactorsByScope = {
  direct: factorsOf('direct'),
  lifecycle: factorsOf('lifecycle'),
};

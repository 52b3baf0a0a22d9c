import reference from '../../data/reference/emission-factors.json' with { type: 'json' };
import { type EnergySource, isStorage } from './energy-source.ts';

/** Direct: CO2 from the stack. Lifecycle: CO2-equivalent of building, fuelling and burning. */
export type EmissionScope = 'direct' | 'lifecycle';

interface FactorSet {
  name: string;
  scope: EmissionScope;
  includes: string;
  date: string;
  national: Record<string, { kgPerMwh: number; source: string }>;
  byBalancingAuthority: { source: string; kgPerMwh: Record<string, Record<string, number>> };
}

export const FACTOR_SETS = reference.sets as unknown as FactorSet[];

/** Where the factors come from; a factor names one by its id. */
export const FACTOR_SOURCES: readonly { id: string; title: string; url: string | null; date: string }[] =
  reference.sources;

/** The set that the site uses for a scope. */
export function factorSet(scope: EmissionScope): FactorSet {
  return FACTOR_SETS.find((set) => set.scope === scope) as FactorSet;
}

export interface EmissionFactor {
  kgPerMwh: number;
  /** An id among `sources` of data/reference/emission-factors.json. */
  source: string;
  /** Whether the factor is the balancing authority's own rather than national. */
  own: boolean;
}

/** kg CO2 per MWh of net generation (= g/kWh); null for storage, which generates and emits nothing. */
export function emissionFactor(
  scope: EmissionScope,
  respondent: string,
  source: EnergySource,
): EmissionFactor | null {
  if (isStorage(source)) return null;
  const set = factorSet(scope);
  const own = set.byBalancingAuthority.kgPerMwh[respondent]?.[source];
  if (own !== undefined) return { kgPerMwh: own, source: set.byBalancingAuthority.source, own: true };
  const national = set.national[source];
  return national ? { ...national, own: false } : null;
}

interface ForeignFactors {
  kgPerMwh: Record<string, Record<EmissionScope, number> & { source: string }>;
  /** Whoever generates from one energy source. */
  as: Record<string, string>;
  /** The energy source that all others count as. */
  others: string;
}

const FOREIGN: ForeignFactors = reference.foreign;

/**
 * kg CO2 per MWh imported from a neighbour abroad, of which form EIA-930 knows only the flow: a yearly
 * mean where a source gives one, else by the convention of data/reference/emission-factors.json.
 */
export function foreignFactor(scope: EmissionScope, code: string): number {
  const own = FOREIGN.kgPerMwh[code]?.[scope];
  return own ?? factorSet(scope).national[FOREIGN.as[code] ?? FOREIGN.others]?.kgPerMwh ?? 0;
}

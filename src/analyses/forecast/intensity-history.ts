/** What a forecast starts from: the known carbon intensity of one balancing authority and what made it. */
import { type EmissionScope, emissionFactor } from '../../grid/emission-factor.ts';
import { ENERGY_SOURCES, type EnergySource, type EnergySourceGroup } from '../../grid/energy-source.ts';
import type { HourEnding } from '../../grid/hour.ts';
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import type { CarbonIntensity } from '../carbon-intensity.ts';

export interface SourceHistory {
  group: EnergySourceGroup;
  factorKgPerMwh: number;
  /** max(0, net generation) by hour, NaN in a hole. */
  positiveMwh: HourlyValues;
}

/** Series over the same hours, index i is the hour `firstHour + i`; NaN is what is not known. */
export interface IntensityHistory {
  firstHour: HourEnding;
  kgPerMwh: HourlyValues;
  generationMwh: HourlyValues;
  sources: readonly SourceHistory[];
}

/** The history of a scope, from a balancing authority's derived carbon intensity. */
export function intensityHistory(
  frame: Pick<HourlyFrame, 'respondent' | 'firstHour'>,
  carbon: CarbonIntensity,
  scope: EmissionScope,
): IntensityHistory {
  const factorOf = (source: EnergySource) => emissionFactor(scope, frame.respondent, source)?.kgPerMwh ?? 0;
  return {
    firstHour: frame.firstHour,
    kgPerMwh: carbon.kgPerMwh[scope],
    generationMwh: carbon.generationMwh,
    sources: carbon.generating.map(({ source, positiveMwh }) => ({
      group: ENERGY_SOURCES[source].group,
      factorKgPerMwh: factorOf(source),
      positiveMwh,
    })),
  };
}

/** The history as it was known when `lastHour` was the last known hour, no longer than `hours`; arrays are views. */
export function historyUpTo(
  history: IntensityHistory,
  lastHour: HourEnding,
  hours: number,
): IntensityHistory {
  const end = Math.max(0, lastHour - history.firstHour + 1);
  const from = Math.max(0, end - hours);
  const cut = (values: HourlyValues) => values.subarray(from, end);
  return {
    firstHour: history.firstHour + from,
    kgPerMwh: cut(history.kgPerMwh),
    generationMwh: cut(history.generationMwh),
    sources: history.sources.map((source) => ({ ...source, positiveMwh: cut(source.positiveMwh) })),
  };
}

/** What a forecast starts from: the known carbon intensity of one balancing authority and what made it. */
import { type EmissionScope, emissionFactor } from '../../grid/emission-factor.ts';
import { ENERGY_SOURCES, type EnergySource, type EnergySourceGroup } from '../../grid/energy-source.ts';
import type { HourEnding } from '../../grid/hour.ts';
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import type { CarbonIntensity } from '../carbon-intensity.ts';
import { seriesOrGaps } from '../derived-series.ts';

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
  /** Known sooner than the mix, so that it may run on beyond the other series; all NaN where nothing is. */
  demandMwh: HourlyValues;
  sources: readonly SourceHistory[];
}

/** The history of a scope, from a balancing authority's derived carbon intensity. */
export function intensityHistory(
  frame: HourlyFrame,
  carbon: CarbonIntensity,
  scope: EmissionScope,
): IntensityHistory {
  const factorOf = (source: EnergySource) => emissionFactor(scope, frame.respondent, source)?.kgPerMwh ?? 0;
  return {
    firstHour: frame.firstHour,
    kgPerMwh: carbon.kgPerMwh[scope],
    generationMwh: carbon.generationMwh,
    demandMwh: seriesOrGaps(frame, 'demand'),
    sources: carbon.generating.map(({ source, positiveMwh }) => ({
      group: ENERGY_SOURCES[source].group,
      factorKgPerMwh: factorOf(source),
      positiveMwh,
    })),
  };
}

/**
 * The history as it was known when `lastHour` was the last hour with a known mix and `lastDemandHour` that
 * with a known demand; the mix goes back no further than `hours`, and demand no further than it. Arrays are views.
 */
export function historyUpTo(
  history: IntensityHistory,
  lastHour: HourEnding,
  hours: number,
  lastDemandHour = lastHour,
): IntensityHistory {
  const end = Math.max(0, lastHour - history.firstHour + 1);
  const from = Math.max(0, end - hours);
  const cut = (values: HourlyValues) => values.subarray(from, end);
  return {
    firstHour: history.firstHour + from,
    kgPerMwh: cut(history.kgPerMwh),
    generationMwh: cut(history.generationMwh),
    demandMwh: history.demandMwh.subarray(from, Math.max(0, lastDemandHour - history.firstHour + 1)),
    sources: history.sources.map((source) => ({ ...source, positiveMwh: cut(source.positiveMwh) })),
  };
}

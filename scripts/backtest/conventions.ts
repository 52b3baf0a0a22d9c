/** Two ways to say what carbon intensity is and when it is known. */
import { derivedSeries, seriesOrGaps } from '../../src/analyses/derived-series.ts';
import { type IntensityHistory, intensityHistory } from '../../src/analyses/forecast/intensity-history.ts';
import { screen } from '../../src/analyses/screening.ts';
import type { BalancingAuthority } from '../../src/grid/balancing-authority.ts';
import type { EmissionScope } from '../../src/grid/emission-factor.ts';
import { ENERGY_SOURCES, isStorage } from '../../src/grid/energy-source.ts';
import { energySourcesOf, type HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { generationOf } from '../../src/grid/observation.ts';

/**
 * Direct factors of CarbonCast (Maji, Shenoy, Sitaraman 2022), kg/MWh; every other source counts 0.
 * Negative and absent generation counts 0, as in its data.
 */
const CARBONCAST_FACTORS: Record<string, number> = { COL: 760, NG: 370, OIL: 406, OTH: 575, UNK: 575 };

export function carbonCastHistory(frame: HourlyFrame): IntensityHistory {
  const sources = energySourcesOf(frame)
    .filter((source) => !isStorage(source))
    .map((source) => ({
      group: ENERGY_SOURCES[source].group,
      factorKgPerMwh: CARBONCAST_FACTORS[source] ?? 0,
      positiveMwh: (frame.series.get(generationOf(source)) as Float64Array).map((mwh) =>
        Number.isNaN(mwh) ? 0 : Math.max(0, mwh),
      ),
    }));
  const sum = (weight: (factor: number) => number) =>
    sources.reduce(
      (total, { factorKgPerMwh, positiveMwh }) =>
        total.map((value, i) => value + weight(factorKgPerMwh) * (positiveMwh[i] as number)),
      new Float64Array(frame.hourCount),
    );
  const generationMwh = sum(() => 1).map((mwh) => (mwh > 0 ? mwh : Number.NaN));
  const emissionsKg = sum((factor) => factor);
  const kgPerMwh = emissionsKg.map((kg, i) => kg / (generationMwh[i] as number));
  const demandMwh = seriesOrGaps(frame, 'demand');
  return { firstHour: frame.firstHour, kgPerMwh, generationMwh, demandMwh, sources };
}

/** Our own factors on screened hours. */
export function ownHistory(
  frame: HourlyFrame,
  ba: BalancingAuthority,
  scope: EmissionScope,
): IntensityHistory {
  const { trusted } = screen(frame, ba);
  return intensityHistory(trusted, derivedSeries(trusted).carbon, scope);
}

import { describe, expect, it } from 'vitest';
import { fitBySource, seenSamples } from '../../../src/analyses/forecast/by-source.ts';
import { featureSource } from '../../../src/analyses/forecast/features.ts';
import type { IntensityHistory } from '../../../src/analyses/forecast/intensity-history.ts';
import { GROUP_COUNT, GROUP_HOURS } from '../../../src/analyses/forecast/lead-group.ts';
import { PRIORS } from '../../../src/analyses/forecast/prior.ts';
import { pastSamples } from '../../../src/analyses/forecast/samples.ts';
import type { EnergySourceGroup } from '../../../src/grid/energy-source.ts';

const DAYS = 90;
const GAS_KG_PER_MWH = 400;
const origin = DAYS * 24 - 1;
const cut = origin - 30 * 24;
const series = (mwh: (hour: number) => number) => Float64Array.from({ length: DAYS * 24 }, (_, i) => mwh(i));

/** Gas and another, clean source. */
function twoSources(
  group: EnergySourceGroup,
  cleanMwh: Float64Array,
  gasMwh: Float64Array,
): IntensityHistory {
  const generationMwh = gasMwh.map((mwh, i) => mwh + (cleanMwh[i] as number));
  return {
    firstHour: 500_000,
    kgPerMwh: gasMwh.map((mwh, i) => (GAS_KG_PER_MWH * mwh) / (generationMwh[i] as number)),
    generationMwh,
    demandMwh: generationMwh,
    sources: [
      { group: 'gas', factorKgPerMwh: GAS_KG_PER_MWH, positiveMwh: gasMwh },
      { group, factorKgPerMwh: 0, positiveMwh: cleanMwh },
    ],
  };
}

/** What both fits make of a lead from an origin. */
function fitted(history: IntensityHistory) {
  const features = featureSource(history, 'UTC', GROUP_COUNT * GROUP_HOURS);
  const samples = pastSamples(history, features, origin);
  const seen = seenSamples(features.outlookAt, samples, samples.count, samples.weight);
  const asking = (which: 'early' | 'late') => (from: number, lead: number) => {
    const asked = [features.outlookAt(from, lead)];
    const moved = fitBySource(features, seen, cut, GROUP_COUNT, PRIORS.mixOnly.sources, {
      early: asked,
      late: asked,
    });
    return moved[which][0] as number;
  };
  return { early: asking('early'), late: asking('late') };
}

const daily = (hour: number) => 500 + 200 * Math.sin((hour * Math.PI) / 12);

describe('forecast by source', () => {
  it('is the usual of a grid whose sources repeat themselves', () => {
    const { late } = fitted(
      twoSources(
        'hydro',
        series(() => 300),
        series(daily),
      ),
    );
    for (const lead of [1, 30, 96]) expect(Math.abs(late(origin, lead))).toBeLessThan(0.01);
  });

  it('keeps a nuclear outage of the last day longer than a day without wind', () => {
    const gone = series((hour) => (hour > origin - 24 ? 0 : 400));
    const gas = series((hour) => (hour > origin - 24 ? 1000 : 600));
    const nuclear = fitted(twoSources('nuclear', gone, gas)).late;
    const wind = fitted(twoSources('wind', gone, gas)).late;
    for (const lead of [30, 60, 90]) {
      expect(wind(origin, lead)).toBeGreaterThan(0);
      expect(nuclear(origin, lead)).toBeGreaterThan(1.3 * wind(origin, lead));
    }
  });

  it('knows nothing of the days held out until they are fitted too', () => {
    const calm = twoSources(
      'wind',
      series(() => 300),
      series(daily),
    );
    const turning = (hour: number) => (hour > cut ? 300 + 150 * Math.sin(hour / 7) : 300);
    const [gas, wind] = calm.sources as [(typeof calm.sources)[0], (typeof calm.sources)[0]];
    const other = { ...calm, sources: [gas, { ...wind, positiveMwh: series(turning) }] };
    const [first, second] = [fitted(calm), fitted(other)];
    const before = cut - 10 * 24;
    expect(second.early(before, 30)).toBe(first.early(before, 30));
    expect(second.late(before, 30)).not.toBe(first.late(before, 30));
  });

  it('takes a source of no known kind for its usual', () => {
    const { late } = fitted(
      twoSources(
        'geothermal',
        series(() => 300),
        series(daily),
      ),
    );
    expect(Math.abs(late(origin, 50))).toBeLessThan(0.01);
  });

  it('adds nothing where no source is known', () => {
    const history = {
      ...twoSources(
        'wind',
        series(() => 300),
        series(daily),
      ),
      sources: [],
    };
    expect(fitted(history).late(origin, 50)).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strayedOver } from '../../scripts/measure/imputation.ts';
import { RECORDED_DEMAND_MISSING, readLabelledDemand } from '../../scripts/measure/recorded-demand.ts';
import { screen } from '../../src/analyses/screening.ts';
import { LONGEST_GAP_HOURS, shortGapEstimates } from '../../src/analyses/short-gap.ts';
import { findRespondent, type Respondent } from '../../src/grid/balancing-authority.ts';

const DAYS = 9;
const dayShape = (hour: number) => 1000 + 200 * Math.sin((hour / 24) * 2 * Math.PI);
const series = (mwhAt: (hour: number) => number) =>
  Float64Array.from({ length: DAYS * 24 }, (_, hour) => mwhAt(hour));
const withGap = (values: Float64Array, from: number, hours: number) =>
  values.slice().fill(Number.NaN, from, from + hours);
const known = (values: Float64Array) => [...values].filter((mwh) => !Number.isNaN(mwh));

describe('estimates of a short gap', () => {
  const gap = fc.record({
    from: fc.integer({ min: 73, max: DAYS * 24 - 73 - LONGEST_GAP_HOURS }),
    hours: fc.integer({ min: 1, max: LONGEST_GAP_HOURS }),
  });

  it('are exact where every day has the same shape, whatever the level of the day', () => {
    fc.assert(
      fc.property(gap, fc.double({ min: 0.5, max: 2, noNaN: true }), ({ from, hours }, level) => {
        const values = series(
          (hour) => dayShape(hour) * (hour >= from - 1 && hour <= from + hours ? level : 1),
        );
        const estimates = shortGapEstimates(withGap(values, from, hours));
        expect(known(estimates)).toHaveLength(hours);
        for (let i = from; i < from + hours; i++) expect(estimates[i]).toBeCloseTo(values[i] as number, 6);
      }),
    );
  });

  it('scale with the series', () => {
    fc.assert(
      fc.property(gap, ({ from, hours }) => {
        const values = withGap(
          series((hour) => dayShape(hour) + ((hour * 37) % 50)),
          from,
          hours,
        );
        const ten = shortGapEstimates(values.map((mwh) => 10 * mwh));
        shortGapEstimates(values).forEach((mwh, i) => {
          if (!Number.isNaN(mwh)) expect(ten[i]).toBeCloseTo(10 * mwh, 5);
        });
      }),
    );
  });

  it('are none of a longer gap, of one at an end, and of a young series', () => {
    const values = series(dayShape);
    expect(known(shortGapEstimates(withGap(values, 100, LONGEST_GAP_HOURS + 1)))).toEqual([]);
    expect(known(shortGapEstimates(withGap(values, 0, 2)))).toEqual([]);
    expect(known(shortGapEstimates(withGap(values, DAYS * 24 - 2, 2)))).toEqual([]);
    expect(known(shortGapEstimates(withGap(values, 30, 2).subarray(0, 60)))).toEqual([]);
  });
});

describe.skipIf(RECORDED_DEMAND_MISSING)(
  `estimates of recorded hours ${RECORDED_DEMAND_MISSING || ''}`,
  () => {
    it('stray as little as the docs say', { timeout: 60_000 }, () => {
      const all = [...readLabelledDemand().values()].flatMap(
        ({ frame }) =>
          screen(frame, findRespondent(frame.respondent) as Respondent).trusted.series.get('demand') ?? [],
      );
      const ofOneHour = strayedOver(all, 1, false);
      const ofSix = strayedOver(all, LONGEST_GAP_HOURS, false);
      const ofSixByThePast = strayedOver(all, LONGEST_GAP_HOURS, true);
      expect(ofOneHour.hours).toBeGreaterThan(5000);
      expect(ofOneHour.meanError).toBeLessThan(0.011);
      expect(ofSix.meanError).toBeLessThan(0.023);
      expect(ofSix.percentile99).toBeLessThan(0.13);
      expect(Math.abs(ofSix.bias)).toBeLessThan(0.001);
      expect(ofSixByThePast.meanError).toBeLessThan(0.027);
    });
  },
);

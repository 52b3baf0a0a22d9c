/** What spares screening its work: each shortcut against what it stands for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNearDaysAround, medianOfDaysAround } from '../../src/analyses/screening/days-around.ts';
import { spread, spreadReaches } from '../../src/analyses/screening/demand-shape.ts';
import { ranksOf } from '../../src/analyses/screening/ranks.ts';
import { repeatedDay } from '../../src/analyses/screening/repeated-day.ts';
import { deviationsFromMean, mayDeviate } from '../../src/analyses/screening/rolling-range.ts';
import type { Screening } from '../../src/analyses/screening/screening-rule.ts';
import { reachesLargest } from '../../src/analyses/screening/series-scale.ts';
import { screen } from '../../src/analyses/screening.ts';
import { extent, median, quantileOfSizes, sortedKnown } from '../../src/analyses/statistics.ts';
import { ba } from './made-frames.ts';
import { frameOf, frameSpec } from './random-frames.ts';

const GAP = Number.NaN;
const RUNS = { numRuns: 300 };

/** Whole numbers with ties, decimals, numbers of any size, gaps. */
const mwh = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -60, max: 60 }) },
  { weight: 3, arbitrary: fc.double({ min: -500, max: 500, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constant(GAP) },
);
const seriesOf = (value: fc.Arbitrary<number>, most = 120) =>
  fc.array(value, { maxLength: most }).map((values) => Float64Array.from(values, (v) => v + 0));

describe('ranks', () => {
  it('put the known values in order, each hour at a place of its own', () => {
    fc.assert(
      fc.property(seriesOf(mwh), (values) => {
        const { sorted, rankOf } = ranksOf(values);
        expect([...sorted]).toEqual([...sortedKnown(values)]);
        const known = [...rankOf.keys()].filter((i) => !Number.isNaN(values[i]));
        for (const i of known) expect(sorted[rankOf[i] as number]).toBe(values[i]);
        expect(new Set(known.map((i) => rankOf[i])).size).toBe(known.length);
        values.forEach((value, i) => void (Number.isNaN(value) && expect(rankOf[i]).toBe(-1)));
      }),
      RUNS,
    );
  });
});

describe('what is counted instead of found', () => {
  it('a spread that reaches a size', () => {
    fc.assert(
      fc.property(seriesOf(mwh), fc.double({ min: 0, max: 400, noNaN: true }), (values, size) => {
        if (spreadReaches(values, size)) expect(spread(values)).toBeGreaterThanOrEqual(size);
      }),
      RUNS,
    );
    expect(spreadReaches(Float64Array.of(-3, -3, -3, 0, 3, 3, 3), 5)).toBe(true);
  });

  it('a high quantile that reaches the largest', () => {
    fc.assert(
      fc.property(
        seriesOf(mwh, 200),
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        (values, fraction, times) => {
          if (!reachesLargest(values, fraction, times)) return;
          const known = [...sortedKnown(values)].map(Math.abs);
          expect(times * quantileOfSizes(values, fraction)).toBeGreaterThanOrEqual(Math.max(...known));
        },
      ),
      RUNS,
    );
    expect(
      reachesLargest(
        Float64Array.from({ length: 100 }, (_, i) => 100 + i),
        0.98,
        2,
      ),
    ).toBe(true);
  });

  it('an hour near the median of the days around it', () => {
    const fraction = fc.double({ min: 0.01, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(fc.array(mwh, { minLength: 145, maxLength: 145 }), fraction, (around, allowed) => {
        const values = Float64Array.from(around);
        const days = [0, 24, 48, 96, 120, 144].map((i) => values[i] as number);
        const middle = median(days);
        const ofSix = medianOfDaysAround(values, 72);
        if (days.some(Number.isNaN)) expect(ofSix).toBeNaN();
        else expect(ofSix).toBeCloseTo(middle, 9);
        if (!isNearDaysAround(values, 72, allowed)) return;
        expect(days.filter((day) => !Number.isNaN(day)).length).toBeGreaterThanOrEqual(4);
        expect(Math.abs((values[72] as number) / middle - 1)).toBeLessThanOrEqual(allowed);
      }),
      RUNS,
    );
    expect(isNearDaysAround(new Float64Array(145).fill(7), 72, 0.1)).toBe(true);
  });

  it('an hour far from the mean of ten days: none is overlooked', () => {
    const level = fc.record({
      mwh: fc.integer({ min: -2e6, max: 2e6 }),
      noise: fc.integer({ min: 0, max: 5_000 }),
      seed: fc.integer(),
      blows: fc.array(fc.tuple(fc.nat(499), fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.constant(GAP)))),
    });
    const deviations = fc.constantFrom(1, 2, 4);
    fc.assert(
      fc.property(level, deviations, ({ mwh: mean, noise, seed, blows }, least) => {
        const values = Float64Array.from({ length: 500 }, (_, i) => mean + noise * Math.sin(seed + i * i));
        for (const [i, by] of blows) values[i] = (values[i] as number) + by;
        const found = deviationsFromMean(values).some((size) => Math.abs(size) >= least);
        if (found) expect(mayDeviate(values, least)).toBe(true);
      }),
      RUNS,
    );
    expect(mayDeviate(new Float64Array(500).fill(4e5), 4)).toBe(false);
  });
});

describe('repeated days', () => {
  /** Every hour that lies in a run of 24 or more that equals the hours so long before it. */
  function repeatedHours(values: Float64Array, lag: number): number[] {
    const equal = [...values].map((value, i) => i >= lag && value === values[i - lag]);
    return equal.flatMap((_, i) => {
      let [from, to] = [i, i];
      while (equal[from - 1]) from--;
      while (equal[to]) to++;
      const isLong = equal[i] && to - from >= 24;
      return isLong && new Set(values.subarray(from, to)).size >= 12 ? [i] : [];
    });
  }

  it('are the runs that a walk over all hours finds', () => {
    const copy = fc.record({ to: fc.nat(280), hours: fc.integer({ min: 20, max: 70 }), gap: fc.boolean() });
    fc.assert(
      fc.property(fc.array(copy, { maxLength: 3 }), fc.integer({ min: 1, max: 40 }), (copies, different) => {
        const values = Float64Array.from({ length: 380 }, (_, i) => (i * i * 31) % (different * 25));
        for (const { to, hours, gap } of copies) {
          if (to >= 24) values.copyWithin(to, to - 24, Math.min(to - 24 + hours, values.length));
          if (gap) values[to] = GAP;
        }
        const trusted = { series: new Map([['demand', values]]) };
        const screening = { trusted, respondent: ba('CISO') } as unknown as Screening;
        const found = new Set(repeatedDay.findings(screening).map(({ index }) => index));
        const defined = new Set([...repeatedHours(values, 24), ...repeatedHours(values, 168)]);
        expect([...found].sort((a, b) => a - b)).toEqual([...defined].sort((a, b) => a - b));
      }),
      RUNS,
    );
  });
});

describe('the extent of a series, found once', () => {
  it('still holds when screening is done: no rule writes to what another has looked at', () => {
    fc.assert(
      fc.property(frameSpec, (spec) => {
        const { reported, trusted } = screen(frameOf(spec), ba(spec.code));
        for (const values of [...reported.series.values(), ...trusted.series.values()])
          expect(extent(values)).toEqual(extent(values.slice()));
      }),
      { numRuns: 60 },
    );
  });
});

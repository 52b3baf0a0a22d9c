/** The moving statistics of screening against their definitions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollingMedian, rollingSpread, type Window } from '../../src/analyses/screening/rolling-quantiles.ts';
import { deviationsFromMean } from '../../src/analyses/screening/rolling-range.ts';
import { quantile } from '../../src/analyses/statistics.ts';

const series = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(Number.NaN)), {
    maxLength: 80,
  })
  .map((values) => Float64Array.from(values));
const windows = fc.record({
  before: fc.integer({ min: 0, max: 9 }),
  after: fc.integer({ min: 0, max: 9 }),
  step: fc.integer({ min: 1, max: 5 }),
});

/** The values that the window takes in around an hour, one by one. */
function membersOf(values: Float64Array, i: number, { before, after, step }: Window): number[] {
  const members: number[] = [];
  for (let k = -before; k <= after; k++) {
    const value = values[i + k * step];
    if (value !== undefined) members.push(value);
  }
  return members;
}

describe('rolling statistics', () => {
  it('are the median and the interquartile range of what lies around each hour', () => {
    fc.assert(
      fc.property(series, windows, (values, window) => {
        const medians = rollingMedian(values, window);
        const spreads = rollingSpread(values, window);
        for (let i = 0; i < values.length; i++) {
          const members = membersOf(values, i, window);
          const middle = quantile(members, 0.5);
          const spread = quantile(members, 0.75) - quantile(members, 0.25);
          for (const [found, defined] of [
            [medians[i], middle],
            [spreads[i], spread],
          ] as const) {
            if (Number.isNaN(defined)) expect(found).toBeNaN();
            else expect(found).toBeCloseTo(defined, 9);
          }
        }
      }),
    );
  });

  it('do not see beyond their window', () => {
    const window = { before: 3, after: 2, step: 1 };
    fc.assert(
      fc.property(series, fc.nat(79), (values, at) => {
        const changed = values.slice();
        if (at < changed.length) changed[at] = 9_999;
        const [before, after] = [rollingMedian(values, window), rollingMedian(changed, window)];
        values.forEach((_, i) => {
          if (i < at - window.after || i > at + window.before) expect(after[i]).toBe(before[i]);
        });
      }),
    );
  });

  it('count deviations from the mean of ten days, in no smaller steps than 100 MWh', () => {
    const values = Float64Array.from({ length: 480 }, (_, i) => (i === 300 ? 1_000 : 500));
    const deviations = deviationsFromMean(values);
    expect(deviations[300]).toBeCloseTo((1_000 - (500 + 500 / 240)) / 100, 6);
    expect(deviations[20]).toBeCloseTo(0, 9);
    expect(deviationsFromMean(values.subarray(0, 90)).every(Number.isNaN)).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  median,
  quantile,
  quantileOfSorted,
  smallMedian,
  sortedKnown,
} from '../../src/analyses/statistics.ts';

const numbersWithGaps = fc.array(
  fc.oneof(
    fc.integer({ min: -9, max: 9 }),
    fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    fc.constant(Number.NaN),
  ),
  { maxLength: 80 },
);

describe('order statistics', () => {
  it('select what sorting finds', () => {
    fc.assert(
      fc.property(numbersWithGaps, fc.double({ min: 0, max: 1, noNaN: true }), (values, fraction) => {
        // Of zeros, sorting keeps apart what a comparison does not.
        const sorted = quantileOfSorted(sortedKnown(values), fraction);
        expect(quantile(values, fraction) + 0).toBe(sorted + 0);
      }),
      { numRuns: 500 },
    );
  });

  it('leave the values as they were', () => {
    const values = Float64Array.from([3, Number.NaN, 1, 2]);
    quantile(values, 0.5);
    expect([...values]).toEqual([3, Number.NaN, 1, 2]);
  });

  it('find the same median of a few, or none of too few', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.constant(Number.NaN)), { maxLength: 25 }), (values) => {
        expect(smallMedian(Float64Array.from(values))).toBe(median(values));
      }),
    );
    expect(smallMedian(Float64Array.from([1, 2, Number.NaN]), 3)).toBeNaN();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameHourMean, trailingMean } from '../../../src/analyses/forecast/trailing.ts';

const value = fc.double({ min: 0, max: 1000, noNaN: true });
const ofHours = (hour: fc.Arbitrary<number>) =>
  fc.array(hour, { maxLength: 200, size: 'max' }).map((values) => Float64Array.from(values));
/** With gaps, and without any. */
const series = fc.oneof(ofHours(fc.oneof(value, fc.constant(Number.NaN))), ofHours(value));

function meanOfKnown(values: number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

const expectSame = (a: number, b: number) =>
  Number.isNaN(b) ? expect(a).toBeNaN() : expect(a).toBeCloseTo(b, 6);

const back = (values: Float64Array, i: number, count: number, step: number) =>
  Array.from({ length: count }, (_, k) => values[i - k * step] ?? Number.NaN);

describe('trailing means', () => {
  it('are the mean of the known hours before, and NaN of none', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 30 }), (values, hours) => {
        trailingMean(values, hours).forEach((mean, i) => {
          expectSame(mean, meanOfKnown(back(values, i, hours, 1)));
        });
      }),
    );
  });

  it('are of the same clock hour, the hour itself included', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 7 }), (values, days) => {
        // Into an array that has served before.
        const used = (length: number) => new Float64Array(length).fill(7);
        sameHourMean(values, days, used).forEach((mean, i) => {
          expectSame(mean, meanOfKnown(back(values, i, days, 24)));
        });
      }),
    );
  });
});

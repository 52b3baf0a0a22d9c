import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COVERAGE, empiricalInterval, residualIntervals } from '../../../src/analyses/forecast/intervals.ts';

const errors = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 20, maxLength: 200 });

/** 0 to 1, the same at every run. */
function* uniform(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

describe('intervals', () => {
  it('hold at least the promised share of the errors that they come from', () => {
    fc.assert(
      fc.property(errors, (seen) => {
        const { low, high } = empiricalInterval(seen);
        const held = seen.filter((error) => error >= low && error <= high).length;
        expect(held).toBeGreaterThanOrEqual(Math.floor(COVERAGE * seen.length));
      }),
    );
  });

  it('are never narrower for fewer independent errors', () => {
    fc.assert(
      fc.property(errors, fc.integer({ min: 1, max: 200 }), (seen, independent) => {
        const [few, all] = [empiricalInterval(seen, independent), empiricalInterval(seen, 10_000)];
        expect(few.low).toBeLessThanOrEqual(all.low);
        expect(few.high).toBeGreaterThanOrEqual(all.high);
      }),
    );
  });

  it('hold four of five of days to come when the hours of a day are off together', () => {
    const random = uniform(7);
    const day = () => 100 * ((random.next().value as number) - 0.5);
    let held = 0;
    const goes = 2_000;
    for (let go = 0; go < goes; go++) {
      const paths = Array.from({ length: 60 }, () => new Float64Array(8).fill(day()));
      const { low, high } = residualIntervals(paths, 8, 100)[3] as { low: number; high: number };
      const next = day();
      if (next >= low && next <= high) held++;
    }
    expect(Math.abs(held / goes - COVERAGE)).toBeLessThan(0.03);
  });

  it('are a third of the level either way where next to nothing was seen', () => {
    const paths = [new Float64Array(8).fill(Number.NaN), new Float64Array(8).fill(1)];
    expect(residualIntervals(paths, 8, 300)).toEqual(Array(8).fill({ low: -100, high: 100 }));
  });
});

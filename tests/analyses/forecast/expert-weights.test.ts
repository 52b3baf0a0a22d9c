import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expertWeights } from '../../../src/analyses/forecast/expert-weights.ts';
import { type Expert, LEVEL, USUAL } from '../../../src/analyses/forecast/experts.ts';
import { FEATURE_COUNT, FEATURE_NAMES } from '../../../src/analyses/forecast/features.ts';
import { dayOfGroup, GROUP_COUNT } from '../../../src/analyses/forecast/lead-group.ts';
import type { Samples } from '../../../src/analyses/forecast/samples.ts';

const LEVEL_FEATURE = (FEATURE_NAMES as readonly string[]).indexOf('anomaly of 24 h');
const DAYS_HELD_OUT = 40;

/** Samples of every lead group on each of the days, in which the last day's anomaly says `said` and `came` happens. */
function samplesOf(said: (i: number) => number, came: (i: number) => number): Samples {
  const count = DAYS_HELD_OUT * GROUP_COUNT;
  const features = new Float64Array(count * FEATURE_COUNT);
  const column = (value: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => value(i));
  for (let i = 0; i < count; i++) features[i * FEATURE_COUNT + LEVEL_FEATURE] = said(i);
  return {
    count,
    features,
    outcome: column(came),
    weight: column(() => 1),
    group: Int32Array.from(column((i) => i % GROUP_COUNT)),
    originIndex: Int32Array.from(column((i) => 24 * Math.floor(i / GROUP_COUNT))),
    targetIndex: Int32Array.from(column((i) => 24 * Math.floor(i / GROUP_COUNT) + (i % GROUP_COUNT))),
  };
}

const EXPERTS: Expert[] = [USUAL, LEVEL];
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const swing = (i: number) => 0.3 * Math.sin(i * i);
/** Weights where the forecast by source says `bySource`. */
const weightsOf = (samples: Samples, bySource: (i: number) => number, count = samples.count) =>
  expertWeights(
    EXPERTS,
    samples,
    Float64Array.from({ length: count }, (_, i) => bySource(i)),
  );

describe('the weights of experts', () => {
  it('go to who was right, on each day ahead', () => {
    for (const [usual, level, bySource] of weightsOf(
      samplesOf(swing, swing),
      (i) => -swing(i),
    ) as number[][]) {
      expect(level).toBeGreaterThan(0.99);
      expect(usual).toBeLessThan(0.01);
      expect(bySource).toBeLessThan(0.01);
    }
  });

  it('differ by day ahead where experts do', () => {
    const isFirstDay = (i: number) => dayOfGroup(i % GROUP_COUNT) === 0;
    const weights = weightsOf(
      samplesOf(swing, (i) => (isFirstDay(i) ? swing(i) : -swing(i))),
      (i) => -swing(i),
    );
    expect(weights[0]?.[1]).toBeGreaterThan(0.99);
    for (const [, level, bySource] of weights.slice(1) as number[][]) {
      expect(bySource).toBeGreaterThan(0.99);
      expect(level).toBeLessThan(0.01);
    }
  });

  it('add up to how far outcomes move where the mean of experts moves by 1, a fifth of which is told by what was seen', () => {
    const moved = (slope: number) =>
      weightsOf(
        samplesOf(swing, (i) => slope * swing(i)),
        swing,
      ).map(sum);
    // LEVEL and the forecast by source say the same; the usual, further off, counts the less the more outcomes move.
    for (const total of moved(1)) expect(total).toBeCloseTo((1 + 4 * 1.05) / 5, 2);
    for (const total of moved(1.5)) expect(total).toBeCloseTo((1.5 + 4 * 1.05) / 5, 1);
    for (const total of moved(4)) expect(total).toBeCloseTo(1.3, 9);
    for (const total of moved(-4)) expect(total).toBeCloseTo(1, 9);
  });

  it('start from equal parts, the forecast by source twice, and a slope of 1.05, where nothing was seen', () => {
    for (const weights of weightsOf(samplesOf(swing, swing), swing, 0)) {
      const [usual, level, bySource] = weights as [number, number, number];
      expect(level).toBeCloseTo(usual);
      expect(bySource).toBeCloseTo(2 * usual);
      expect(sum(weights)).toBeCloseTo(1.05);
    }
  });

  it('are positive and add up to 1 to 1.3, whatever came', () => {
    const values = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 7, maxLength: 40 });
    fc.assert(
      fc.property(values, values, values, (said, came, bySource) => {
        const pick = (from: number[]) => (i: number) => from[i % from.length] as number;
        for (const weights of weightsOf(samplesOf(pick(said), pick(came)), pick(bySource))) {
          for (const weight of weights) expect(weight).toBeGreaterThan(0);
          expect(sum(weights)).toBeGreaterThan(1 - 1e-9);
          expect(sum(weights)).toBeLessThan(1.3 + 1e-9);
        }
      }),
      { numRuns: 30 },
    );
  });
});

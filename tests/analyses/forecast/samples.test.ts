import { describe, expect, it } from 'vitest';
import { featureSource } from '../../../src/analyses/forecast/features.ts';
import type { IntensityHistory } from '../../../src/analyses/forecast/intensity-history.ts';
import { GROUP_COUNT, GROUP_HOURS } from '../../../src/analyses/forecast/lead-group.ts';
import { countSince, DENSE_DAYS, pastSamples } from '../../../src/analyses/forecast/samples.ts';

const DAYS = 200;
const history: IntensityHistory = {
  firstHour: 500_000,
  kgPerMwh: new Float64Array(DAYS * 24).fill(300),
  generationMwh: new Float64Array(DAYS * 24).fill(1000),
  demandMwh: new Float64Array(DAYS * 24).fill(1000),
  sources: [],
};
const origin = DAYS * 24 - 1;
const source = featureSource(history, 'UTC', GROUP_COUNT * GROUP_HOURS);
const totalWeight = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight, 0);

describe('samples of the past', () => {
  const dense = pastSamples(history, source, origin, GROUP_COUNT, DAYS);
  const thinned = pastSamples(history, source, origin);

  it('are thinned before the newest days at the same weight', () => {
    expect(thinned.count).toBeLessThan(0.6 * dense.count);
    const ratio =
      totalWeight(thinned.weight.subarray(0, thinned.count)) /
      totalWeight(dense.weight.subarray(0, dense.count));
    expect(ratio).toBeCloseTo(1, 2);
  });

  it('are all kept of the newest days', () => {
    const cut = origin - DENSE_DAYS * 24;
    expect(countSince(thinned, cut)).toBe(countSince(dense, cut));
  });

  it('meet every lead of every group among the thinned', () => {
    const leads = new Set<number>();
    for (let i = countSince(thinned, origin - DENSE_DAYS * 24); i < thinned.count; i++)
      leads.add((thinned.targetIndex[i] as number) - (thinned.originIndex[i] as number));
    expect(leads.size).toBe(GROUP_COUNT * GROUP_HOURS);
  });
});

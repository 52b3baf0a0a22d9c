import { describe, expect, it } from 'vitest';
import { logScale } from '../../../src/analyses/forecast/log-scale.ts';

describe('log scale', () => {
  const scale = logScale(Float64Array.of(300, Number.NaN, 500, 400));

  it('leads back to the intensity, and never below zero', () => {
    for (const kgPerMwh of [0, 1, 80, 400, 900])
      expect(scale.toKgPerMwh(scale.toLog(kgPerMwh))).toBeCloseTo(kgPerMwh, 9);
    expect(scale.toKgPerMwh(scale.toLog(0) - 1)).toBe(0);
  });

  it('keeps order, finds a gap a gap and stays finite where nothing is emitted', () => {
    const nothing = logScale(Float64Array.of(0, 0));
    expect(nothing.toLog(0)).toBe(0);
    expect(nothing.toLog(1)).toBeGreaterThan(nothing.toLog(0));
    expect(scale.toLog(Number.NaN)).toBeNaN();
    expect(logScale(new Float64Array(2).fill(Number.NaN)).toLog(5)).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { equationOfTimeMinutes, solarNoonInstantHours } from '../../src/analyses/solar-noon.ts';

describe('solar noon', () => {
  // Almanac values, in minutes.
  it.each([
    ['2026-02-11', -14.2],
    ['2026-05-14', 3.7],
    ['2026-07-26', -6.5],
    ['2026-11-03', 16.4],
    ['2026-04-15', 0],
    ['2026-09-01', 0],
  ])('knows the equation of time of %s', (date, minutes) => {
    expect(Math.abs(equationOfTimeMinutes(date) - minutes)).toBeLessThan(0.6);
  });

  it('comes four minutes later with each degree west', () => {
    const at = (longitude: number) => solarNoonInstantHours('2026-04-15', longitude);
    expect(at(-91) - at(-90)).toBeCloseTo(4 / 60, 9);
    const hourUtc = at(-90) - Date.parse('2026-04-15T00:00:00Z') / 3_600_000;
    expect(hourUtc).toBeCloseTo(18, 1);
  });
});

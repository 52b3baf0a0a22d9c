import { describe, expect, it } from 'vitest';
import {
  completenessOf,
  highestHour,
  isWithinGate,
  lowestHour,
  passesGate,
} from '../../src/analyses/completeness.ts';

const dayWithGaps = (...gaps: number[]) => {
  const values = Float64Array.from({ length: 24 }, (_, i) => 100 + i);
  for (const gap of gaps) values[gap] = Number.NaN;
  return values;
};

describe('the completeness gate', () => {
  it('lets an extreme pass with two gaps far from it, not with three', () => {
    expect(passesGate(dayWithGaps(0, 1), 12)).toBe(true);
    expect(passesGate(dayWithGaps(0, 1, 2), 12)).toBe(false);
  });

  it('stops an extreme that has a gap within two hours', () => {
    expect(passesGate(dayWithGaps(10), 12)).toBe(false);
    expect(passesGate(dayWithGaps(14), 12)).toBe(false);
    expect(passesGate(dayWithGaps(9), 12)).toBe(true);
    expect(passesGate(dayWithGaps(15), 11, 12)).toBe(true);
    expect(passesGate(dayWithGaps(14), 11, 12)).toBe(false);
  });

  it('publishes no peak beside the missing end of a day, and the trough all the same', () => {
    const values = dayWithGaps(23);
    expect(highestHour(values)).toBeNull();
    expect(lowestHour(values)).toEqual({ index: 0, value: 100, hoursTied: 1 });
  });

  it('names the first of equal hours and how many there are', () => {
    const values = dayWithGaps();
    values[5] = values[9] = 500;
    expect(highestHour(values)).toEqual({ index: 5, value: 500, hoursTied: 2 });
  });

  it('tells missing from flagged', () => {
    const reported = dayWithGaps(3);
    const trusted = dayWithGaps(3, 4, 5);
    expect(completenessOf(reported, trusted)).toEqual({ hoursInDay: 24, missingHours: 1, flaggedHours: 2 });
    expect(isWithinGate(trusted)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { isEveningSlot, openSlot } from '../../src/analyses/forecast/issue-slot.ts';
import { forecastAccuracy, type RecordedIssue } from '../../src/analyses/forecast-accuracy.ts';
import { hourToIso, isoToHour } from '../../src/grid/hour.ts';

const LOS_ANGELES = 'America/Los_Angeles';
/** 18:00 PST of March 2, 2026. */
const EVENING = isoToHour('2026-03-03T02:00:00Z');

describe('slots', () => {
  it.each([
    ['2026-03-03T01:59:59Z', null, 'a minute before six in the evening'],
    ['2026-03-03T02:00:00Z', '2026-03-03T02:00:00Z', 'six in the evening'],
    ['2026-03-03T07:59:00Z', '2026-03-03T02:00:00Z', 'a minute before midnight'],
    ['2026-03-03T08:00:00Z', null, 'midnight'],
    ['2026-03-03T14:30:00Z', '2026-03-03T14:00:00Z', 'half past six in the morning'],
    ['2026-03-03T20:00:00Z', null, 'noon'],
    // The clock went forward that night.
    ['2026-03-08T13:05:00Z', '2026-03-08T13:00:00Z', 'six in the morning of a day of 23 hours'],
  ])('%s -> %s, %s', (now, slot, _) => {
    const found = openSlot(new Date(now), LOS_ANGELES);
    expect(found === null ? null : hourToIso(found)).toBe(slot);
  });

  it('knows the evening from the morning', () => {
    expect(isEveningSlot(EVENING, LOS_ANGELES)).toBe(true);
    expect(isEveningSlot(EVENING + 12, LOS_ANGELES)).toBe(false);
  });
});

/** Predicts a dip to 100 from 300 in hours 5 to 8 after the issue. */
function issue(slot: number): RecordedIssue {
  const kgPerMwh = Array.from({ length: 96 }, (_, i) => (i >= 4 && i < 8 ? 100 : 300));
  return {
    slot,
    issuedAt: slot,
    kgPerMwh,
    low: kgPerMwh.map((value) => value - 50),
    high: kgPerMwh.map((value) => value + 50),
  };
}

/** The dip came four hours later than predicted, for 24 hours; then nothing is known. */
const came = (slot: number) => (hour: number) => {
  const i = hour - slot - 1;
  if (i < 0 || i >= 24) return Number.NaN;
  return i >= 8 && i < 12 ? 100 : 300;
};

describe('accuracy of recorded issues', () => {
  it('is nothing before anything came', () => {
    expect(forecastAccuracy([issue(EVENING)], () => Number.NaN, LOS_ANGELES)).toEqual({
      firstIssue: '2026-03-03T02:00:00Z',
      issues: 1,
      byDayAhead: [],
      windows: {
        scored: 0,
        capturedShare: null,
        meanPossibleKgPerMwh: null,
        meanRegretKgPerMwh: null,
        grade: null,
      },
    });
    expect(forecastAccuracy([], () => 1, LOS_ANGELES).firstIssue).toBeNull();
  });

  it('counts by hand: a dip that came four hours late', () => {
    const { byDayAhead, windows } = forecastAccuracy([issue(EVENING)], came(EVENING), LOS_ANGELES);
    // 8 of 24 hours are 200 off; 4 of them against an outcome of 300, 4 against 100.
    expect(byDayAhead).toEqual([
      {
        dayAhead: 1,
        hours: 24,
        meanAbsoluteErrorKgPerMwh: (8 * 200) / 24,
        meanAbsolutePercentError: (4 * (200 / 300) + 4 * (200 / 100)) / 24,
        coverage: 16 / 24,
      },
    ]);
    // Mean of the day 300 - 4 * 200 / 24; the best block 100, the advised one 300.
    const mean = 300 - 800 / 24;
    expect(windows.scored).toBe(1);
    expect(windows.meanPossibleKgPerMwh).toBeCloseTo(mean - 100, 9);
    expect(windows.meanRegretKgPerMwh).toBeCloseTo(200, 9);
    expect(windows.capturedShare).toBeCloseTo((mean - 300) / (mean - 100), 9);
  });

  it('judges windows by the evening alone, errors by both issues', () => {
    const issues = [issue(EVENING - 12), issue(EVENING)];
    const { byDayAhead, windows } = forecastAccuracy(issues, () => 300, LOS_ANGELES);
    expect(windows.scored).toBe(1);
    expect(byDayAhead.map(({ dayAhead, hours }) => [dayAhead, hours])).toEqual([
      [1, 48],
      [2, 48],
      [3, 48],
      [4, 48],
    ]);
  });

  it('grades from fourteen evenings on', () => {
    const evenings = (count: number) =>
      Array.from({ length: count }, (_, i) => issue(EVENING - 24 * i)).reverse();
    const asPredicted = (hour: number) => {
      const i = (((hour - EVENING - 1) % 24) + 24) % 24;
      return i >= 4 && i < 8 ? 100 : 300;
    };
    expect(forecastAccuracy(evenings(13), asPredicted, LOS_ANGELES).windows.grade).toBeNull();
    expect(forecastAccuracy(evenings(14), asPredicted, LOS_ANGELES).windows).toMatchObject({
      scored: 14,
      capturedShare: 1,
      meanRegretKgPerMwh: 0,
      grade: 'A',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { restShare, restTurns } from '../../../src/analyses/forecast/rest-days.ts';
import { datesBetween, isoToHour, weekday } from '../../../src/grid/hour.ts';

const isWeekend = (date: string) => weekday(date) === 0 || weekday(date) === 6;

/** The working weekdays of a year that are wholly or partly of rest. */
const restOnWeekdays = (year: number) =>
  datesBetween(`${year}-01-01`, `${year}-12-31`)
    .filter((date) => !isWeekend(date) && restShare(date) > 0)
    .map((date) => `${date.slice(5)} ${restShare(date)}`);

describe('days of rest', () => {
  it('are all weekends, holidays, and what many take off beside them', () => {
    const weekends = datesBetween('2025-01-01', '2025-12-31').filter(isWeekend);
    expect(weekends.map(restShare)).toEqual(weekends.map(() => 1));
    expect(restOnWeekdays(2025)).toEqual([
      '01-01 1',
      '01-02 0.5',
      '05-26 1',
      '07-04 1',
      '09-01 1',
      '11-27 1',
      '11-28 1',
      '12-24 1',
      '12-25 1',
      '12-26 0.5',
      '12-31 0.5',
    ]);
  });

  it('follow a holiday on a Sunday into its Monday, and one on a Thursday into its Friday in July', () => {
    expect(restShare('2021-07-05')).toBe(1);
    expect(restShare('2023-01-02')).toBe(1);
    expect(restShare('2022-12-26')).toBe(1);
    expect(restShare('2024-07-05')).toBe(0.5);
    expect(restShare('2023-07-05')).toBe(0);
  });

  it('begin and end at local midnight, on the day that the clocks turn too', () => {
    const first = isoToHour('2025-10-31T00:00:00Z');
    const turn = restTurns(first, 8 * 24, 'America/New_York');
    const at = (iso: string) => isoToHour(iso) - first;
    const friday = at('2025-10-31T20:00:00Z');
    // Hours by their ends: Saturday begins at 04:00 UTC, and Monday, after the clocks have turned, at 05:00.
    expect(turn(friday, at('2025-11-01T04:00:00Z'))).toBe(0);
    expect(turn(friday, at('2025-11-01T05:00:00Z'))).toBeCloseTo(0.1);
    expect(turn(at('2025-11-02T12:00:00Z'), at('2025-11-03T05:00:00Z'))).toBe(0);
    expect(turn(at('2025-11-02T12:00:00Z'), at('2025-11-03T06:00:00Z'))).toBeCloseTo(-0.1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESPONDENTS } from '../../src/grid/balancing-authority.ts';
import {
  addDays,
  formatPeriod,
  hourToIso,
  localDate,
  localDay,
  localHourOfDay,
  parsePeriod,
  weekday,
} from '../../src/grid/hour.ts';

const PACIFIC = 'America/Los_Angeles';
const at = (period: string) => parsePeriod(period) as number;

describe('hours', () => {
  it("reads EIA's period as the end of the hour", () => {
    expect(hourToIso(at('2026-03-01T05'))).toBe('2026-03-01T05:00:00Z');
    expect(formatPeriod(at('1999-12-31T23') + 1)).toBe('2000-01-01T00');
  });

  it.each(['2026-02-30T05', '2026-03-01T24', '2026-03-01', 'nonsense', '2026-3-1T5', ''])(
    'refuses %j',
    (period) => {
      expect(parsePeriod(period)).toBeNull();
    },
  );

  it('gives the hour that ends at local midnight to the day before', () => {
    const midnight = at('2026-03-16T07');
    expect(localDate(midnight, PACIFIC)).toBe('2026-03-15');
    expect(localHourOfDay(midnight, PACIFIC)).toBe(23);
    expect(localDate(midnight + 1, PACIFIC)).toBe('2026-03-16');
  });

  it.each([
    ['2025-11-02', 25],
    ['2026-03-08', 23],
    ['2026-03-15', 24],
  ])('%s has %i hours in California and 24 in Arizona', (date, hours) => {
    expect(localDay(date, PACIFIC).hourCount).toBe(hours);
    expect(localDay(date, 'America/Phoenix').hourCount).toBe(24);
  });

  it('names the repeated hour of autumn twice and skips the missing one of spring', () => {
    const clock = (date: string) => {
      const day = localDay(date, PACIFIC);
      return Array.from({ length: day.hourCount }, (_, i) => localHourOfDay(day.firstHour + i, PACIFIC));
    };
    expect(clock('2025-11-02').slice(0, 4)).toEqual([0, 1, 1, 2]);
    expect(clock('2026-03-08').slice(0, 4)).toEqual([0, 1, 3, 4]);
  });

  it('cuts time into local days without gap or overlap, in every zone', () => {
    const zones = [...new Set(RESPONDENTS.map((r) => r.timezone).filter((zone) => zone !== null))];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 16_600, max: 22_000 }), (zone, epochDay) => {
        const date = new Date(epochDay * 86_400_000).toISOString().slice(0, 10);
        const day = localDay(date, zone);
        const next = localDay(addDays(date, 1), zone);
        expect(day.firstHour + day.hourCount).toBe(next.firstHour);
        expect(localDate(day.firstHour, zone)).toBe(date);
        expect(localDate(day.firstHour + day.hourCount - 1, zone)).toBe(date);
        expect(localHourOfDay(day.firstHour, zone)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('knows weekdays', () => {
    expect(weekday('2026-03-15')).toBe(0);
    expect(weekday('2026-11-24')).toBe(2);
  });
});

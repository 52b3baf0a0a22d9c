import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as units from '../../src/formats/units.ts';

describe('formatPower', () => {
  it.each([
    [26466, '26.5 GW'],
    [130412, '130.4 GW'],
    [840, '840 MW'],
    [999.6, '1.0 GW'],
    [999.4, '999 MW'],
    [7.42, '7.4 MW'],
    [9.96, '10 MW'],
    [0, '0 MW'],
    [-0.01, '0 MW'],
    [-8700, '\u22128.7 GW'],
  ])('%d MW is %s', (mw, text) => {
    expect(units.formatPower(mw)).toBe(text);
  });
});

describe('differences', () => {
  it('carry a sign where they differ', () => {
    expect(units.formatPowerDifference(1600)).toBe('+1.6 GW');
    expect(units.formatPowerDifference(-45)).toBe('\u221245 MW');
    expect(units.formatPowerDifference(0)).toBe('0 MW');
    expect(units.formatPercentDifference(0.06)).toBe('+6%');
    expect(units.formatPercentDifference(-0.004)).toBe('\u22120.4%');
    expect(units.formatPercentDifference(0)).toBe('0%');
    expect(units.formatCarbonIntensityDifference(-11)).toBe('\u221211 g/kWh');
  });
});

describe('other quantities', () => {
  it('read as in a newspaper', () => {
    expect(units.formatPercent(0.333)).toBe('33%');
    expect(units.formatPercent(0.004)).toBe('0.4%');
    expect(units.formatPercent(0.0004)).toBe('under 0.1%');
    expect(units.formatPercent(0)).toBe('0%');
    expect(units.formatCarbonIntensity(154.6)).toBe('155 g/kWh');
    expect(units.formatEnergy(523400)).toBe('523 GWh');
    expect(units.formatEnergy(7420)).toBe('7.4 GWh');
    expect(units.formatEnergy(840)).toBe('840 MWh');
    expect(units.formatNumber(1234567)).toBe('1,234,567');
  });
});

describe('clock and calendar', () => {
  it.each([
    [0, 'midnight'],
    [1, '1 a.m.'],
    [12, 'noon'],
    [20, '8 p.m.'],
    [24, 'midnight'],
  ])('hour %d is %s', (hour, text) => {
    expect(units.formatClock(hour)).toBe(text);
  });

  it('names times, hours and days', () => {
    expect(units.formatClockTime(13.5)).toBe('1:30 p.m.');
    expect(units.formatClockTime(11.999)).toBe('noon');
    expect(units.formatClockTime(0.25)).toBe('12:15 a.m.');
    expect(units.formatClockHour(11)).toBe('11 a.m. to noon');
    expect(units.formatDate('2026-03-15')).toBe('Sunday, March 15, 2026');
    expect(units.formatShortDate('2026-03-15')).toBe('Mar 15');
    expect(units.formatWeekday('2026-03-15')).toBe('Sunday');
  });

  it.each([
    ['2026-03-16T07:00:00Z', 'America/Los_Angeles', 'midnight PDT, Mar 16'],
    ['2026-01-16T08:00:00Z', 'America/Los_Angeles', 'midnight PST, Jan 16'],
    ['2026-03-16T00:00:00Z', 'America/New_York', '8 p.m. EDT, Mar 15'],
    ['2026-03-16T22:30:00Z', 'America/Chicago', '5:30 p.m. CDT, Mar 16'],
    ['2026-03-16T19:00:00Z', 'America/Phoenix', 'noon MST, Mar 16'],
  ])('%s in %s is %s', (iso, timezone, text) => {
    expect(units.formatInstantLocal(iso, timezone)).toBe(text);
  });
});

describe('formatNumber', () => {
  const intl = [0, 1, 2, 3].map(
    (decimals) =>
      new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  );

  it('writes what Intl writes, with a real minus and no minus zero', () => {
    const numbers = fc.oneof(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      // Halves, where binary and decimal rounding part ways.
      fc.integer({ min: -10_000_000, max: 10_000_000 }).map((n) => n / 1000),
      fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
    );
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 3 }), (value, decimals) => {
        const expected = (intl[decimals] as Intl.NumberFormat).format(value).replace(/^-([0.]*)$/, '$1');
        expect(units.formatNumber(value, decimals)).toBe(expected.replace('-', '\u2212'));
      }),
      { numRuns: 2000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanestSlot, quarters } from '../../src/analyses/clean-window-slots.ts';
import { cleanWindows, SLOT_HOURS } from '../../src/analyses/clean-windows.ts';
import type { CarbonForecast } from '../../src/analyses/forecast/carbon-forecast.ts';
import {
  capturedShare,
  grade,
  type Prediction,
  scoreByDayAhead,
  scoreWindow,
} from '../../src/analyses/forecast/score.ts';
import { isoToHour } from '../../src/grid/hour.ts';

const ISSUED = '2026-03-30T18:00:00Z';
const FIRST = isoToHour(ISSUED) + 1;

/** Error paths of `error` times a wave that differs from day to day. */
function forecastOf(kgPerMwh: (i: number) => number, error: number): CarbonForecast {
  const hours = Array.from({ length: 96 }, (_, i) => ({
    hourEnding: FIRST + i,
    kgPerMwh: kgPerMwh(i),
    low: kgPerMwh(i) - error,
    high: kgPerMwh(i) + error,
  }));
  const errorPaths = Array.from({ length: 40 }, (_, day) =>
    Float64Array.from({ length: 96 }, (_, i) => error * Math.sin(day + i / 4)),
  );
  return {
    issuedAt: ISSUED,
    basis: 'generation-based',
    method: 'made',
    lastKnownHour: FIRST - 1,
    hours,
    errorPaths,
  };
}

const dip = (i: number) => (i % 24 >= 4 && i % 24 < 8 ? 100 : 300);
const intensities = fc.array(fc.double({ min: 0, max: 900, noNaN: true }), { minLength: 24, maxLength: 48 });

describe('clean windows', () => {
  it('names the dip in local time and below 140 characters', () => {
    const { advice, next24Hours } = cleanWindows(forecastOf(dip, 10), 'America/Los_Angeles');
    expect(next24Hours.meaningful).toBe(true);
    expect(next24Hours.slots.find(({ hours }) => hours === 4)?.firstHour).toBe(FIRST + 4);
    expect(advice).toContain('from 3 p.m. to 7 p.m. PDT today');
    expect(advice.length).toBeLessThanOrEqual(140);
  });

  it('says that time does not matter where the error is larger than the saving', () => {
    const { advice, next24Hours } = cleanWindows(forecastOf(dip, 900), 'America/Los_Angeles');
    expect(next24Hours.meaningful).toBe(false);
    expect(advice).toMatch(/^No meaningful window/);
    expect(advice.length).toBeLessThanOrEqual(140);
  });

  it('has no saving that a longer slot beats, and an interval around each', () => {
    fc.assert(
      fc.property(intensities, (values) => {
        const { slots } = cleanWindows(
          forecastOf((i) => values[i % values.length] as number, 20),
          'America/Chicago',
        ).next24Hours;
        expect(slots.map(({ hours }) => hours)).toEqual([...SLOT_HOURS]);
        slots.forEach((slot, i) => {
          expect(slot.savingKgPerMwh).toBeGreaterThanOrEqual((slots[i + 1]?.savingKgPerMwh ?? 0) - 1e-9);
          expect(slot.savingLow).toBeLessThanOrEqual(slot.savingHigh as number);
        });
      }),
    );
  });

  it('cuts hours into quarters of equal count, none of an earlier quarter dirtier', () => {
    fc.assert(
      fc.property(intensities, (values) => {
        const cut = quarters(values);
        const dirtiest = Math.max(...values.filter((_, i) => cut[i] === 1));
        expect(Math.min(...values.filter((_, i) => cut[i] !== 1))).toBeGreaterThanOrEqual(dirtiest);
        expect(cut.filter((quarter) => quarter === 1)).toHaveLength(Math.ceil(values.length / 4));
      }),
    );
  });

  it('finds no slot in too few hours', () => {
    expect(cleanestSlot([1, 2], 4)).toBeNull();
  });
});

describe('scores', () => {
  const predictions = (value: (i: number) => number): Prediction[] =>
    Array.from({ length: 48 }, (_, i) => ({
      issuedAtHour: FIRST - 1,
      hourEnding: FIRST + i,
      kgPerMwh: value(i),
      low: value(i) - 5,
      high: value(i) + 5,
    }));
  const came = (hour: number) => dip(hour - FIRST);

  it('gives a perfect forecast no error, no regret and everything captured', () => {
    expect(scoreByDayAhead(predictions(dip), came)).toMatchObject([
      { dayAhead: 1, hours: 24, meanAbsoluteErrorKgPerMwh: 0, coverage: 1 },
      { dayAhead: 2, hours: 24, meanAbsoluteErrorKgPerMwh: 0, coverage: 1 },
    ]);
    const window = scoreWindow(predictions(dip), came);
    expect(window?.regret).toBe(0);
    expect(grade(new Array(14).fill(window))).toBe('A');
    expect(grade([])).toBeNull();
  });

  it('never captures more than was possible, and loses what it did not capture', () => {
    fc.assert(
      fc.property(intensities, intensities, (said, truth) => {
        const outcomes = (hour: number) => truth[(hour - FIRST) % truth.length] as number;
        const window = scoreWindow(
          predictions((i) => said[i % said.length] as number),
          outcomes,
        );
        if (!window) return;
        expect(window.realised).toBeLessThanOrEqual(window.possible + 1e-9);
        expect(window.possible - window.realised).toBeCloseTo(window.regret, 6);
      }),
    );
  });

  it('leaves out what is not known', () => {
    expect(scoreWindow(predictions(dip), () => Number.NaN)).toBeNull();
    expect(capturedShare([])).toBeNaN();
  });
});

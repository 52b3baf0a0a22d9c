import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonOf, queryOf } from '../../src/islands/compare-state.ts';
import { apart, scaleOf } from '../../src/islands/overlay-chart.ts';
import { intensityWords, powerWords } from '../../src/islands/quantity.ts';

const KNOWN = ['CISO', 'ERCO', 'PJM', 'MISO', 'NYIS', 'ISNE'];
const isKnown = (code: string) => KNOWN.includes(code);

describe('the address of a comparison', () => {
  it('says what is compared, and is read as it was written', () => {
    const codes = fc.uniqueArray(fc.constantFrom(...KNOWN), { maxLength: 4 });
    fc.assert(
      fc.property(codes, fc.constantFrom('share' as const, 'gw' as const), (chosen, scale) => {
        expect(comparisonOf(queryOf({ codes: chosen, scale }), isKnown)).toEqual({ codes: chosen, scale });
      }),
    );
    expect(queryOf({ codes: ['CISO', 'ERCO'], scale: 'share' })).toBe('?ba=ciso,erco');
  });

  it('drops what nobody knows, what is said twice, and a fifth grid', () => {
    expect(comparisonOf('?ba=CISO, erco,nope,ciso,pjm,miso,nyis&scale=lbs', isKnown)).toEqual({
      codes: ['CISO', 'ERCO', 'PJM', 'MISO'],
      scale: 'share',
    });
  });
});

describe('the chart of a comparison', () => {
  it('has round bounds around all values', () => {
    const values = fc.array(fc.double({ min: -5000, max: 150_000, noNaN: true }), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(values, fc.boolean(), (known, fromZero) => {
        const { low, high, step } = scaleOf(known, fromZero);
        expect(low).toBeLessThanOrEqual(Math.min(...known) + step * 1e-6);
        expect(high).toBeGreaterThanOrEqual(Math.max(...known) - step * 1e-6);
        expect((high - low) / step).toBeLessThanOrEqual(6.001);
        if (fromZero) expect(low).toBeLessThanOrEqual(0);
      }),
      {
        examples: [
          [[1.5e-323, 0], false],
          [[150_000, 150_000.000_000_000_03], false],
        ],
      },
    );
    expect(scaleOf([], true).high).toBeGreaterThan(0);
  });

  it('keeps the names at the ends apart and in order', () => {
    const wanted = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(wanted, (ys) => {
        const placed = apart(ys, 18, 210);
        const sorted = [...placed].sort((a, b) => a - b);
        for (const [i, y] of sorted.entries()) {
          expect(y).toBeLessThanOrEqual(210);
          if (i > 0) expect(y - (sorted[i - 1] as number)).toBeGreaterThanOrEqual(18 - 1e-9);
        }
        for (const [i, a] of ys.entries()) {
          for (const [j, b] of ys.entries()) if (a < b) expect(placed[i]).toBeLessThan(placed[j] as number);
        }
      }),
    );
  });
});

describe('figures in a reader’s units', () => {
  it('are worded as on the pages by default', () => {
    expect([26_532, 999.6, 840.2, 7.42, 0].map((mw) => powerWords(mw, 'auto'))).toEqual([
      '26.5 GW',
      '1.0 GW',
      '840 MW',
      '7.4 MW',
      '0 MW',
    ]);
    expect(powerWords(26_532, 'MW')).toBe('26,532 MW');
    expect(powerWords(-840, 'GW')).toBe('\u22120.840 GW');
  });

  it('turn grams per kilowatt-hour into pounds per megawatt-hour', () => {
    expect(intensityWords(155, 'g/kWh')).toBe('155 g/kWh');
    expect(intensityWords(453.592_37, 'lb/MWh')).toBe('1,000 lb/MWh');
  });
});

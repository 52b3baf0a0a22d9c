import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourArea, hourBand, hourLine, runsOf } from '../../src/charts/hour-path.ts';

const scales = { x: (hours: number) => hours * 10, y: (value: number) => 100 - value };

describe('runsOf', () => {
  it('parts the hours at gaps', () => {
    expect(runsOf([1, 2, null, 3, null, null])).toEqual([
      { first: 0, last: 1 },
      { first: 3, last: 3 },
    ]);
  });
});

describe('hourLine', () => {
  it('starts anew after a gap and spans whole hours', () => {
    expect(hourLine([10, 20, null, 30], scales)).toBe('M0 90l5 0 10-10 5 0M30 70l10 0');
  });

  it('draws zero as zero and a gap as nothing', () => {
    expect(hourLine([0], scales)).toBe('M0 100l10 0');
    expect(hourLine([null], scales)).toBe('');
  });

  it('has one stroke per run whatever the hours', () => {
    const hour = fc.option(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(hour, { maxLength: 25 }), (values) => {
        const d = hourLine(values, scales, 1);
        expect(d.split('M').length - 1).toBe(runsOf(values).length);
        expect(d).not.toMatch(/NaN|Infinity|e[+-]/);
      }),
    );
  });

  it('does not let rounding add up', () => {
    const values = Array.from({ length: 23 }, (_, i) => i * 0.4);
    const moves = hourLine(values, { ...scales, x: (hours) => hours * 10.3 }).slice(1);
    const numbers = moves.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
    const xs = numbers.filter((_, i) => i % 2 === 0);
    expect(xs.reduce((sum, dx) => sum + dx, 0)).toBe(Math.round(23 * 10.3));
  });
});

describe('areas', () => {
  it('close on their level', () => {
    expect(hourArea([10, null, 20], scales)).toBe('M0 100V90l10 0V100zM20 100V80l10 0V100z');
  });

  it('need both edges', () => {
    expect(hourBand([30, 30, null], [10, null, 10], scales)).toBe('M0 70l10 0V90l-10 0z');
  });
});

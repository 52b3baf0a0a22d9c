import { describe, expect, it } from 'vitest';
import { duckRidgeline } from '../../src/charts/duck-ridgeline.ts';
import { inventedDay } from './shaped-pulse.ts';
import { xmlErrors } from './xml.ts';

/** Demand is flat; the sun takes off the given share of it from 10 a.m. to 4 p.m. */
function ridge(date: string, score: number, demand: number, sunShare: number) {
  const { hours } = inventedDay('CISO', date, (hour) => ({
    demand,
    generation: { SUN: hour >= 10 && hour < 16 ? sunShare * demand : 0 },
  }));
  return { date, score, hours };
}

const linesOf = (svg: string): string[] =>
  [...svg.matchAll(/class="chart-ridge(?: chart-ridge-best)?" d="([^"]*)"/g)].map(([, d = '']) => d);
/** The path without where it begins. */
const shapeOf = (d: string | undefined): string => (d ?? '').replace(/^M[^l]*/, '');

describe('duckRidgeline', () => {
  it.each(['wide', 'narrow'] as const)('is well-formed, a ridge and a score a day (%s)', (kind) => {
    const svg = duckRidgeline(
      [ridge('2026-03-14', 41, 900, 0.3), ridge('2026-03-15', 62, 900, 0.6)],
      'A',
      kind,
    );
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|style=/);
    expect(linesOf(svg)).toHaveLength(2);
    expect(svg).toContain('>41</text>');
    expect(svg).toContain('Mar 15</text>');
    expect(svg.match(/chart-ridge-best/g)).toHaveLength(1);
  });

  it('draws the same shape for a large day and a small one', () => {
    const [small, large] = linesOf(
      duckRidgeline([ridge('2026-03-14', 50, 400, 0.5), ridge('2026-03-15', 50, 40_000, 0.5)], 'A', 'wide'),
    );
    expect(shapeOf(small)).toBe(shapeOf(large));
  });

  it('draws days of 23 and 24 hours, and days without any sun', () => {
    const svg = duckRidgeline([ridge('2026-03-08', 0, 500, 0), ridge('2026-03-09', 0, 500, 0)], 'A', 'wide');
    expect(linesOf(svg)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('draws nothing of no days, and fourteen in 12 KB for both widths of a dashboard', () => {
    expect(duckRidgeline([], 'A', 'wide')).toBe('');
    const days = Array.from({ length: 14 }, (_, i) =>
      ridge(`2026-03-${String(i + 10)}`, i, 900 + i, 0.3 + i / 50),
    );
    for (const kind of ['wide', 'narrow'] as const) {
      expect(duckRidgeline(days, 'A', kind).length).toBeLessThan(12_000);
    }
  });
});

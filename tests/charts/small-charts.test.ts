import { describe, expect, it } from 'vitest';
import { carbonBand, quartilesOf } from '../../src/charts/carbon-band.ts';
import { duckChart } from '../../src/charts/duck-chart.ts';
import { type ChartWidth, powerAxis } from '../../src/charts/frame.ts';
import { nudgedApart } from '../../src/charts/label.ts';
import { sparkline } from '../../src/charts/sparkline.ts';
import type { CarbonSnapshot } from '../../src/snapshots/carbon.ts';
import { inventedDay } from './shaped-pulse.ts';
import { xmlErrors } from './xml.ts';

const WIDTHS: ChartWidth[] = ['wide', 'narrow'];

const duck = inventedDay('CISO', '2026-03-15', (hour) => ({
  demand: 20000 + 100 * hour,
  carbon: 200 - 10 * Math.min(hour, 12),
  generation: { SUN: hour > 7 && hour < 18 ? 24000 - 500 * Math.abs(hour - 13) : 0 },
}));

describe('duckChart', () => {
  it.each(WIDTHS)('annotates a trough below zero (%s)', (width) => {
    const svg = duckChart(duck, width);
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|style=/);
    expect(svg).toContain('>Low \u22122.7 GW, 1 p.m.<');
    expect(svg).toContain('chart-zero');
  });

  it('is nothing where there is no demand', () => {
    expect(
      duckChart(
        inventedDay('GRID', '2026-03-15', () => ({ generation: { SUN: 5 } })),
        'wide',
      ),
    ).toBe('');
  });

  it('does not call the small hours a trough of the duck', () => {
    const night = inventedDay('PJM', '2026-01-20', (hour) => ({
      demand: hour === 2 ? 50000 : 80000 + 10 * hour,
    }));
    expect(duckChart(night, 'narrow')).toContain('Low 80.1 GW, 7 a.m.');
  });
});

describe('carbonBand', () => {
  it('puts hours into quarters, equal hours into the same', () => {
    expect(quartilesOf([1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
    expect(quartilesOf([5, 5, null, 5, 5])).toEqual([1, 1, null, 1, 1]);
  });

  it.each(WIDTHS)('draws a bar an hour and names the cleanest (%s)', (width) => {
    const svg = carbonBand(duck, width);
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg.match(/class="q[1-4]"/g)).toHaveLength(24);
    expect(svg).toContain('>80 g/kWh, noon<');
  });

  it('shows the last 24 hours of a carbon snapshot', () => {
    const ends = Array.from({ length: 30 }, (_, i) => new Date(Date.UTC(2026, 2, 15, i)).toISOString());
    const snapshot = {
      basis: 'generation-based',
      balancingAuthority: duck.balancingAuthority,
      hours: {
        hourEnding: ends,
        directKgPerMwh: ends.map((_, i) => (i === 29 ? null : i)),
        lifecycleKgPerMwh: [],
      },
    } as unknown as CarbonSnapshot;
    const svg = carbonBand(snapshot, 'narrow');
    expect(svg.match(/class="q[1-4]"/g)).toHaveLength(23);
    expect(svg.match(/class="chart-missing"/g)).toHaveLength(1);
  });

  it('says that there is no data', () => {
    expect(
      carbonBand(
        inventedDay('AECI', '2026-03-15', () => ({ demand: 5 })),
        'wide',
      ),
    ).toContain('>no data<');
  });
});

describe('sparkline', () => {
  it.each([[[1, 3, null, 2]], [[5]], [[4, 4, 4]], [[null, null]], [[]]])('is sound for %j', (values) => {
    const svg = sparkline(values, { title: 'Scores' });
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});

describe('powerAxis', () => {
  it.each([
    [0, 26500, 'GW', [0, 5000, 10000, 15000, 20000, 25000, 30000]],
    [0, 840, 'MW', [0, 200, 400, 600, 800, 1000]],
    [-9000, 26000, 'GW', [-10000, 0, 10000, 20000, 30000]],
  ] as const)('%d to %d reads in %s', (low, high, unit, ticks) => {
    expect(powerAxis(low, high, 6)).toMatchObject({ unit, ticks });
  });

  it('gives a small dip room without a grid line', () => {
    expect(powerAxis(-300, 70000, 6)).toMatchObject({ low: -300, ticks: expect.arrayContaining([0]) });
    expect(powerAxis(-300, 70000, 6).ticks[0]).toBe(0);
  });

  it('survives a day of zeros', () => {
    expect(powerAxis(0, 0, 6).high).toBeGreaterThan(0);
  });
});

describe('nudgedApart', () => {
  it('keeps order and distance within bounds', () => {
    const placed = nudgedApart([10, 11, 12, 99], 15, 0, 100);
    placed.slice(1).forEach((y, i) => {
      expect(y - (placed[i] as number)).toBeGreaterThanOrEqual(15);
    });
    expect(placed.at(-1)).toBeLessThanOrEqual(100);
  });
});

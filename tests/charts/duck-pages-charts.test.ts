import { describe, expect, it } from 'vitest';
import { driverChart } from '../../src/charts/driver-chart.ts';
import { duckDayChart } from '../../src/charts/duck-day-chart.ts';
import { duckSeasonChart } from '../../src/charts/duck-season-chart.ts';
import { duckThumb, thumbScale } from '../../src/charts/duck-thumb.ts';
import type { ChartWidth } from '../../src/charts/frame.ts';
import type { DuckDaySnapshot } from '../../src/snapshots/duck-day.ts';
import { inventedDay } from './shaped-pulse.ts';
import { xmlErrors } from './xml.ts';

const WIDTHS: ChartWidth[] = ['wide', 'narrow'];
const pulse = inventedDay('CISO', '2026-03-15', (hour) => ({
  demand: 20000 + 100 * hour,
  generation: { SUN: hour > 7 && hour < 18 ? 24000 - 500 * Math.abs(hour - 13) : 0 },
}));
const duck = {
  day: {},
  marks: {
    trough: { hourEnding: pulse.hours.hourEnding[13], demandLessSolarMwh: -2700 },
    ramp1h: {
      fromHourEnding: pulse.hours.hourEnding[17],
      toHourEnding: pulse.hours.hourEnding[18],
      fromMwh: -300,
      toMwh: 21800,
      riseMw: 22100,
    },
    ramp3h: null,
  },
  typical: { dayKind: 'weekend', dates: [], demandLessSolarMwh: pulse.hours.demandMwh },
} as unknown as DuckDaySnapshot;

describe.each(WIDTHS)('charts of the duck pages (%s)', (width) => {
  it('marks trough and ramp of a day and names its lines', () => {
    const svg = duckDayChart(duck, pulse, width);
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|style=/);
    for (const words of ['>+22.1 GW in 1 h<', '>Usual weekend<', '>Low \u22122.7 GW, 1 p.m.<'])
      expect(svg).toContain(words);
    expect(svg).not.toContain('chart-step');
  });

  it('is nothing where no hour is known', () => {
    const silent = inventedDay('GRID', '2026-03-15', () => ({}));
    expect(duckDayChart({ ...duck, typical: null }, silent, width)).toBe('');
  });

  it.each([1, 4, 13, 30])('draws a season of %d months', (count) => {
    const months = Array.from({ length: count }, (_, i) => ({
      month: `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
      scoredDays: 30,
      median: 50,
      percentile10: 40,
      percentile90: 60,
      best: { date: '2024-01-01', score: 99.9 },
    }));
    const svg = duckSeasonChart(months, 'CISO', width);
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg.match(/class="chart-range"/g)).toHaveLength(count);
    expect(svg).not.toContain('NaN');
  });

  it.each([[[30, -20]], [[-5, -9]], [[0, 0]]])('draws drivers of %j', (changes) => {
    const parts = changes.map((changeMw, i) => ({
      part: i === 0 ? 'generation:NG' : 'unexplained',
      meanMw: 1,
      baselineMeanMw: 1,
      changeMw,
    }));
    const demand = { meanMw: 1, baselineMeanMw: 1, changeMw: changes.reduce((a, b) => a + b, 0) };
    const svg = driverChart(
      { sentence: '', baselineDays: [], hoursCompared: 24, demand, parts },
      'CISO',
      width,
    );
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|width="-/);
    expect(svg).toContain('>Natural gas<');
  });
});

it('draws several days on one scale', () => {
  const scale = thumbScale([pulse.hours]);
  expect(scale.lowMw).toBeLessThan(-2000);
  expect(xmlErrors(duckThumb(pulse.hours, scale))).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { forecastErrorChart } from '../../src/charts/forecast-error-chart.ts';
import type { ForecastHourOfDay } from '../../src/snapshots/forecast-report.ts';
import { xmlErrors } from './xml.ts';

/** Hours of a forecast that is low in the evening by `peakMw`, with a band of as much about it. */
const hoursOf = (peakMw: number, hours = 24): ForecastHourOfDay[] =>
  Array.from({ length: hours }, (_, localHour) => {
    const biasMw = localHour === 18 ? peakMw : peakMw / 10;
    return {
      localHour,
      hours: 30,
      weightedErrorFraction: 0.02,
      meanAbsoluteErrorMw: Math.abs(biasMw),
      biasMw,
      biasFraction: 0.01,
      percentile10ErrorMw: biasMw - Math.abs(peakMw),
      percentile90ErrorMw: biasMw + Math.abs(peakMw),
    };
  });

describe.each(['wide', 'narrow'] as const)('forecastErrorChart, %s', (kind) => {
  it.each([
    [1500, '+1.5 GW, 6 p.m. to 7 p.m.'],
    [-240, '\u2212240 MW, 6 p.m. to 7 p.m.'],
    [0.4, '+0.4 MW, 6 p.m. to 7 p.m.'],
  ])('names the hour of the largest mean error, %d MW', (peakMw, words) => {
    const svg = forecastErrorChart(hoursOf(peakMw), 'ERCO', kind);
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity|style=/);
    expect(svg).toContain(`>${words}<`);
    expect(svg).toContain('chart-zero');
    expect(svg).toContain('<title>Error of the day-ahead demand forecast by hour of day, ERCO</title>');
  });

  it('leaves a gap at hours of the clock without a value', () => {
    const all = hoursOf(100);
    const some = forecastErrorChart(all.toSpliced(5, 3), 'ERCO', kind);
    expect(xmlErrors(some)).toEqual([]);
    const lines = (svg: string) => /class="chart-less-solar" d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)?.length;
    expect(lines(some)).toBe(2);
    expect(lines(forecastErrorChart(all, 'ERCO', kind))).toBe(1);
  });

  it('draws a perfect forecast, and nothing of none', () => {
    const perfect = forecastErrorChart(hoursOf(0), 'ERCO', kind);
    expect(xmlErrors(perfect)).toEqual([]);
    expect(perfect).not.toMatch(/NaN|Infinity/);
    expect(forecastErrorChart([], 'ERCO', kind)).toBe('');
  });
});

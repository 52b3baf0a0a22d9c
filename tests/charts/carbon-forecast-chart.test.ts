import { describe, expect, it } from 'vitest';
import { carbonBand } from '../../src/charts/carbon-band.ts';
import { carbonForecastChart } from '../../src/charts/carbon-forecast-chart.ts';
import type { ChartWidth } from '../../src/charts/frame.ts';
import { gradeNote, savingWords, windowSpan } from '../../src/components/clean-window-words.ts';
import { hourToIso, isoToHour } from '../../src/grid/hour.ts';
import type { CleanWindowsSnapshot } from '../../src/snapshots/clean-windows.ts';
import { xmlErrors } from './xml.ts';

const WIDTHS: ChartWidth[] = ['wide', 'narrow'];
/** 1 p.m. PST on Friday, March 6, 2026; the clock goes forward on Sunday. */
const ISSUED = isoToHour('2026-03-06T21:00:00Z');

function cleanWindows(meaningful: boolean): CleanWindowsSnapshot {
  const kgPerMwh = Array.from({ length: 96 }, (_, i) => 150 + 100 * Math.sin(i / 3.82));
  const slot = { hours: 4, firstHour: hourToIso(ISSUED + 18), lastHour: hourToIso(ISSUED + 21) };
  return {
    balancingAuthority: { code: 'CISO', name: 'California ISO', timezone: 'America/Los_Angeles' },
    forecast: {
      hourEnding: kgPerMwh.map((_, i) => hourToIso(ISSUED + 1 + i)),
      kgPerMwh,
      low: kgPerMwh.map((value) => Math.max(0, value - 60)),
      high: kgPerMwh.map((value) => value + 60),
    },
    next24Hours: { meaningful, slots: [slot], quarters: kgPerMwh.slice(0, 24).map((_, i) => (i % 4) + 1) },
  } as unknown as CleanWindowsSnapshot;
}

describe.each(WIDTHS)('carbon forecast chart (%s)', (width) => {
  it('is sound, with a line, a band, days and the best window', () => {
    const svg = carbonForecastChart(cleanWindows(true), width);
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|style=/);
    for (const part of ['chart-intensity', 'chart-interval', 'chart-window', 'Cleanest 4 hours'])
      expect(svg).toContain(part);
    const days = [...svg.matchAll(/>(Fri|Sat|Sun|Mon|Tue)/g)].map(([, day]) => day);
    expect(days).toEqual(['Fri', 'Sat', 'Sun', 'Mon', 'Tue']);
  });

  it('marks no window that means nothing', () => {
    expect(carbonForecastChart(cleanWindows(false), width)).not.toContain('chart-window');
  });

  it('draws the band of the next 24 hours in the quarters that are published', () => {
    const svg = carbonBand(cleanWindows(true), width);
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg.match(/class="q1"/g)).toHaveLength(6);
    expect(svg.match(/class="q[1-4]"/g)).toHaveLength(24);
  });
});

describe('words of windows', () => {
  it('name a window by its start and end on the local clock, across the change of clocks', () => {
    const span = (from: string, to: string) =>
      windowSpan({ firstHour: from, lastHour: to }, 'America/Los_Angeles');
    expect(span('2026-03-07T19:00:00Z', '2026-03-07T22:00:00Z')).toBe('10 a.m. to 2 p.m., Saturday');
    expect(span('2026-03-08T09:00:00Z', '2026-03-08T12:00:00Z')).toBe('midnight to 5 a.m., Sunday');
  });

  it('say an interval only where there is one', () => {
    const slot = { savingKgPerMwh: 38.4, savingLow: 19.6, savingHigh: 51 };
    expect(savingWords(slot as never)).toBe('38\u00a0g/kWh, between 20 and 51');
    expect(savingWords({ ...slot, savingLow: null, savingHigh: null } as never)).toBe('38\u00a0g/kWh');
  });

  it('say why there is no grade', () => {
    const accuracy = (issues: number, scored: number, grade: string | null) =>
      ({ issues, windows: { scored, grade } }) as never;
    expect(gradeNote(accuracy(0, 0, null), 14)).toMatch(/written down yet/);
    expect(gradeNote(accuracy(7, 3, null), 14)).toBe('Not graded yet: 3 of 14 evenings scored.');
    expect(gradeNote(accuracy(40, 20, 'B'), 14)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { dayMixChart } from '../../src/charts/day-mix-chart.ts';
import { mixStack } from '../../src/charts/mix-stack.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { noRecordedPages, recordedDay } from './recorded-day.ts';
import { inventedDay } from './shaped-pulse.ts';
import { xmlErrors } from './xml.ts';

const WIDTHS = ['wide', 'narrow'] as const;

const sunny = inventedDay('CISO', '2026-03-15', (hour) => ({
  demand: 22000 + 4500 * Math.sin(((hour - 13) / 12) * Math.PI),
  forecast: 22400 + 4300 * Math.sin(((hour - 13) / 12) * Math.PI),
  interchange: hour > 8 && hour < 16 ? 900 : -4200,
  generation: {
    NUC: 2200,
    NG: 5000 - 100 * hour,
    WAT: 2600,
    SUN: Math.max(0, 15000 * Math.sin(((hour - 6) / 12) * Math.PI)),
    BAT: hour > 8 && hour < 16 ? -5000 : 1800,
  },
}));

const classesOf = (svg: string): Set<string> =>
  new Set([...svg.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' ')));

const wordsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words = '']) => words);

function flag(pulse: PulseSnapshot, series: string, hour: number, reportedMwh: number): PulseSnapshot {
  const hourEnding = pulse.hours.hourEnding[hour] as string;
  return { ...pulse, flags: [{ series, hourEnding, reportedMwh, rule: 'spike', reason: 'a spike' }] };
}

describe('dayMixChart', () => {
  it.each(WIDTHS)('is well-formed, without inline style, and hidden from screen readers (%s)', (width) => {
    const svg = dayMixChart(sunny, width);
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|style=/);
    expect(svg).toContain('aria-hidden="true"');
    expect(svg).toMatch(/<title>[^<]+<\/title><desc>[^<]+<\/desc>/);
  });

  it('gives each group its class and its name', () => {
    const svg = dayMixChart(sunny, 'wide');
    for (const group of ['nuclear', 'gas', 'hydro', 'solar', 'storage']) {
      expect(classesOf(svg)).toContain(`source-${group}`);
    }
    expect(wordsOf(svg)).toEqual(
      expect.arrayContaining(['Nuclear', 'Gas', 'Hydro', 'Solar', 'Batteries', 'Demand']),
    );
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['Day-ahead forecast', 'Net imports']));
  });

  it('says peak and low in words', () => {
    const words = wordsOf(dayMixChart(sunny, 'wide'));
    expect(words).toContain('Peak 26.5 GW, 7 p.m.');
    expect(words).toContain('Low 17.5 GW, 7 a.m.');
  });

  it('breaks the demand line at a gap and marks hours without any value', () => {
    const demandMwh = sunny.hours.demandMwh.map((mwh, i) => (i === 3 || i === 4 ? null : mwh));
    const generationMwh = Object.fromEntries(
      Object.entries(sunny.hours.generationMwh).map(([code, column]) => [
        code,
        column.map((mwh, i) => (i === 4 ? null : mwh)),
      ]),
    );
    const svg = dayMixChart({ ...sunny, hours: { ...sunny.hours, demandMwh, generationMwh } }, 'wide');
    const line = /<path id="demand-[^"]*" d="([^"]*)"/.exec(svg)?.[1] ?? '';
    expect(line.match(/M/g)).toHaveLength(2);
    expect(svg.match(/class="chart-missing"/g)).toHaveLength(1);
    const nuclear = /class="source-nuclear" d="([^"]*)"/.exec(svg)?.[1] ?? '';
    expect(nuclear.match(/M/g)).toHaveLength(2);
  });

  it('marks a doubted hour and leaves a sentinel off the scale', () => {
    const demandMwh = sunny.hours.demandMwh.map((mwh, i) => (i === 20 ? 2_147_480_000 : mwh));
    const spiked = flag({ ...sunny, hours: { ...sunny.hours, demandMwh } }, 'demand', 20, 2_147_480_000);
    const words = wordsOf(dayMixChart(spiked, 'wide'));
    expect(words).toContain('30 GW');
    expect(words).toContain('Value in doubt');
  });

  it('draws demand alone, and generation alone', () => {
    const demandOnly = inventedDay('AECI', '2026-03-15', (hour) => ({ demand: 600 + hour }));
    const generationOnly = inventedDay('GRID', '2026-03-15', () => ({ generation: { NG: 300, WAT: 120 } }));
    expect(classesOf(dayMixChart(demandOnly, 'narrow'))).toContain('chart-demand-area');
    expect(wordsOf(dayMixChart(demandOnly, 'narrow'))).toContain('800 MW');
    expect(classesOf(dayMixChart(generationOnly, 'narrow'))).not.toContain('chart-demand');
    expect(classesOf(dayMixChart(generationOnly, 'narrow'))).toContain('source-hydro');
  });

  it.each(WIDTHS)('draws a day without any value (%s)', (width) => {
    const svg = dayMixChart(
      inventedDay('AECI', '2026-03-15', () => ({})),
      width,
    );
    expect(xmlErrors(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(wordsOf(svg)).toContain('no data');
  });

  it.each([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
  ])('keeps the clock of a day that is shorter or longer (%s)', (date, hourCount) => {
    const day = inventedDay('CISO', date, (hour) => ({ demand: 1000 + hour }));
    expect(day.hours.hourEnding).toHaveLength(hourCount);
    const words = wordsOf(dayMixChart(day, 'wide'));
    for (const label of ['midnight', '3 a.m.', 'noon', '3 p.m.']) {
      expect(words.filter((word) => word === label)).toHaveLength(1);
    }
  });

  it('escapes what comes from outside', () => {
    const place = { ...sunny.balancingAuthority, name: 'A & <B> "C"' };
    expect(xmlErrors(dayMixChart({ ...sunny, balancingAuthority: place }, 'wide'))).toEqual([]);
  });

  // After a wanted change: npx vitest run tests/charts --update, and look at the file in a browser.
  it('is the chart that was looked at', async () => {
    await expect(`${dayMixChart(sunny, 'wide')}\n`).toMatchFileSnapshot('./day-mix-wide.golden.svg');
  });
});

describe('mixStack', () => {
  it('adds up to net generation', () => {
    const stack = mixStack(sunny.hours);
    sunny.hours.hourEnding.forEach((_, i) => {
      const net = Object.values(sunny.hours.generationMwh).reduce((sum, column) => sum + (column[i] ?? 0), 0);
      expect((stack?.top[i] ?? 0) + (stack?.bottom[i] ?? 0)).toBeCloseTo(net, 6);
    });
  });

  it('draws an "other" that charges as storage, and a small "other" as itself', () => {
    const charging = (noon: number) =>
      inventedDay('CISO', '2026-03-15', (hour) => ({
        demand: 20000,
        generation: { NG: 9000, OTH: hour === 12 ? noon : 500 },
      }));
    expect(mixStack(charging(-4000).hours)?.bands.map(({ name }) => name)).toEqual(['Gas', 'Storage, other']);
    expect(mixStack(charging(-20).hours)?.bands.map(({ name }) => name)).toEqual(['Gas', 'Other']);
  });

  it('has a gap where a source that matters is missing, and says where a small one is partial', () => {
    const { hours } = inventedDay('ERCO', '2025-12-08', (hour) => ({
      generation: { NG: hour === 5 ? null : 9000, COL: 4000, OTH: hour > 20 ? 50 : null },
    }));
    const stack = mixStack(hours);
    expect(stack?.top.map((mw, i) => (mw === null ? i : -1)).filter((i) => i >= 0)).toEqual([5]);
    expect(stack?.bands.map(({ name }) => name)).toEqual(['Coal', 'Gas', 'Other (partial)']);
  });
});

describe.skipIf(noRecordedPages)(`recorded days ${noRecordedPages || ''}`, () => {
  it.each([
    ['CISO', '2026-03-15'],
    ['CISO', '2026-03-08'],
    ['PJM', '2026-01-20'],
    ['ERCO', '2025-12-05'],
    ['ERCO', '2025-12-08'],
    ['MISO', '2025-11-02'],
  ])('%s on %s is sound and small', (code, date) => {
    const pulse = recordedDay(code, date);
    for (const width of WIDTHS) {
      const svg = dayMixChart(pulse, width);
      expect(xmlErrors(svg)).toEqual([]);
      expect(svg).not.toMatch(/NaN|Infinity/);
      expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(5 * 1024);
    }
  });
});

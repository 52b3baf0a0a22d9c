import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ScreenedFrame, screen } from '../../src/analyses/screening.ts';
import { formatPeriod, type HourEnding, parsePeriod } from '../../src/grid/hour.ts';
import { type HourlyFrame, valueAt } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';
import { ba, fill, frameOfDays, plausibleFrame } from './made-frames.ts';
import { nineRecordedMonths, RECORDED_PAGES_MISSING } from './recorded-frames.ts';

const DAYS = 40;
const grid = (size?: number) => plausibleFrame('ERCO', '2026-01-10', DAYS, size);
const seriesOf = (frame: HourlyFrame, kind: SeriesKind) => frame.series.get(kind) as Float64Array;
const flagsOf = ({ flags }: ScreenedFrame, kind: SeriesKind) => flags.filter((flag) => flag.kind === kind);

/** Screens a plausible grid that was spoilt; returns the flagged indices by rule. */
function rulesAfter(spoil: (frame: HourlyFrame) => void, size?: number): Record<string, number[]> {
  const frame = grid(size);
  spoil(frame);
  const byRule: Record<string, number[]> = {};
  for (const { rule, hour } of screen(frame, ba('ERCO')).flags) {
    byRule[rule] = [...(byRule[rule] ?? []), hour - frame.firstHour];
  }
  return byRule;
}

describe('screening', () => {
  it.each([20_000, 900, 60])('flags nothing of a plausible grid of %d MW', (size) => {
    expect(rulesAfter(() => {}, size)).toEqual({});
  });

  it('knows sentinels by size, not by their number', () => {
    const sentinels = [1_527_760_000, 2_147_480_000, 431_044_000, -2_147_483_648];
    const flagged = rulesAfter((frame) => seriesOf(frame, 'demand').set(sentinels, 300));
    expect(flagged).toEqual({ 'implausible-magnitude': [300, 301, 302, 303] });
  });

  it('flags a sentinel in any series, even where every other value is zero', () => {
    const flagged = rulesAfter((frame) => {
      fill(frame, 'generation:OIL', (_, i) => (i === 77 ? 2_147_480_000 : 0));
      seriesOf(frame, 'total-interchange')[78] = 2_147_480_047;
    });
    expect(flagged['implausible-magnitude']).toEqual([77, 78]);
  });

  it.each([10, 30, 100])('flags demand %d times too high', (times) => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      demand[500] = (demand[500] as number) * times;
    });
    expect(flagged).toEqual({ 'implausible-magnitude': [500] });
  });

  it('flags an hour or two that leave their surroundings, either way', () => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      demand[200] = (demand[200] as number) * 1.6;
      demand[401] = (demand[401] as number) * 0.5;
      demand[402] = (demand[402] as number) * 0.5;
    });
    expect(flagged).toEqual({ 'short-spike': [200, 401, 402] });
  });

  it('leaves a cold week alone: what rises for days is weather', () => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      for (let i = 400; i < 496; i++) demand[i] = (demand[i] as number) * 1.5;
    });
    expect(flagged).toEqual({});
  });

  it('flags negative and zero demand', () => {
    const flagged = rulesAfter((frame) => seriesOf(frame, 'demand').set([-5, 0], 600));
    expect(flagged).toEqual({ 'negative-demand': [600], 'zero-demand': [601] });
  });

  it('flags hours in which every source reads zero, but not a source that rests', () => {
    const flagged = rulesAfter((frame) => {
      for (const [kind, values] of frame.series) if (kind.startsWith('generation:')) values[700] = 0;
      seriesOf(frame, 'generation:WND').fill(0, 100, 130);
    });
    expect(Object.keys(flagged)).toEqual(['all-zero-production']);
    expect(new Set(flagged['all-zero-production'])).toEqual(new Set([700]));
  });

  it('flags a day sent twice and believes the first', () => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      demand.copyWithin(240, 216, 240);
    });
    expect(flagged).toEqual({ 'repeated-day': Array.from({ length: 24 }, (_, k) => 240 + k) });
  });

  it('lets a reactor repeat itself', () => {
    expect(rulesAfter((frame) => seriesOf(frame, 'generation:NUC').fill(2000))).toEqual({});
  });

  it('flags demand that stands still after its first hour', () => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      demand.fill(demand[350] as number, 350, 358);
    });
    expect(flagged['flat-demand']).toEqual([351, 352, 353, 354, 355, 356, 357]);
  });

  it('flags total interchange with the sign turned round', () => {
    const flagged = rulesAfter((frame) => {
      const interchange = seriesOf(frame, 'total-interchange');
      for (let i = 480; i < 490; i++) interchange[i] = -(interchange[i] as number);
    });
    const turned = flagged['flipped-interchange'] ?? [];
    expect(Object.keys(flagged)).toEqual(['flipped-interchange']);
    expect(turned.every((i) => i >= 480 && i < 490)).toBe(true);
    expect(turned.length).toBeGreaterThan(4);
  });

  it('flags a source far below zero, and lets solar at night, storage, "other" and pumping hydro be', () => {
    const flagged = rulesAfter((frame) => {
      seriesOf(frame, 'generation:NG')[90] = -6000;
      fill(frame, 'generation:BAT', (h) => (h < 15 ? -3000 : 2500));
      fill(frame, 'generation:OTH', (h) => (h < 15 ? -3000 : 2500));
      fill(frame, 'generation:WAT', (h, i) => (h < 5 ? -800 : 900 + (i % 17)));
    });
    expect(flagged).toEqual({ 'negative-generation': [90] });
  });

  it('flags a burst of a steady source, not the start of an oil plant in the cold', () => {
    const flagged = rulesAfter((frame) => {
      fill(frame, 'generation:GEO', (_, i) => (i === 450 ? 6000 : 60 + (i % 5)));
      fill(frame, 'generation:OIL', (_, i) => (i >= 450 && i < 470 ? 2500 : 0));
    });
    expect(flagged).toEqual({ 'source-spike': [450] });
  });

  it('keeps what was reported, with the reason, and makes a gap of it in the trusted frame', () => {
    const frame = grid();
    seriesOf(frame, 'demand')[300] = 2_147_480_000;
    const before = new Map([...frame.series].map(([kind, values]) => [kind, values.slice()]));
    const screened = screen(frame, ba('ERCO'));
    const hour: HourEnding = frame.firstHour + 300;
    expect(screened.flags).toEqual([
      {
        kind: 'demand',
        hour,
        reportedMwh: 2_147_480_000,
        rule: 'implausible-magnitude',
        reason: 'The value is larger than a grid of this size can have.',
      },
    ]);
    expect(valueAt(screened.trusted, 'demand', hour)).toBeNaN();
    expect(valueAt(screened.trusted, 'demand', hour + 1)).toBe(valueAt(frame, 'demand', hour + 1));
    expect(frame.series).toEqual(before);
  });

  it('takes empty and tiny frames', () => {
    expect(screen(frameOfDays('ERCO', '2026-01-10', 0), ba('ERCO')).flags).toEqual([]);
    expect(screen(plausibleFrame('ERCO', '2026-01-10', 1), ba('ERCO')).flags).toEqual([]);
  });
});

describe.skipIf(RECORDED_PAGES_MISSING)(`screening of recorded pages ${RECORDED_PAGES_MISSING || ''}`, () => {
  it('finds the three hours of CISO demand that broke off, and nothing else of demand in nine months', () => {
    const demandFlags = [...nineRecordedMonths()].flatMap(([code, frame]) =>
      flagsOf(screen(frame, ba(code)), 'demand').map(
        (flag) => `${code} ${formatPeriod(flag.hour)} ${flag.reportedMwh}`,
      ),
    );
    expect(demandFlags).toEqual([
      'CISO 2025-07-31T21 11819',
      'CISO 2026-01-25T21 17438',
      'CISO 2026-01-30T23 19873',
    ]);
  });

  it('flags of the sources only days of solar that repeat the day before to the megawatt', () => {
    for (const [code, frame] of nineRecordedMonths()) {
      const { flags } = screen(frame, ba(code));
      const ofSources = flags.filter((flag) => flag.kind !== 'demand');
      expect(new Set(ofSources.map((flag) => `${flag.kind} ${flag.rule}`))).toEqual(
        new Set(['generation:SUN repeated-day']),
      );
      for (const { hour, reportedMwh } of ofSources) {
        const before = [24, 168].map((lag) => valueAt(frame, 'generation:SUN', hour - lag));
        expect(before).toContain(reportedMwh);
      }
      expect(ofSources.length / frame.hourCount).toBeLessThan(0.01);
    }
  });
});

const CLASSIFIED = join(
  import.meta.dirname,
  '../../../shared/data/demand/demand-and-forecast-54-bas-2020-h1.csv.gz',
);
const CLASSIFIED_MISSING = existsSync(CLASSIFIED)
  ? false
  : 'the classified demand of 2020 (../shared/data) is not there';

/** Demand of 54 balancing authorities with the class that Ruggles et al. (2020) gave each hour. */
function classifiedDemand() {
  const first = parsePeriod('2020-01-01T00') as HourEnding;
  const hourCount = 182 * 24;
  const byCode = new Map<string, { values: Float64Array; classes: string[] }>();
  for (const line of gunzipSync(readFileSync(CLASSIFIED)).toString().trim().split('\n').slice(1)) {
    const [period, code, raw, , category] = line.split(',') as [string, string, string, string, string];
    const index = (parsePeriod(period) as HourEnding) - first;
    if (index >= hourCount || !Number.isFinite(Number.parseFloat(raw))) continue;
    const held = byCode.get(code) ?? { values: new Float64Array(hourCount).fill(Number.NaN), classes: [] };
    byCode.set(code, held);
    held.values[index] = Number(raw);
    held.classes[index] = category;
  }
  return { first, hourCount, byCode };
}

describe.skipIf(CLASSIFIED_MISSING)(`screening against Ruggles et al. ${CLASSIFIED_MISSING || ''}`, () => {
  it('finds the gross anomalies and leaves the hours that they pass alone', () => {
    const { first, hourCount, byCode } = classifiedDemand();
    const found = new Map<string, { hours: number; flagged: number }>();
    for (const [code, { values, classes }] of byCode) {
      const frame: HourlyFrame = {
        respondent: code,
        firstHour: first,
        hourCount,
        series: new Map([['demand', values]]),
      };
      const flagged = new Set(screen(frame, ba(code)).flags.map((flag) => flag.hour - first));
      classes.forEach((category, index) => {
        const count = found.get(category) ?? { hours: 0, flagged: 0 };
        found.set(category, {
          hours: count.hours + 1,
          flagged: count.flagged + (flagged.has(index) ? 1 : 0),
        });
      });
    }
    const share = (category: string) => {
      const { hours, flagged } = found.get(category) ?? { hours: 0, flagged: 0 };
      return flagged / hours;
    };
    expect(found.get('OKAY')?.hours).toBeGreaterThan(200_000);
    expect(found.get('OKAY')?.flagged).toBeLessThan(20);
    expect(share('GLOBAL_DEM')).toBe(1);
    expect(share('NEG_OR_ZERO')).toBe(1);
    expect(share('LOCAL_DEM_UP')).toBeGreaterThan(0.9);
    expect(share('LOCAL_DEM_DOWN')).toBeGreaterThan(0.5);
  });
});

import { describe, expect, it } from 'vitest';
import { type ScreenedFrame, screen } from '../../src/analyses/screening.ts';
import { formatPeriod, type HourEnding } from '../../src/grid/hour.ts';
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
  it.each([20_000, 900])('flags nothing of a plausible grid of %d MW', (size) => {
    expect(rulesAfter(() => {}, size)).toEqual({});
  });

  it('flags of a tiny grid only whole megawatts that chance repeats', () => {
    const flagged = rulesAfter(() => {}, 60);
    expect(Object.keys(flagged)).toEqual(['identical-run']);
    expect((flagged['identical-run'] as number[]).length).toBeLessThan(0.03 * DAYS * 24);
  });

  it('knows sentinels by size, not by their number', () => {
    const sentinels = [1_527_760_000, 2_147_480_000, 431_044_000, -2_147_483_648];
    const flagged = rulesAfter((frame) => seriesOf(frame, 'demand').set(sentinels, 300));
    expect(flagged).toEqual({ 'global-extreme': [299, 300, 301, 302], 'negative-demand': [303] });
  });

  it('flags a sentinel in any series, even where every other value is zero', () => {
    const flagged = rulesAfter((frame) => {
      fill(frame, 'generation:OIL', (_, i) => (i === 77 ? 2_147_480_000 : 0));
      seriesOf(frame, 'total-interchange')[78] = 2_147_480_047;
    });
    expect(flagged['implausible-magnitude']).toEqual([77, 78]);
  });

  it.each([30, 100])('flags demand %d times too high, and the hours beside it', (times) => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      demand[500] = (demand[500] as number) * times;
    });
    expect(flagged).toEqual({ 'global-extreme': [499, 500, 501] });
  });

  it('flags an hour or two that leave their surroundings, either way', () => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      demand[200] = (demand[200] as number) * 1.6;
      demand[401] = (demand[401] as number) * 0.5;
      demand[402] = (demand[402] as number) * 0.5;
    });
    expect(flagged).toEqual({ 'double-delta': [200], 'single-delta': [401, 402] });
  });

  it('leaves a cold week alone: what comes in a day and stays for days is weather', () => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      for (let i = 400; i < 496; i++) {
        demand[i] = (demand[i] as number) * (1 + 0.5 * Math.min(1, (i - 399) / 24, (496 - i) / 24));
      }
    });
    expect(flagged).toEqual({});
  });

  it('believes a record that demand climbs to hour by hour, not one that it jumps to', () => {
    const climb = [1.02, 1.07, 1.14, 1.22, 1.3, 1.35, 1.3, 1.22, 1.14, 1.07, 1.02];
    const climbed = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      climb.forEach((factor, k) => void (demand[640 + k] = (demand[640 + k] as number) * factor));
    });
    const jumped = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      for (let i = 643; i < 647; i++) demand[i] = (demand[i] as number) * 1.6;
    });
    expect(climbed).toEqual({});
    expect(Object.values(jumped).flat().toSorted()).toEqual([643, 644, 645, 646]);
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

  it('flags the third and later hours of demand that stands still', () => {
    const flagged = rulesAfter((frame) => {
      const demand = seriesOf(frame, 'demand');
      demand.fill(demand[350] as number, 350, 358);
    });
    expect(flagged['identical-run']).toEqual([352, 353, 354, 355, 356, 357]);
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
    expect(screened.flags.filter((flag) => flag.hour === hour)).toEqual([
      {
        kind: 'demand',
        hour,
        reportedMwh: 2_147_480_000,
        rule: 'global-extreme',
        reason: 'Ten times the usual demand or more.',
      },
    ]);
    expect(valueAt(screened.trusted, 'demand', hour)).toBeNaN();
    expect(valueAt(screened.trusted, 'demand', hour + 2)).toBe(valueAt(frame, 'demand', hour + 2));
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

import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { gridOf, publishedPulses } from './published-pulses.ts';
import { ARCHIVES_MISSING, cutFrame, demandOf2021And2022, framesOf2020 } from './recorded-archives.ts';
import { nineRecordedMonths, RECORDED_PAGES_MISSING } from './recorded-frames.ts';
import { contradictions } from './sentence-truth.ts';

/**
 * Every recorded grid: each day of which anything is reported has a pulse or says plainly what is
 * missing; every sentence follows from the rows again, and none contradicts the pulse's own numbers.
 * The whole archives take minutes, so each grid is read over a window of its own.
 */

/** Local days of which the frame holds a value of demand or of a source, believed or not. */
function daysReported(frame: HourlyFrame): string[] {
  const { timezone } = gridOf(frame.respondent);
  const days = new Set<string>();
  for (const [kind, values] of frame.series) {
    if (kind === 'day-ahead-demand-forecast') continue;
    values.forEach((value, i) => {
      if (!Number.isNaN(value)) days.add(localDate(frame.firstHour + i, timezone));
    });
  }
  return [...days].sort();
}

interface Tally {
  pulses: number;
  sentences: number;
}

/** Fails on the first day that is silent, gives no reason, or says what its rows do not. */
function judge(frame: HourlyFrame): Tally {
  const { pulses, objectionsTo } = publishedPulses(frame);
  const history = new Map(pulses.map((pulse) => [pulse.date, pulse]));
  expect(pulses.map(({ date }) => date)).toEqual(daysReported(frame));
  for (const pulse of pulses) {
    const what = `${frame.respondent} ${pulse.date}: ${pulse.headline}`;
    expect(pulse.receipt[0]?.rule, what).not.toBe('day-at-a-glance');
    if (pulse.status !== 'final') expect(pulse.statusReason, what).toMatch(/^\d+ of 2[345] hours of .+\.$/);
    if (pulse.peak === null) expect(pulse.status, what).not.toBe('final');
    expect(pulse.bullets.length, what).toBeGreaterThanOrEqual(pulse.status === 'final' ? 2 : 0);
    expect(objectionsTo(pulse), what).toEqual([]);
    for (const text of [pulse.headline, ...pulse.bullets])
      expect(contradictions(text, { pulse, history }), what).toEqual([]);
  }
  return { pulses: pulses.length, sentences: pulses.reduce((sum, { receipt }) => sum + receipt.length, 0) };
}

const total = (tallies: Tally[]): Tally => ({
  pulses: tallies.reduce((sum, { pulses }) => sum + pulses, 0),
  sentences: tallies.reduce((sum, { sentences }) => sum + sentences, 0),
});

/** Ten weeks of a frame, which start one week later from grid to grid and then begin anew. */
function tenWeeks(frame: HourlyFrame, index: number): HourlyFrame {
  const weeks = Math.floor(frame.hourCount / 168) - 10;
  const start = (frame.firstHour + ((index * 3) % weeks) * 168) * 3_600_000;
  const period = (ms: number) => new Date(ms).toISOString().slice(0, 13);
  return cutFrame(frame, period(start), period(start + 70 * 24 * 3_600_000));
}

const judgeAll = (frames: Map<string, HourlyFrame>) =>
  total([...frames.values()].map((frame, index) => judge(tenWeeks(frame, index))));

describe.skipIf(RECORDED_PAGES_MISSING)(
  `pulses of all recorded pages ${RECORDED_PAGES_MISSING || ''}`,
  () => {
    it('say what happened, or what is missing, on every day of every grid', () => {
      const { pulses, sentences } = total([...nineRecordedMonths().values()].map(judge));
      expect(pulses).toBeGreaterThan(1_080);
      expect(sentences).toBeGreaterThan(5 * pulses);
    });
  },
);

describe.skipIf(ARCHIVES_MISSING)(`pulses of the recorded archives ${ARCHIVES_MISSING || ''}`, () => {
  it('of 54 balancing authorities with forecast, 13 of them with their mix', () => {
    const frames = framesOf2020();
    expect(frames.size).toBe(54);
    expect([...frames.values()].filter(({ series }) => series.has('generation:NG')).length).toBe(13);
    const { pulses, sentences } = judgeAll(frames);
    expect(pulses).toBeGreaterThan(3_000);
    expect(sentences).toBeGreaterThan(4 * pulses);
  });

  it('of 69 respondents, with the regions and the nation, by demand alone', () => {
    const frames = demandOf2021And2022();
    expect(frames.size).toBe(69);
    const { pulses, sentences } = judgeAll(frames);
    expect(pulses).toBeGreaterThan(4_000);
    expect(sentences).toBeGreaterThan(3 * pulses);
  });
});

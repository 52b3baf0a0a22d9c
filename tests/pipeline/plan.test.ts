import { describe, expect, it } from 'vitest';
import { findHoles, holeSearch } from '../../scripts/steps/find-holes.ts';
import { planWindow } from '../../scripts/steps/plan-window.ts';
import { lastHourEnded } from '../../src/grid/hour.ts';
import { emptyFrame, ensureSeries } from '../../src/grid/hourly-frame.ts';
import type { IngestRun } from '../../src/store/store.ts';

const now = new Date('2026-06-15T20:30:00Z');
const ended = lastHourEnded(now);

const run = (hoursAgo: number, status: IngestRun['status'], more: Partial<IngestRun> = {}): IngestRun => ({
  id: 1000 - hoursAgo,
  startedAt: new Date(now.getTime() - hoursAgo * 3_600_000),
  source: 'eia-api',
  firstHour: ended - hoursAgo - 96,
  lastHour: ended - hoursAgo + 36,
  status,
  outcome: null,
  ...more,
});
const firstRun = run(2_000, 'succeeded', { firstHour: ended - 2_000 - 90 * 24 });

describe('the window of a run', () => {
  it('is the whole history on the first run, from the start of a UTC day', () => {
    const window = planWindow(now, 90, []);
    expect((window.firstHour - 1) % 24).toBe(0);
    expect(ended - window.firstHour).toBeGreaterThanOrEqual(90 * 24);
    expect(window.lastHour).toBe(ended + 36);
  });

  it('slides over the last four days from then on', () => {
    expect(planWindow(now, 90, [run(1, 'succeeded'), firstRun]).firstHour).toBe(ended - 97);
  });

  it('reaches back to what a failed, a partial or a killed run has asked for', () => {
    const runs = [run(1, 'failed'), run(2, 'partial'), run(300, 'running'), run(301, 'succeeded'), firstRun];
    expect(planWindow(now, 90, runs).firstHour).toBe(ended - 301 - 96);
  });

  it('catches up after weeks without a run', () => {
    expect(planWindow(now, 90, [run(700, 'succeeded'), firstRun]).firstHour).toBe(ended - 700 - 96);
  });

  it('asks for the whole history when a longer one is wanted than was ever fetched', () => {
    expect(planWindow(now, 365, [run(1, 'succeeded'), firstRun]).firstHour).toBeLessThan(ended - 364 * 24);
  });

  it('does not take a backfill of old files for history', () => {
    const backfill = run(1, 'succeeded', { source: 'backfill', firstHour: 400_000, lastHour: ended });
    expect(planWindow(now, 90, [backfill])).toEqual(planWindow(now, 90, []));
  });
});

describe('holes', () => {
  const frameWith = (gaps: number[]) => {
    const frame = emptyFrame('CISO', 1_000, 200);
    const demand = ensureSeries(frame, 'demand').fill(5);
    for (const gap of gaps) demand[gap] = Number.NaN;
    return frame;
  };

  it('are the hours that a usually reported series lacks, near ones joined', () => {
    expect(findHoles([frameWith([10, 11, 15, 60])])).toEqual([
      { firstHour: 1_010, lastHour: 1_015 },
      { firstHour: 1_060, lastHour: 1_060 },
    ]);
  });

  it('are none where everything is there, or where a series is seldom reported', () => {
    const seldom = frameWith(Array.from({ length: 120 }, (_, i) => i));
    expect(findHoles([frameWith([]), seldom])).toEqual([]);
  });

  it('are looked for in the last 30 days before the window', () => {
    const window = { firstHour: ended - 96, lastHour: ended };
    expect(holeSearch(now, window)).toEqual({ firstHour: ended - 720, lastHour: ended - 97 });
    expect(holeSearch(now, { firstHour: ended - 2_000, lastHour: ended })).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHoles, holeSearch } from '../../scripts/steps/find-holes.ts';
import { planWindows } from '../../scripts/steps/plan-windows.ts';
import { type HourRange, lastHourEnded } from '../../src/grid/hour.ts';
import { emptyFrame, ensureSeries } from '../../src/grid/hourly-frame.ts';
import type { IngestRun } from '../../src/store/store.ts';

const now = new Date('2026-06-15T20:30:00Z');
const ended = lastHourEnded(now);

const run = (hoursAgo: number, status: IngestRun['status'], more: Partial<IngestRun> = {}): IngestRun => ({
  id: 1000 - hoursAgo,
  startedAt: new Date(now.getTime() - hoursAgo * 3_600_000),
  source: 'eia-api',
  // It took in the hour that has left the sliding window since the run before.
  firstHour: ended - hoursAgo - 97,
  lastHour: ended - hoursAgo + 36,
  status,
  outcome: null,
  ...more,
});
/** A run that fetched the whole history, a while ago. */
const firstRun = (hoursAgo: number) => run(hoursAgo, 'succeeded', { firstHour: ended - hoursAgo - 91 * 24 });

const planned = (historyDays: number, runs: IngestRun[], sourceSince = 0) =>
  planWindows(now, { historyDays, sourceSince }, runs);
const oldest = (windows: HourRange[]) => windows.at(-1) as HourRange;

describe('the windows of a run', () => {
  it('cover the whole history on the first run, newest first, each hour once, from the start of a UTC day', () => {
    const windows = planned(90, []);
    expect(windows[0]?.lastHour).toBe(ended + 36);
    expect((oldest(windows).firstHour - 1) % 24).toBe(0);
    expect(ended - oldest(windows).firstHour).toBeGreaterThanOrEqual(90 * 24);
    for (const [index, { lastHour }] of windows.slice(1).entries()) {
      expect(lastHour).toBe((windows[index]?.firstHour as number) - 1);
    }
  });

  it('slide over the last four days from then on', () => {
    const windows = planned(90, [run(1, 'succeeded'), firstRun(2)]);
    expect(windows).toEqual([{ firstHour: ended - 97, lastHour: ended + 36 }]);
  });

  it('reach back to what a failed, a partial or a killed run has asked for', () => {
    const runs = [run(1, 'failed'), run(2, 'partial'), run(300, 'running'), firstRun(301)];
    expect(oldest(planned(90, runs)).firstHour).toBe(ended - 301 - 96);
  });

  it('catch up after weeks without a run', () => {
    expect(oldest(planned(90, [firstRun(700)])).firstHour).toBe(ended - 700 - 96);
  });

  it('are the older hours alone when a longer history is wanted than was ever fetched', () => {
    const [recent, ...older] = planned(365, [run(1, 'succeeded'), firstRun(2)]);
    expect(recent).toEqual({ firstHour: ended - 97, lastHour: ended + 36 });
    expect(older[0]?.lastHour).toBe(firstRun(2).firstHour - 1);
    expect(oldest(older).firstHour).toBeLessThan(ended - 364 * 24);
  });

  it('go on below the pieces that came, and halve the one that did not', () => {
    const [recent, ...older] = planned(365, []) as [HourRange, ...HourRange[]];
    const [first, second] = older as [HourRange, HourRange];
    const runs = [run(1, 'partial', second), run(1, 'succeeded', first), run(1, 'succeeded', recent)];
    const [, next] = planned(365, runs) as [HourRange, HourRange];
    expect(next.lastHour).toBe(second.lastHour);
    expect(next.lastHour - next.firstHour + 1).toBe((second.lastHour - second.firstHour + 1) / 2);
  });

  it('do not reach beyond a history that is shorter than the sliding window', () => {
    expect(planned(1, [])).toEqual([{ firstHour: Math.floor(ended / 24) * 24 - 23, lastHour: ended + 36 }]);
  });

  it('do not reach beyond what the source can give', () => {
    expect(oldest(planned(365, [], ended - 1_000)).firstHour).toBe(ended - 1_000);
  });

  it('do not take a backfill of old files for history', () => {
    const backfill = run(1, 'succeeded', { source: 'backfill', firstHour: 400_000, lastHour: ended });
    expect(planned(90, [backfill])).toEqual(planned(90, []));
  });

  it('ask for exactly the hours that no successful run covers, whatever has happened', () => {
    const aRun = fc.record({
      ago: fc.integer({ min: 0, max: 3_000 }),
      reach: fc.integer({ min: 1, max: 3_000 }),
      status: fc.constantFrom('succeeded', 'partial', 'failed', 'running'),
    });
    fc.assert(
      fc.property(fc.array(aRun, { maxLength: 8 }), (made) => {
        const runs = made.map(({ ago, reach, status }) =>
          run(ago, status as IngestRun['status'], { firstHour: ended - ago - 96 - reach }),
        );
        const windows = planned(90, runs);
        const asked = (hour: number) =>
          windows.filter(({ firstHour, lastHour }) => firstHour <= hour && hour <= lastHour).length;
        const start = Math.floor(ended / 24) * 24 - 90 * 24 + 1;
        for (let hour = start; hour < ended - 96; hour++) {
          const covered = made.some(
            ({ ago, reach, status }) =>
              status === 'succeeded' && hour >= ended - ago - 96 - reach && hour < ended - ago - 96,
          );
          // The sliding window may take in a few covered hours on its way to missing ones.
          if (hour < ended - 120) expect(asked(hour)).toBe(covered ? 0 : 1);
          else if (!covered) expect(asked(hour)).toBe(1);
        }
        for (let hour = ended - 96; hour <= ended + 36; hour++) expect(asked(hour)).toBe(1);
      }),
      { numRuns: 50 },
    );
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

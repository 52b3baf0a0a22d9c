import { type HourEnding, type HourRange, lastHourEnded } from '../../src/grid/hour.ts';
import type { IngestRun } from '../../src/store/store.ts';

/** The day-ahead forecast runs to the end of tomorrow. */
const HOURS_AHEAD = 36;
/** EIA fills and revises the last days most: interchange by neighbour comes two days late. */
const SLIDING_HOURS = 96;

/**
 * What a run asks for: the sliding window of the last days, stretched back to whatever no run has
 * fetched yet (history on a first run) or an earlier one failed to.
 *
 * @param allRuns newest first
 */
export function planWindow(now: Date, historyDays: number, allRuns: readonly IngestRun[]): HourRange {
  // A backfill holds the hours of its files, wherever they lie, and stands for nothing else.
  const runs = allRuns.filter((run) => run.source !== 'backfill');
  const ended = lastHourEnded(now);
  const lastHour = ended + HOURS_AHEAD;
  const historyStart = Math.floor(ended / 24) * 24 - historyDays * 24 + 1;
  const succeeded = runs.filter((run) => run.status === 'succeeded');
  const earliestHeld = Math.min(...succeeded.map((run) => run.firstHour));
  // No run yet (Infinity), or a longer history wanted than was ever asked for; a day's slack for the clock.
  if (earliestHeld > historyStart + 24) return { firstHour: historyStart, lastHour };
  return { firstHour: Math.min(ended - SLIDING_HOURS, gapStart(runs)), lastHour };
}

/** Where the hours begin that no successful run has covered since: Infinity where there are none. */
function gapStart(runs: readonly IngestRun[]): HourEnding {
  const lastSuccess = runs.findIndex((run) => run.status === 'succeeded');
  const failedSince = runs.slice(0, Math.max(lastSuccess, 0)).map((run) => run.firstHour);
  const success = runs[lastSuccess];
  const unseen = success ? success.lastHour - HOURS_AHEAD - SLIDING_HOURS : Number.POSITIVE_INFINITY;
  return Math.min(unseen, ...failedSince);
}

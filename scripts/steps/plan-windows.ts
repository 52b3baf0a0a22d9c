import { type HourEnding, type HourRange, lastHourEnded } from '../../src/grid/hour.ts';
import type { IngestRun } from '../../src/store/store.ts';

/** The day-ahead forecast runs to the end of tomorrow. */
const HOURS_AHEAD = 36;
/** EIA fills and revises the last days most: interchange by neighbour comes two days late. */
const SLIDING_HOURS = 96;
/** What is missing and lies no further back is asked for together with the sliding window. */
const RECENT_HOURS = 120;
/** Older hours are asked for piece by piece, each a run of its own, so that what came is never asked again. */
const PIECE_HOURS = 30 * 24;
const SHORTEST_PIECE_HOURS = 24;

export interface WindowPlan {
  /** Hours before it are not wanted. */
  historyDays: number;
  /** Hours before it cannot be had from the source. */
  sourceSince: HourEnding;
}

/**
 * What a run asks for, newest first: the sliding window of the last days, then piece by piece every hour
 * that no successful run has covered (all of them on a first run).
 *
 * @param allRuns newest first
 */
export function planWindows(
  now: Date,
  { historyDays, sourceSince }: WindowPlan,
  allRuns: readonly IngestRun[],
): [HourRange, ...HourRange[]] {
  // A backfill holds the hours of its files, wherever they lie, and stands for nothing else.
  const runs = allRuns.filter((run) => run.source !== 'backfill');
  const ended = lastHourEnded(now);
  const historyStart = Math.max(Math.floor(ended / 24) * 24 - historyDays * 24 + 1, sourceSince);
  const sliding = { firstHour: Math.max(historyStart, ended - SLIDING_HOURS), lastHour: ended + HOURS_AHEAD };
  const older = { firstHour: historyStart, lastHour: sliding.firstHour - 1 };
  const missing = without(older, coverage(runs));
  const recentStart = Math.max(historyStart, ended - RECENT_HOURS);
  const late = missing.find(({ lastHour }) => lastHour >= recentStart);
  if (late) sliding.firstHour = Math.max(late.firstHour, recentStart);
  const pieces = missing.flatMap((range) => {
    const lastHour = Math.min(range.lastHour, sliding.firstHour - 1);
    return cut({ ...range, lastHour }, runs);
  });
  return [sliding, ...pieces.sort((a, b) => b.lastHour - a.lastHour)];
}

/** The hours that successful runs have fetched and whose first revisions they have seen. */
function coverage(runs: readonly IngestRun[]): HourRange[] {
  return runs
    .filter((run) => run.status === 'succeeded')
    .map(({ firstHour, lastHour, startedAt }) => ({
      firstHour,
      lastHour: Math.min(lastHour, lastHourEnded(startedAt) - SLIDING_HOURS - 1),
    }));
}

/** What is left of a range without others, in the order of time. */
function without(range: HourRange, taken: readonly HourRange[]): HourRange[] {
  const left: HourRange[] = [];
  let next = range.firstHour;
  for (const { firstHour, lastHour } of [...taken].sort((a, b) => a.firstHour - b.firstHour)) {
    if (firstHour > range.lastHour) break;
    if (firstHour > next) left.push({ firstHour: next, lastHour: firstHour - 1 });
    next = Math.max(next, lastHour + 1);
  }
  if (next <= range.lastHour) left.push({ firstHour: next, lastHour: range.lastHour });
  return left;
}

function cut(range: HourRange, runs: readonly IngestRun[]): HourRange[] {
  const pieces: HourRange[] = [];
  for (let { lastHour } = range; lastHour >= range.firstHour; ) {
    const firstHour = Math.max(range.firstHour, lastHour - pieceHours(lastHour, runs) + 1);
    pieces.push({ firstHour, lastHour });
    lastHour = firstHour - 1;
  }
  return pieces;
}

/** Half of what was too much for an earlier run: a small time budget gets through too, in the end. */
function pieceHours(lastHour: HourEnding, runs: readonly IngestRun[]): number {
  const tooMuch = runs.filter((run) => run.status !== 'succeeded' && run.lastHour === lastHour);
  const halves = tooMuch.map((run) => Math.ceil((run.lastHour - run.firstHour + 1) / 2));
  return Math.max(SHORTEST_PIECE_HOURS, Math.min(PIECE_HOURS, ...halves));
}

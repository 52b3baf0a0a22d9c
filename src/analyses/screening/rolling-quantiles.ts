/**
 * Order statistics over a moving window; NaN is a gap, and a window of gaps has none.
 *
 * All values are ranked once. The window is then a set of ranks, and a quantile keeps its place among
 * them: an hour that comes and one that leaves move it by a member or two.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { emptyRankSet, lastBelow, NOBODY, nextFrom, type RankSet, toggle } from './rank-set.ts';
import { type Ranks, ranksOf } from './ranks.ts';

/** The hours that a window takes in around an hour: `step` apart, so many before it and after it. */
export interface Window {
  before: number;
  after: number;
  /** Hours from one member to the next: 1, or 24 for the same hour of the days around. */
  step: number;
}

/** Of the member at a rank and the one above it, by linear interpolation. */
function interpolated(sorted: Float64Array, members: RankSet, rank: number, rest: number): number {
  const low = sorted[rank] as number;
  if (rest === 0) return low;
  return low + ((sorted[nextFrom(members, rank + 1)] as number) - low) * rest;
}

/** One pass over the hours of one phase (`phase`, `phase + step`, ...). Its state is in variables: they stay in registers. */
function slidePhase(
  { sorted, rankOf }: Ranks,
  { before, after, step }: Window,
  phase: number,
  fraction: number,
  members: RankSet,
  out: HourlyValues,
): void {
  members.fill(0);
  let size = 0;
  // A rank that the quantile was at, and how many members lie below it.
  let rank = 0;
  let below = 0;
  for (let i = phase - after * step; i < out.length; i += step) {
    const coming = i + after * step < out.length ? (rankOf[i + after * step] as number) : NOBODY;
    if (coming !== NOBODY) {
      toggle(members, coming);
      size++;
      if (coming < rank) below++;
    }
    const leaving = i - (before + 1) * step >= 0 ? (rankOf[i - (before + 1) * step] as number) : NOBODY;
    if (leaving !== NOBODY) {
      toggle(members, leaving);
      size--;
      if (leaving < rank) below--;
    }
    if (i < 0 || size === 0) continue;
    const position = (size - 1) * fraction;
    const wanted = Math.floor(position);
    let member = nextFrom(members, rank);
    if (member === NOBODY) {
      member = lastBelow(members, rank);
      below--;
    }
    for (; below < wanted; below++) member = nextFrom(members, member + 1);
    for (; below > wanted; below--) member = lastBelow(members, member);
    rank = member;
    out[i] = interpolated(sorted, members, rank, position - wanted);
  }
}

function rollingQuantile(ranks: Ranks, window: Window, fraction: number): HourlyValues {
  const out = new Float64Array(ranks.rankOf.length).fill(Number.NaN);
  const members = emptyRankSet(ranks.sorted.length);
  for (let phase = 0; phase < window.step; phase++) slidePhase(ranks, window, phase, fraction, members, out);
  return out;
}

/** Median of the window around each hour. `ranks` are those of the values, for who has them already. */
export const rollingMedian = (values: HourlyValues, window: Window, ranks = ranksOf(values)): HourlyValues =>
  rollingQuantile(ranks, window, 0.5);

/** Interquartile range of the window around each hour. */
export function rollingSpread(values: HourlyValues, window: Window, ranks = ranksOf(values)): HourlyValues {
  const spread = rollingQuantile(ranks, window, 0.75);
  const lower = rollingQuantile(ranks, window, 0.25);
  for (let i = 0; i < spread.length; i++) spread[i] = (spread[i] as number) - (lower[i] as number);
  return spread;
}

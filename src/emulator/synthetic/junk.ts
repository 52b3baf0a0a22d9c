/**
 * What reporting does to a value on its way to EIA, at about the rates of the real data: sentinels,
 * spikes, sign flips, absent rows, rows without value, whole hours missing, far ends of a tie that
 * disagree, and values that are revised within two days of their first publication.
 */

import { type HourEnding, MS_PER_HOUR } from '../../grid/hour.ts';
import { publishedAt } from '../../grid/publication-schedule.ts';
import { chance, mix } from './noise.ts';
import type { SyntheticSeries } from './series.ts';

/** No row at all. */
export const ABSENT = Number.NaN;
/** A row whose value is null. */
export const NULL_VALUE = Number.POSITIVE_INFINITY;

const SENTINELS = [2147483647, 2147480000, 2147450880, 1527760000];

const HOLE_RATE = 1e-4;
const FAR_END_DIFFERS_RATE = 0.25;
const REVISED_RATE = 0.03;
const REVISED_WITHIN_HOURS = 48;

/** Upper bounds of one draw, so that at most one thing befalls a value. */
const ABSENT_BELOW = 2e-4;
const NULL_BELOW = 3e-4;
const SENTINEL_BELOW = 3.1e-4;
const SPIKE_BELOW = 3.3e-4;
const FLIP_BELOW = 3.5e-4;

/** Whether an hour has no row: known without computing its grid, so that pages are counted cheaply. */
export function isAbsent(series: SyntheticSeries, hour: HourEnding): boolean {
  if (series.isAggregate) return false;
  return chance(series.seed, hour) < ABSENT_BELOW || chance(series.respondentSeed, hour) < HOLE_RATE;
}

/** The value as it is finally reported. */
export function reported(series: SyntheticSeries, hour: HourEnding, mwh: number): number {
  if (isAbsent(series, hour)) return ABSENT;
  if (series.isAggregate) return mwh;
  const draw = chance(series.seed, hour);
  if (draw < FLIP_BELOW) return spoiled(draw, mix(series.seed + 1, hour), mwh);
  if (series.isFarEnd && chance(series.seed + 2, hour) < FAR_END_DIFFERS_RATE) {
    return mwh + 1 + Math.round(0.02 * Math.abs(mwh) * chance(series.seed + 3, hour));
  }
  return mwh;
}

function spoiled(draw: number, random: number, mwh: number): number {
  if (draw < NULL_BELOW) return NULL_VALUE;
  if (draw < SENTINEL_BELOW) return SENTINELS[random % SENTINELS.length] as number;
  if (draw < SPIKE_BELOW) return mwh * (10 + (random % 90));
  return -mwh;
}

/** The value as it reads at an instant: a few percent of the rows are first published a little wrong. */
export function asReadAt(series: SyntheticSeries, hour: HourEnding, final: number, nowMs: number): number {
  if (series.isAggregate || !Number.isFinite(final)) return final;
  if (chance(series.seed + 4, hour) >= REVISED_RATE) return final;
  const afterHours = 1 + (REVISED_WITHIN_HOURS - 1) * chance(series.seed + 5, hour);
  const revisedAtMs = publishedAt(series.family, hour, series.timezone) + afterHours * MS_PER_HOUR;
  if (nowMs >= revisedAtMs) return final;
  const share = 0.02 * chance(series.seed + 6, hour) - 0.01;
  return final + (Math.round(final * share) || 1);
}

/** Pairs of features and outcome from the past, as a forecast issued at the same clock hour would have met them. */
import { FEATURE_COUNT, type FeatureSource } from './features.ts';
import type { IntensityHistory } from './intensity-history.ts';
import { GROUP_COUNT, GROUP_HOURS } from './lead-group.ts';
import { dot } from './ridge.ts';

/** Columns over `count` samples, the newest origin first; a sample's features start at its index x FEATURE_COUNT. */
export interface Samples {
  count: number;
  features: Float64Array;
  /** Outcome less base, on the log scale. */
  outcome: Float64Array;
  /** The less, the larger the outcome (PERCENT_POWER), times the groups it stands for. */
  weight: Float64Array;
  group: Int32Array;
  originIndex: Int32Array;
  targetIndex: Int32Array;
}

/**
 * An error on the log scale counts the less, the further the outcome lies above the usual: in percent
 * of the outcome, a forecast of twice as much is worse than one of half as much. The larger, the lower the forecast.
 */
const PERCENT_POWER = 0.8;
/**
 * Of older days a sample of so many lead groups stands for all of them, each day for others: what
 * neighbouring groups say is nearly the same. No multiple of GROUP_HOURS, so that a group meets all
 * of its leads.
 */
const THINNED_GROUPS = 4;
/** All samples of these newest days are kept; no fewer than are held out (model.ts). */
export const DENSE_DAYS = 60;

const emptySamples = (capacity: number): Samples => ({
  count: 0,
  features: new Float64Array(capacity * FEATURE_COUNT),
  outcome: new Float64Array(capacity),
  weight: new Float64Array(capacity),
  group: new Int32Array(capacity),
  originIndex: new Int32Array(capacity),
  targetIndex: new Int32Array(capacity),
});

/**
 * One sample for each past day and lead group, thinned before `denseDays`; the lead within its group
 * turns with the days.
 * Origins lie whole days before `originIndex`. Outcomes that are not known are left out.
 */
export function pastSamples(
  history: IntensityHistory,
  source: FeatureSource,
  originIndex: number,
  groupCount = GROUP_COUNT,
  denseDays = DENSE_DAYS,
): Samples {
  const y = history.kgPerMwh;
  const days = Math.max(0, Math.floor(originIndex / 24) - 1);
  const thinned = Math.max(0, days - denseDays) * Math.ceil(groupCount / THINNED_GROUPS);
  const samples = emptySamples(Math.min(days, denseDays) * groupCount + thinned);
  for (let ageDays = 1; ageDays <= days; ageDays++) {
    const step = ageDays > denseDays ? THINNED_GROUPS : 1;
    const origin = originIndex - ageDays * 24;
    for (let group = ageDays % step; group < groupCount; group += step) {
      const lead = group * GROUP_HOURS + 1 + (ageDays % GROUP_HOURS);
      const value = y[origin + lead];
      if (value === undefined || Number.isNaN(value)) continue;
      const at = samples.count;
      if (!source.fill(origin, lead, samples.features, at * FEATURE_COUNT)) continue;
      samples.outcome[at] = source.scale.toLog(value) - source.baseAt(origin, lead);
      samples.weight[at] = step * Math.exp(-PERCENT_POWER * (samples.outcome[at] as number));
      samples.group[at] = group;
      samples.originIndex[at] = origin;
      samples.targetIndex[at] = origin + lead;
      samples.count++;
    }
  }
  return samples;
}

/** How many of the samples, newest first, have their origin at `index` or later. */
export function countSince({ originIndex, count }: Samples, index: number): number {
  const older = originIndex.subarray(0, count).findIndex((origin) => origin < index);
  return older < 0 ? count : older;
}

/** Outcome less what the coefficients (by lead group) make of the sample's features, on the log scale. */
export function residualOf(samples: Samples, i: number, coefficients: readonly Float64Array[]): number {
  const expected = coefficients[samples.group[i] as number] as Float64Array;
  return (samples.outcome[i] as number) - dot(expected, samples.features, i * FEATURE_COUNT);
}

/** Less than 1 where the outcome lies further from what was expected than `ROBUST_BOUND`: absolute, not squared, errors count. */
export const robustWeight = (residual: number): number =>
  ROBUST_BOUND / Math.max(ROBUST_BOUND, Math.abs(residual));
const ROBUST_BOUND = 0.2;

/** Pairs of features and outcome from the past, as a forecast issued at the same clock hour would have met them. */
import { FEATURE_COUNT, type FeatureSource } from './features.ts';
import type { IntensityHistory } from './intensity-history.ts';
import { GROUP_COUNT, GROUP_HOURS } from './lead-group.ts';

export interface Sample {
  group: number;
  originIndex: number;
  targetIndex: number;
  ageDays: number;
  features: Float64Array;
  /** (outcome - base)/scale. */
  outcome: number;
  scaleKgPerMwh: number;
  /** 1 over the outcome's relative level: an error counts by its percentage. */
  weight: number;
}

const LEAST_RELATIVE_OUTCOME = 0.15;

/**
 * One sample for each origin and lead group; the lead within its group turns with the days.
 * Origins lie `ageDays` x 24 hours before `originIndex`. Outcomes that are not known are left out.
 */
export function* pastSamples(
  history: IntensityHistory,
  source: FeatureSource,
  originIndex: number,
  groupCount = GROUP_COUNT,
): Generator<Sample> {
  const y = history.kgPerMwh;
  for (let ageDays = 1; originIndex - ageDays * 24 >= 24; ageDays++) {
    const origin = originIndex - ageDays * 24;
    for (let group = 0; group < groupCount; group++) {
      const lead = group * GROUP_HOURS + 1 + (ageDays % GROUP_HOURS);
      const targetIndex = origin + lead;
      const value = y[targetIndex];
      if (value === undefined || Number.isNaN(value)) continue;
      const features = new Float64Array(FEATURE_COUNT);
      if (!source.fill(origin, lead, features)) continue;
      const scaleKgPerMwh = source.scaleAt(origin);
      const base = source.baseAt(origin, lead);
      yield {
        group,
        originIndex: origin,
        targetIndex,
        ageDays,
        features,
        outcome: (value - base) / scaleKgPerMwh,
        scaleKgPerMwh,
        weight: 1 / Math.max(LEAST_RELATIVE_OUTCOME, value / scaleKgPerMwh),
      };
    }
  }
}

/** Less than 1 where the outcome lies further from what was expected than `ROBUST_BOUND`: absolute, not squared, errors count. */
export const robustWeight = (residual: number): number =>
  ROBUST_BOUND / Math.max(ROBUST_BOUND, Math.abs(residual));
const ROBUST_BOUND = 0.1;

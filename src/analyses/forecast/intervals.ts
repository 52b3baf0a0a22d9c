/** Prediction intervals from how far off the forecast was on days that it had not seen. */
import { quantile } from '../statistics.ts';
import { neighbouringGroups } from './lead-group.ts';

/** The share of outcomes that an interval is made to hold. */
export const COVERAGE = 0.8;
const REACH_GROUPS = 1;

/** Distances from the forecast in units of scale: low is at most 0, high at least 0. */
export interface Interval {
  low: number;
  high: number;
}

const LEAST_RESIDUALS = 20;
/** Where too little was seen to say: a third of the level either way. */
const UNKNOWN: Interval = { low: -0.33, high: 0.33 };

/** Empirical quantiles of each lead group and its neighbours, widened for the number of residuals. */
export function residualIntervals(residuals: readonly (readonly number[])[]): Interval[] {
  return residuals.map((_, group) => {
    const pooled = neighbouringGroups(group, REACH_GROUPS).flatMap((g) => residuals[g] ?? []);
    if (pooled.length < LEAST_RESIDUALS) return UNKNOWN;
    const tail = Math.max(0, (1 - COVERAGE) / 2 - 1 / (pooled.length + 1));
    return { low: Math.min(0, quantile(pooled, tail)), high: Math.max(0, quantile(pooled, 1 - tail)) };
  });
}

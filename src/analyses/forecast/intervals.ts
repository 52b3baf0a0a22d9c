/** Prediction intervals from how far off the forecast was on days that it had not seen. */
import { quantileOfSorted, sortedKnown } from '../statistics.ts';
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

/** Empirical quantiles, widened for how few there are. */
export function empiricalInterval(errors: readonly number[]): Interval {
  const tail = Math.max(0, (1 - COVERAGE) / 2 - 1 / (errors.length + 1));
  const sorted = sortedKnown(errors);
  return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
}

/** The interval of each lead group, from the residual paths of it and its neighbours. */
export function residualIntervals(paths: readonly Float64Array[], groupCount: number): Interval[] {
  return Array.from({ length: groupCount }, (_, group) => {
    const near = neighbouringGroups(group, REACH_GROUPS);
    const errors = paths
      .flatMap((path) => near.map((g) => path[g] as number))
      .filter((error) => !Number.isNaN(error));
    if (errors.length < LEAST_RESIDUALS) return UNKNOWN;
    const { low, high } = empiricalInterval(errors);
    return { low: Math.min(0, low), high: Math.max(0, high) };
  });
}

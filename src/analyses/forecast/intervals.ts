/** Prediction intervals from how far off the forecast was on days that it had not seen. */
import { quantileOfSorted, sortedKnown } from '../statistics.ts';
import { neighbouringGroups } from './lead-group.ts';

/** The share of outcomes that an interval is made to hold. */
export const COVERAGE = 0.8;
const REACH_GROUPS = 1;

/** Distances from the forecast, kg/MWh: low is at most 0, high at least 0. */
export interface Interval {
  low: number;
  high: number;
}

const LEAST_RESIDUALS = 20;
/** Where too little was seen to say: a third of the level either way. */
const unknownInterval = (level: number): Interval => ({ low: -level / 3, high: level / 3 });

/**
 * Empirical quantiles, moved outwards as for any next outcome of a sample of `independent` errors:
 * errors of one day hang together, so that many hours of few days know no more than few days do.
 */
export function empiricalInterval(errors: readonly number[], independent = errors.length): Interval {
  const tail = Math.max(0, (1 - COVERAGE) / 2 - 1 / (independent + 1));
  const sorted = sortedKnown(errors);
  return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
}

const isKnown = (error: number | undefined): error is number => error !== undefined && !Number.isNaN(error);

/** The interval of each lead group, from the residual paths of it and its neighbours; a path is a day. */
export function residualIntervals(
  paths: readonly Float64Array[],
  groupCount: number,
  levelKgPerMwh: number,
): Interval[] {
  return Array.from({ length: groupCount }, (_, group) => {
    const near = neighbouringGroups(group, REACH_GROUPS);
    const errors = paths.map((path) => near.map((g) => path[g]).filter(isKnown));
    const all = errors.flat();
    if (all.length < LEAST_RESIDUALS) return unknownInterval(levelKgPerMwh);
    const { low, high } = empiricalInterval(all, errors.filter(({ length }) => length > 0).length);
    return { low: Math.min(0, low), high: Math.max(0, high) };
  });
}

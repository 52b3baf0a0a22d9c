/**
 * The experts that are linear in the features, so that a mean of them is a mean of coefficients: the source
 * hour repeated, the usual of the clock hour, the usual moved by what the last day lay off it, the
 * coefficients in general, and ridges held to these more or less firmly.
 */
import { FEATURE_COUNT, FEATURE_NAMES } from './features.ts';
import { dayOfGroup, GROUP_COUNT, neighbouringGroups } from './lead-group.ts';
import type { Prior } from './prior.ts';
import { type NormalEquations, normalEquations, solveTowards, sumOfEquations } from './ridge.ts';

/** How many days of samples the coefficients in general weigh as much as; a ridge each. */
const PRIOR_DAYS = [4, 24, 150];
const REACH_GROUPS = 1;

/** Coefficients by lead group. */
export type Expert = readonly Float64Array[];

/** The usual and one feature in full. */
const only = (feature: string): Expert => {
  const index = (FEATURE_NAMES as readonly string[]).indexOf(feature);
  return Array.from({ length: GROUP_COUNT }, () => new Float64Array(FEATURE_COUNT).fill(1, index, index + 1));
};
const SOURCE_HOUR = only('same hour, last known day');
export const LEVEL = only('anomaly of 24 h');
export const USUAL: Expert = Array.from({ length: GROUP_COUNT }, () => new Float64Array(FEATURE_COUNT));

export function expertsOf(equations: readonly NormalEquations[], groupCount: number, prior: Prior): Expert[] {
  const ridges: Float64Array[][] = PRIOR_DAYS.map(() => []);
  const sum = normalEquations(FEATURE_COUNT);
  for (let group = 0; group < groupCount; group++) {
    const pooled = neighbouringGroups(group, REACH_GROUPS).filter((g) => g < groupCount);
    sumOfEquations(
      pooled.map((g) => equations[g] as NormalEquations),
      FEATURE_COUNT,
      sum,
    );
    PRIOR_DAYS.forEach((days, i) => {
      const strengths = prior.featureMeanSquares.map((square) => square * days * pooled.length);
      ridges[i]?.push(solveTowards(sum, prior.coefficients[group] as Float64Array, strengths));
    });
  }
  return [SOURCE_HOUR, USUAL, LEVEL, prior.coefficients, ...ridges];
}

/** The coefficients of their weighted sum; weights by day ahead, then expert. */
export function blend(
  experts: readonly Expert[],
  weights: readonly number[][],
  groupCount: number,
): Float64Array[] {
  return Array.from({ length: groupCount }, (_, group) => {
    const own = weights[dayOfGroup(group)] as number[];
    return new Float64Array(FEATURE_COUNT).map((_, i) =>
      experts.reduce((sum, expert, e) => sum + (own[e] as number) * (expert[group]?.[i] as number), 0),
    );
  });
}

/** The coefficients of one balancing authority, and how far they were off on days that they had not seen. */
import type { FeatureSource } from './features.ts';
import { FEATURE_COUNT } from './features.ts';
import type { IntensityHistory } from './intensity-history.ts';
import { GROUP_COUNT, neighbouringGroups } from './lead-group.ts';
import { FEATURE_MEAN_SQUARES, PRIOR_COEFFICIENTS } from './prior.ts';
import {
  addSample,
  dot,
  type NormalEquations,
  normalEquations,
  solveTowards,
  sumOfEquations,
} from './ridge.ts';
import { pastSamples, robustWeight, type Sample } from './samples.ts';

/** How many days of samples the coefficients in general weigh as much as. */
const PRIOR_DAYS = 100;
const HALF_LIFE_DAYS = 730;
const HELD_OUT_DAYS = 60;
const HELD_OUT_SHARE = 1 / 3;
const REACH_GROUPS = 1;

export interface Model {
  /** By lead group. */
  coefficients: Float64Array[];
  /** By lead group: outcome less forecast on held-out days, in units of scale. */
  residuals: number[][];
}

const emptyEquations = () => Array.from({ length: GROUP_COUNT }, () => normalEquations(FEATURE_COUNT));

function addTo(equations: NormalEquations[], sample: Sample): void {
  const expected = dot(sample.features, PRIOR_COEFFICIENTS[sample.group] as Float64Array);
  const age = 0.5 ** (sample.ageDays / HALF_LIFE_DAYS);
  const weight = sample.weight * robustWeight(sample.outcome - expected) * age;
  addSample(equations[sample.group] as NormalEquations, sample.features, sample.outcome, weight);
}

function solveGroups(equations: NormalEquations[], groupCount: number): Float64Array[] {
  return equations.slice(0, groupCount).map((_, group) => {
    const pooled = neighbouringGroups(group, REACH_GROUPS);
    const sum = sumOfEquations(
      pooled.map((g) => equations[g] as NormalEquations),
      FEATURE_COUNT,
    );
    const strengths = FEATURE_MEAN_SQUARES.map((square) => square * PRIOR_DAYS * pooled.length);
    return solveTowards(sum, PRIOR_COEFFICIENTS[group] as Float64Array, strengths);
  });
}

function residualsOf(samples: readonly Sample[], coefficients: readonly Float64Array[]): number[][] {
  const residuals: number[][] = coefficients.map(() => []);
  for (const { group, features, outcome } of samples) {
    residuals[group]?.push(outcome - dot(features, coefficients[group] as Float64Array));
  }
  return residuals;
}

/**
 * Fits twice: without the newest days, to see how far off it is on them, then with them.
 */
export function fitModel(
  history: IntensityHistory,
  source: FeatureSource,
  originIndex: number,
  lastGroup: number,
): Model {
  const groupCount = Math.min(GROUP_COUNT, Math.max(lastGroup + 1, GROUP_COUNT / 2));
  const samples = [...pastSamples(history, source, originIndex, groupCount)];
  const heldOutDays = Math.min(HELD_OUT_DAYS, Math.floor((originIndex / 24) * HELD_OUT_SHARE));
  const cut = originIndex - heldOutDays * 24;
  const equations = emptyEquations();
  for (const sample of samples) if (sample.targetIndex <= cut) addTo(equations, sample);
  const early = solveGroups(equations, groupCount);
  const residuals = residualsOf(
    samples.filter((sample) => sample.originIndex >= cut),
    early,
  );
  for (const sample of samples) if (sample.targetIndex > cut) addTo(equations, sample);
  return { coefficients: solveGroups(equations, groupCount), residuals };
}

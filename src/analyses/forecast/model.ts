/** The coefficients of one balancing authority, and how far they were off on days that they had not seen. */
import { FEATURE_COUNT, type FeatureSource } from './features.ts';
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
const PRIOR_DAYS = 35;
const HALF_LIFE_DAYS = 730;
const HELD_OUT_DAYS = 60;
const HELD_OUT_SHARE = 1 / 3;
const REACH_GROUPS = 1;

export interface Model {
  /** By lead group. */
  coefficients: Float64Array[];
  /** One path a held-out day, by lead group: outcome less forecast in units of scale, NaN where not known. */
  residuals: Float64Array[];
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

/** Samples come origin by origin. */
function residualPaths(samples: readonly Sample[], coefficients: readonly Float64Array[]): Float64Array[] {
  const paths = new Map<number, Float64Array>();
  for (const { group, originIndex, features, outcome } of samples) {
    let path = paths.get(originIndex);
    if (!path) paths.set(originIndex, (path = new Float64Array(coefficients.length).fill(Number.NaN)));
    path[group] = outcome - dot(features, coefficients[group] as Float64Array);
  }
  return [...paths.values()];
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
  const residuals = residualPaths(
    samples.filter((sample) => sample.originIndex >= cut),
    early,
  );
  for (const sample of samples) if (sample.targetIndex > cut) addTo(equations, sample);
  return { coefficients: solveGroups(equations, groupCount), residuals };
}

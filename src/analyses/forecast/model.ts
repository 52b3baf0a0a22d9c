/**
 * The coefficients of one balancing authority, and how far they were off on days that they had not
 * seen.
 *
 * Several experts are fitted without the newest days and judged on them; the forecast is their mean,
 * weighted by how small their errors were. All are linear in the features, so that a mean of experts
 * is a mean of coefficients: the source hour repeated, the usual of the clock hour, the coefficients
 * in general, and ridges held to these more or less firmly.
 */
import { FEATURE_COUNT, type FeatureSource } from './features.ts';
import type { IntensityHistory } from './intensity-history.ts';
import { dayOfGroup, GROUP_COUNT, neighbouringGroups } from './lead-group.ts';
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

/** How many days of samples the coefficients in general weigh as much as; a ridge each. */
const PRIOR_DAYS = [10, 40, 300];
const HALF_LIFE_DAYS = 250;
const HELD_OUT_DAYS = 60;
const HELD_OUT_SHARE = 1 / 3;
const REACH_GROUPS = 1;
/** An expert with a 10 % larger error weighs about half. */
const WEIGHT_POWER = 8;

export interface Model {
  /** By lead group. */
  coefficients: Float64Array[];
  /** One path a held-out day, by lead group: outcome less forecast in units of scale, NaN where not known. */
  residuals: Float64Array[];
}

/** Coefficients by lead group. */
type Expert = readonly Float64Array[];

const unit = (index: number) => new Float64Array(FEATURE_COUNT).fill(1, index, index + 1);
const NAIVE: Expert = Array.from({ length: GROUP_COUNT }, () => unit(0));
const USUAL: Expert = Array.from({ length: GROUP_COUNT }, () => new Float64Array(FEATURE_COUNT));

const emptyEquations = () => Array.from({ length: GROUP_COUNT }, () => normalEquations(FEATURE_COUNT));

function addTo(equations: NormalEquations[], sample: Sample): void {
  const expected = dot(sample.features, PRIOR_COEFFICIENTS[sample.group] as Float64Array);
  const age = 0.5 ** (sample.ageDays / HALF_LIFE_DAYS);
  const weight = sample.weight * robustWeight(sample.outcome - expected) * age;
  addSample(equations[sample.group] as NormalEquations, sample.features, sample.outcome, weight);
}

function expertsOf(equations: readonly NormalEquations[], groupCount: number): Expert[] {
  const ridges: Float64Array[][] = PRIOR_DAYS.map(() => []);
  for (let group = 0; group < groupCount; group++) {
    const pooled = neighbouringGroups(group, REACH_GROUPS).filter((g) => g < groupCount);
    const sum = sumOfEquations(
      pooled.map((g) => equations[g] as NormalEquations),
      FEATURE_COUNT,
    );
    PRIOR_DAYS.forEach((days, i) => {
      const strengths = FEATURE_MEAN_SQUARES.map((square) => square * days * pooled.length);
      ridges[i]?.push(solveTowards(sum, PRIOR_COEFFICIENTS[group] as Float64Array, strengths));
    });
  }
  return [NAIVE, USUAL, PRIOR_COEFFICIENTS, ...ridges];
}

const DAYS = dayOfGroup(GROUP_COUNT - 1) + 1;
/** What an expert's error counts as before anything is seen: few samples tell experts apart a little only. */
const SAMPLES_BEFORE = 30;

/** Weights by day ahead, then expert; they add up to 1. */
function expertWeights(experts: readonly Expert[], seen: readonly Sample[]): number[][] {
  const errors = Array.from({ length: DAYS }, () => experts.map(() => 0));
  const counts = new Array<number>(DAYS).fill(0);
  for (const { group, features, outcome, weight } of seen) {
    const day = dayOfGroup(group);
    counts[day] = (counts[day] as number) + 1;
    experts.forEach((expert, e) => {
      const error = Math.abs(outcome - dot(features, expert[group] as Float64Array)) * weight;
      (errors[day] as number[])[e] = (errors[day]?.[e] as number) + error;
    });
  }
  return errors.map((sums, day) => normalised(sums, counts[day] as number));
}

function normalised(errorSums: readonly number[], count: number): number[] {
  const usual = errorSums.reduce((sum, value) => sum + value, 0) / errorSums.length / Math.max(1, count) || 1;
  const relative = errorSums.map((sum) => (sum / usual + SAMPLES_BEFORE) / (count + SAMPLES_BEFORE));
  const weights = relative.map((error) => Math.max(error, 1e-3) ** -WEIGHT_POWER);
  const total = weights.reduce((sum, value) => sum + value, 0);
  return weights.map((weight) => weight / total);
}

function blend(experts: readonly Expert[], weights: readonly number[][], groupCount: number): Float64Array[] {
  return Array.from({ length: groupCount }, (_, group) => {
    const own = weights[dayOfGroup(group)] as number[];
    return new Float64Array(FEATURE_COUNT).map((_, i) =>
      experts.reduce((sum, expert, e) => sum + (own[e] as number) * (expert[group]?.[i] as number), 0),
    );
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

/** Fits twice: without the newest days, to judge the experts and their mean on them, then with them. */
export function fitModel(
  history: IntensityHistory,
  source: FeatureSource,
  originIndex: number,
  lastGroup: number,
): Model {
  const groupCount = lastGroup + 1;
  const samples = [...pastSamples(history, source, originIndex, groupCount)];
  const heldOutDays = Math.min(HELD_OUT_DAYS, Math.floor((originIndex / 24) * HELD_OUT_SHARE));
  const cut = originIndex - heldOutDays * 24;
  const equations = emptyEquations();
  for (const sample of samples) if (sample.targetIndex <= cut) addTo(equations, sample);
  const early = expertsOf(equations, groupCount);
  const heldOut = samples.filter((sample) => sample.originIndex >= cut);
  const weights = expertWeights(early, heldOut);
  for (const sample of samples) if (sample.targetIndex > cut) addTo(equations, sample);
  return {
    coefficients: blend(expertsOf(equations, groupCount), weights, groupCount),
    residuals: residualPaths(heldOut, blend(early, weights, groupCount)),
  };
}

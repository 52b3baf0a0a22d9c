/**
 * The coefficients of one balancing authority, and how far they were off on days that they had not
 * seen.
 *
 * Several experts are fitted without the newest days and judged on them; the forecast is their mean,
 * weighted by how small their errors were. All but one are linear in the features, so that a mean of experts
 * is a mean of coefficients: the source hour repeated, the usual of the clock hour, the usual moved by
 * what the last day lay off it, the coefficients in general, and ridges held to these more or less
 * firmly. Only the last expert is not: the forecast of each energy source on its own (by-source.ts).
 */
import { fitBySource, type MovedBySource } from './by-source.ts';
import { FEATURE_COUNT, FEATURE_NAMES, type FeatureSource } from './features.ts';
import type { IntensityHistory } from './intensity-history.ts';
import { dayOfGroup, GROUP_COUNT, groupOfLead, neighbouringGroups } from './lead-group.ts';
import type { Prior } from './prior.ts';
import { addSample, type NormalEquations, normalEquations, solveTowards, sumOfEquations } from './ridge.ts';
import { countSince, DENSE_DAYS, pastSamples, residualOf, robustWeight, type Samples } from './samples.ts';

/** How many days of samples the coefficients in general weigh as much as; a ridge each. */
const PRIOR_DAYS = [4, 24, 150];
const HALF_LIFE_DAYS = 250;
const HELD_OUT_DAYS = DENSE_DAYS;
const HELD_OUT_SHARE = 1 / 3;
const REACH_GROUPS = 1;
/** An expert with a 10 % larger error weighs about half. */
const WEIGHT_POWER = 8;

export interface Model {
  /** By lead group. */
  coefficients: Float64Array[];
  /** One path a held-out day, by lead group: outcome less forecast in kg/MWh, NaN where not known. */
  residuals: Float64Array[];
  /** What the forecast by source adds to what the coefficients give, on the log scale. */
  addedBySource(lead: number): number;
}

/** Coefficients by lead group. */
type Expert = readonly Float64Array[];

/** The usual and one feature in full. */
const only = (feature: string): Expert => {
  const index = (FEATURE_NAMES as readonly string[]).indexOf(feature);
  return Array.from({ length: GROUP_COUNT }, () => new Float64Array(FEATURE_COUNT).fill(1, index, index + 1));
};
const SOURCE_HOUR = only('same hour, last known day');
const LEVEL = only('anomaly of 24 h');
const USUAL: Expert = Array.from({ length: GROUP_COUNT }, () => new Float64Array(FEATURE_COUNT));

const emptyEquations = () => Array.from({ length: GROUP_COUNT }, () => normalEquations(FEATURE_COUNT));

function addTo(
  equations: NormalEquations[],
  samples: Samples,
  i: number,
  weight: number,
  prior: Prior,
): void {
  const robust = robustWeight(residualOf(samples, i, prior.coefficients));
  addSample(
    equations[samples.group[i] as number] as NormalEquations,
    samples.features,
    samples.outcome[i] as number,
    weight * robust,
    i * FEATURE_COUNT,
  );
}

function expertsOf(equations: readonly NormalEquations[], groupCount: number, prior: Prior): Expert[] {
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

const DAYS = dayOfGroup(GROUP_COUNT - 1) + 1;
/** What an expert's error counts as before anything is seen: few samples tell experts apart a little only. */
const SAMPLES_BEFORE = 30;

/**
 * Weights by day ahead, then expert, the forecast by source last, from as many of the newest samples as
 * that is given for; they add up to 1.
 */
function expertWeights(
  experts: readonly Expert[],
  samples: Samples,
  movedBySource: Float64Array,
): number[][] {
  const errors = Array.from({ length: DAYS }, () => new Array<number>(experts.length + 1).fill(0));
  const counts = new Array<number>(DAYS).fill(0);
  for (let i = 0; i < movedBySource.length; i++) {
    const day = dayOfGroup(samples.group[i] as number);
    counts[day] = (counts[day] as number) + 1;
    const sums = errors[day] as number[];
    const add = (residual: number, e: number) => {
      sums[e] = (sums[e] as number) + Math.abs(residual) * (samples.weight[i] as number);
    };
    experts.forEach((expert, e) => void add(residualOf(samples, i, expert), e));
    add((samples.outcome[i] as number) - (movedBySource[i] as number), experts.length);
  }
  const errorBeyondFirstDay = (expert: Expert) =>
    errors.slice(1).reduce((sum, ofDay) => sum + (ofDay[experts.indexOf(expert)] as number), 0);
  const levelCount = levelCountOf(errorBeyondFirstDay(USUAL), errorBeyondFirstDay(LEVEL));
  return errors.map((sums, day) => {
    const expertCounts = experts.map((expert) => (expert === LEVEL && day > 0 ? levelCount : 1));
    return normalised(sums, counts[day] as number, [...expertCounts, BY_SOURCE_COUNT]);
  });
}

const LEAST_ERROR = 1e-6;
const LEVEL_COUNT = { least: 0.3, most: 12 };

/** The only expert that is not linear in the same features: its errors are least like those of the others. */
const BY_SOURCE_COUNT = 2;

/**
 * How often the moved usual counts beyond the first day. Where the usual is further off than the
 * moved usual, levels stay (hydro, outages), and a new step is likely to stay too, of which the days
 * held out before it tell nothing; where it is less far off, levels turn (wind).
 */
function levelCountOf(usualError: number, levelError: number): number {
  const ratio = (usualError + LEAST_ERROR) / (levelError + LEAST_ERROR);
  return Math.min(LEVEL_COUNT.most, Math.max(LEVEL_COUNT.least, ratio ** 3));
}

function normalised(errorSums: readonly number[], count: number, expertCounts: readonly number[]): number[] {
  const usual = errorSums.reduce((sum, value) => sum + value, 0) / errorSums.length / Math.max(1, count) || 1;
  const relative = errorSums.map((sum) => (sum / usual + SAMPLES_BEFORE) / (count + SAMPLES_BEFORE));
  const weights = relative.map(
    (error, e) => (expertCounts[e] as number) * Math.max(error, 1e-3) ** -WEIGHT_POWER,
  );
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

/** Of the newest samples, as many as something is `added` to, which come origin by origin. */
function residualPaths(
  samples: Samples,
  coefficients: readonly Float64Array[],
  added: Float64Array,
  { baseAt, scale }: FeatureSource,
): Float64Array[] {
  const paths = new Map<number, Float64Array>();
  for (let i = 0; i < added.length; i++) {
    const origin = samples.originIndex[i] as number;
    const cameLog =
      baseAt(origin, (samples.targetIndex[i] as number) - origin) + (samples.outcome[i] as number);
    const expectedLog = cameLog - residualOf(samples, i, coefficients) + (added[i] as number);
    let path = paths.get(origin);
    if (!path) paths.set(origin, (path = new Float64Array(coefficients.length).fill(Number.NaN)));
    path[samples.group[i] as number] = scale.toKgPerMwh(cameLog) - scale.toKgPerMwh(expectedLog);
  }
  return [...paths.values()];
}

/** The weights of samples, less by age. */
const aged = ({ weight, originIndex, count }: Samples, now: number) =>
  weight
    .subarray(0, count)
    .map((value, i) => value * 0.5 ** ((now - (originIndex[i] as number)) / 24 / HALF_LIFE_DAYS));

const movedSamples = (moved: MovedBySource, { originIndex, targetIndex }: Samples, count: number) =>
  Float64Array.from({ length: count }, (_, i) => {
    const origin = originIndex[i] as number;
    return moved(origin, (targetIndex[i] as number) - origin);
  });

/** Fits twice: without the newest days, to judge the experts and their mean on them, then with them. */
export function fitModel(
  history: IntensityHistory,
  source: FeatureSource,
  originIndex: number,
  groupCount: number,
  prior: Prior,
): Model {
  const samples = pastSamples(history, source, originIndex, groupCount);
  const heldOutDays = Math.min(HELD_OUT_DAYS, Math.floor((originIndex / 24) * HELD_OUT_SHARE));
  const cut = originIndex - heldOutDays * 24;
  const heldOut = countSince(samples, cut);
  const weightsByAge = aged(samples, originIndex);
  const equations = emptyEquations();
  const add = (isWanted: (targetIndex: number) => boolean) => {
    for (let i = 0; i < samples.count; i++)
      if (isWanted(samples.targetIndex[i] as number))
        addTo(equations, samples, i, weightsByAge[i] as number, prior);
  };
  const bySource = fitBySource(source, samples, weightsByAge, cut, groupCount, prior.sources);
  const moved = movedSamples(bySource.early, samples, heldOut);
  add((target) => target <= cut);
  const early = expertsOf(equations, groupCount, prior);
  const weights = expertWeights(early, samples, moved);
  const bySourceWeight = (group: number) => weights[dayOfGroup(group)]?.at(-1) as number;
  const added = moved.map((value, i) => value * bySourceWeight(samples.group[i] as number));
  add((target) => target > cut);
  return {
    coefficients: blend(expertsOf(equations, groupCount, prior), weights, groupCount),
    residuals: residualPaths(samples, blend(early, weights, groupCount), added, source),
    addedBySource: (lead) => bySourceWeight(groupOfLead(lead)) * bySource.late(originIndex, lead),
  };
}

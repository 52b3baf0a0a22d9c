/**
 * The coefficients of one balancing authority, and how far they were off on days that they had not
 * seen.
 *
 * Several experts are fitted without the newest days and judged on them; the forecast is their mean,
 * weighted by how small their errors were (expert-weights.ts). All but one are linear in the features
 * (experts.ts); the last is the forecast of each energy source on its own (by-source.ts).
 */
import { fitBySource, seenSamples } from './by-source.ts';
import { expertWeights } from './expert-weights.ts';
import { blend, expertsOf } from './experts.ts';
import { FEATURE_COUNT, type FeatureSource } from './features.ts';
import type { IntensityHistory } from './intensity-history.ts';
import { dayOfGroup, GROUP_COUNT, groupOfLead, groupsUpTo } from './lead-group.ts';
import type { Prior } from './prior.ts';
import { addSample, type NormalEquations, normalEquations } from './ridge.ts';
import { countSince, DENSE_DAYS, pastSamples, residualOf, robustWeight, type Samples } from './samples.ts';

const HALF_LIFE_DAYS = 250;
const HELD_OUT_DAYS = DENSE_DAYS;
const HELD_OUT_SHARE = 1 / 3;

export interface Model {
  /** By lead group. */
  coefficients: Float64Array[];
  /** One path a held-out day, by lead group: outcome less forecast in kg/MWh, NaN where not known. */
  residuals: Float64Array[];
  /** What the forecast by source adds to what the coefficients give, on the log scale. */
  addedBySource(lead: number): number;
}

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

/** For leads up to the last. Fits twice: without the newest days, to judge the experts and their mean on them, then with them. */
export function fitModel(
  history: IntensityHistory,
  source: FeatureSource,
  originIndex: number,
  lastLead: number,
  prior: Prior,
): Model {
  const groupCount = groupsUpTo(lastLead);
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
  const seen = seenSamples(source.outlookAt, samples, samples.count, weightsByAge);
  const bySource = fitBySource(source, seen, cut, groupCount, prior.sources, {
    early: seen.slice(0, heldOut).map(({ outlook }) => outlook),
    late: Array.from({ length: lastLead }, (_, i) => source.outlookAt(originIndex, i + 1)),
  });
  add((target) => target <= cut);
  const early = expertsOf(equations, groupCount, prior);
  const weights = expertWeights(early, samples, bySource.early);
  const bySourceWeight = (group: number) => weights[dayOfGroup(group)]?.at(-1) as number;
  const added = bySource.early.map((value, i) => value * bySourceWeight(samples.group[i] as number));
  add((target) => target > cut);
  return {
    coefficients: blend(expertsOf(equations, groupCount, prior), weights, groupCount),
    residuals: residualPaths(samples, blend(early, weights, groupCount), added, source),
    addedBySource: (lead) => bySourceWeight(groupOfLead(lead)) * (bySource.late[lead - 1] as number),
  };
}

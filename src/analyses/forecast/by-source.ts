/**
 * The forecast of each energy source on its own, and of the intensity as what they make together:
 *
 *   sum of factor x share / sum of share
 *
 * Each source's share is a ridge on its own past, held to coefficients of such sources in general: wind
 * turns in a day while an outage stays, and coal keeps its working day.
 */
import type { EnergySourceGroup } from '../../grid/energy-source.ts';
import type { FeatureSource } from './features.ts';
import { GROUP_COUNT, groupOfLead, neighbouringGroups } from './lead-group.ts';
import {
  addSample,
  dot,
  LEAST_STRENGTH,
  type NormalEquations,
  normalEquations,
  solveTowards,
  sumOfEquations,
} from './ridge.ts';
import type { Samples } from './samples.ts';
import {
  type Outlook,
  type OutlookAt,
  SOURCE_CONSTANT,
  SOURCE_FEATURE_COUNT,
  type SourceFeatures,
} from './source-features.ts';

/** By lead group, in the order of SOURCE_FEATURE_NAMES. */
type Coefficients = readonly Float64Array[];
/** Of sources in general; one that nobody has seen starts from its usual. */
export type GeneralSources = Partial<Record<EnergySourceGroup, Coefficients>>;

/** How many days of samples the coefficients in general weigh as much as. */
const PRIOR_DAYS = 24;
const REACH_GROUPS = 1;
const STAYS_USUAL: Coefficients = Array.from(
  { length: GROUP_COUNT },
  () => new Float64Array(SOURCE_FEATURE_COUNT),
);

export const emptySourceEquations = (): NormalEquations[] =>
  Array.from({ length: GROUP_COUNT }, () => normalEquations(SOURCE_FEATURE_COUNT));

/** A source and what is gathered of its samples, by lead group. */
export interface SourceFit {
  source: SourceFeatures;
  equations: readonly NormalEquations[];
}

/** The first `count` samples as each source met them, of those wanted. */
export function addSourceSamples(
  fits: readonly SourceFit[],
  outlookAt: OutlookAt,
  samples: Samples,
  count: number,
  weights: Float64Array,
  isWanted: (sample: number) => boolean = () => true,
): void {
  const wanted: { outlook: Outlook; group: number; weight: number }[] = [];
  for (let i = 0; i < count; i++) {
    if (!isWanted(i)) continue;
    const origin = samples.originIndex[i] as number;
    const outlook = outlookAt(origin, (samples.targetIndex[i] as number) - origin);
    wanted.push({ outlook, group: samples.group[i] as number, weight: weights[i] as number });
  }
  // One source after the other: what it is gathered from and into stays in the processor's cache.
  for (const { source, equations } of fits) addSamplesOf(source, equations, wanted);
}

function addSamplesOf(
  source: SourceFeatures,
  equations: readonly NormalEquations[],
  samples: readonly { outlook: Outlook; group: number; weight: number }[],
): void {
  const x = new Float64Array(SOURCE_FEATURE_COUNT);
  for (let i = 0; i < samples.length; i++) {
    const { outlook, group, weight } = samples[i] as (typeof samples)[number];
    const outcome = source.shareAt(outlook.targetIndex) - source.baseOf(outlook);
    if (Number.isNaN(outcome)) continue;
    source.fill(outlook, x);
    addSample(equations[group] as NormalEquations, x, outcome, weight);
  }
}

/** A day's strength of each feature, its mean square on the pooled groups, times the days of the prior. */
function strengthsOf({ products, size }: NormalEquations, samplesADay: number): Float64Array {
  const count = (products.at(-1) as number) / SOURCE_CONSTANT ** 2 || 1;
  const scale = (PRIOR_DAYS * samplesADay) / count;
  const strengths = new Float64Array(size).fill(LEAST_STRENGTH);
  for (let i = 0; i < size; i++)
    strengths[i] = (strengths[i] as number) + (products[i * size + i] as number) * scale;
  return strengths;
}

function solve(
  equations: readonly NormalEquations[],
  groupCount: number,
  general: Coefficients,
): Coefficients {
  const sum = normalEquations(SOURCE_FEATURE_COUNT);
  return Array.from({ length: groupCount }, (_, group) => {
    const pooled = neighbouringGroups(group, REACH_GROUPS).filter((g) => g < groupCount);
    sumOfEquations(
      pooled.map((g) => equations[g] as NormalEquations),
      SOURCE_FEATURE_COUNT,
      sum,
    );
    return solveTowards(sum, general[group] as Float64Array, strengthsOf(sum, pooled.length));
  });
}

/** How far the intensity lies from its base, on the log scale; 0 where no source is known. */
export type MovedBySource = (originIndex: number, lead: number) => number;

function movedBySource(
  { scale, baseAt, outlookAt }: FeatureSource,
  fitted: readonly { source: SourceFeatures; coefficients: Coefficients }[],
): MovedBySource {
  const x = new Float64Array(SOURCE_FEATURE_COUNT);
  return (origin, lead) => {
    const outlook = outlookAt(origin, lead);
    const group = groupOfLead(lead);
    let emissions = 0;
    let generation = 0;
    for (const { source, coefficients } of fitted) {
      const base = source.baseOf(outlook);
      if (Number.isNaN(base)) continue;
      source.fill(outlook, x);
      const share = Math.max(0, base + dot(x, coefficients[group] as Float64Array));
      emissions += source.factorKgPerMwh * share;
      generation += share;
    }
    return generation > 0 ? scale.toLog(emissions / generation) - baseAt(origin, lead) : 0;
  };
}

/** Without the samples whose target lies beyond `cut`, and with them. */
export function fitBySource(
  features: FeatureSource,
  samples: Samples,
  weights: Float64Array,
  cut: number,
  groupCount: number,
  general: GeneralSources,
): { early: MovedBySource; late: MovedBySource } {
  const fits = features
    .energySources()
    .map((source): SourceFit => ({ source, equations: emptySourceEquations() }));
  const isEarly = (i: number) => (samples.targetIndex[i] as number) <= cut;
  const fitWith = (isWanted: (sample: number) => boolean) => {
    addSourceSamples(fits, features.outlookAt, samples, samples.count, weights, isWanted);
    const fitted = fits.map(({ source, equations }) => ({
      source,
      coefficients: solve(equations, groupCount, general[source.group] ?? STAYS_USUAL),
    }));
    return movedBySource(features, fitted);
  };
  return { early: fitWith(isEarly), late: fitWith((i) => !isEarly(i)) };
}

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
  clear,
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

/** A sample as all sources of a grid see it. */
export interface SeenSample {
  outlook: Outlook;
  group: number;
  weight: number;
}

/** The samples as one source met them. */
export function addSourceSamples(
  equations: readonly NormalEquations[],
  source: SourceFeatures,
  samples: readonly SeenSample[],
): void {
  const x = new Float64Array(SOURCE_FEATURE_COUNT);
  for (let i = 0; i < samples.length; i++) {
    const { outlook, group, weight } = samples[i] as SeenSample;
    const outcome = source.shareAt(outlook.targetIndex) - source.baseOf(outlook);
    if (Number.isNaN(outcome)) continue;
    source.fill(outlook, x);
    addSample(equations[group] as NormalEquations, x, outcome, weight);
  }
}

/** The first `count` samples. */
export function seenSamples(
  outlookAt: OutlookAt,
  { originIndex, targetIndex, group }: Samples,
  count: number,
  weights: Float64Array,
): SeenSample[] {
  return Array.from({ length: count }, (_, i) => {
    const origin = originIndex[i] as number;
    return {
      outlook: outlookAt(origin, (targetIndex[i] as number) - origin),
      group: group[i] as number,
      weight: weights[i] as number,
    };
  });
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

/** What sources make together, gathered source by source: the series of one are read while the cache holds them. */
function mixOf(outlooks: readonly Outlook[], { scale, baseAt }: FeatureSource) {
  const emissions = new Float64Array(outlooks.length);
  const generation = new Float64Array(outlooks.length);
  const x = new Float64Array(SOURCE_FEATURE_COUNT);
  return {
    add(source: SourceFeatures, coefficients: Coefficients): void {
      outlooks.forEach((outlook, i) => {
        const base = source.baseOf(outlook);
        if (Number.isNaN(base)) return;
        source.fill(outlook, x);
        const group = groupOfLead(outlook.targetIndex - outlook.originIndex);
        const share = Math.max(0, base + dot(x, coefficients[group] as Float64Array));
        emissions[i] = (emissions[i] as number) + source.factorKgPerMwh * share;
        generation[i] = (generation[i] as number) + share;
      });
    },
    /** How far the intensity lies from its base, on the log scale; 0 where no source is known. */
    moved: (): Float64Array =>
      emissions.map((kg, i) => {
        const mwh = generation[i] as number;
        const { originIndex, targetIndex } = outlooks[i] as Outlook;
        return mwh > 0 ? scale.toLog(kg / mwh) - baseAt(originIndex, targetIndex - originIndex) : 0;
      }),
  };
}

/** What is asked of the fit without the newest samples, and of the fit with all. */
interface Asked {
  early: readonly Outlook[];
  late: readonly Outlook[];
}

/**
 * How far the intensity moves from its base, as asked. Samples whose target lies beyond `cut` are not in the
 * early fit.
 */
export function fitBySource(
  features: FeatureSource,
  samples: readonly SeenSample[],
  cut: number,
  groupCount: number,
  general: GeneralSources,
  asked: Asked,
): { early: Float64Array; late: Float64Array } {
  const [early, late] = [mixOf(asked.early, features), mixOf(asked.late, features)];
  const isEarly = ({ outlook }: SeenSample) => outlook.targetIndex <= cut;
  const [older, newer] = [samples.filter(isEarly), samples.filter((sample) => !isEarly(sample))];
  const equations = emptySourceEquations();
  for (const source of features.energySources()) {
    equations.forEach(clear);
    const towards = general[source.group] ?? STAYS_USUAL;
    addSourceSamples(equations, source, older);
    early.add(source, solve(equations, groupCount, towards));
    addSourceSamples(equations, source, newer);
    late.add(source, solve(equations, groupCount, towards));
  }
  return { early: early.moved(), late: late.moved() };
}

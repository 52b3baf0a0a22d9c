/**
 * Coefficients that hold for balancing authorities in general: a robust ridge over all of them, by
 * origins six hours apart, under three definitions of intensity. Of 2019 no demand is recorded: net
 * generation stands in its place.
 */
import {
  addSourceSamples,
  emptySourceEquations,
  type GeneralSources,
  seenSamples,
} from '../../src/analyses/forecast/by-source.ts';
import { FEATURE_COUNT, type FeatureSource, featureSource } from '../../src/analyses/forecast/features.ts';
import { historyUpTo, type IntensityHistory } from '../../src/analyses/forecast/intensity-history.ts';
import { GROUP_COUNT, GROUP_HOURS, neighbouringGroups } from '../../src/analyses/forecast/lead-group.ts';
import type { Prior, Priors } from '../../src/analyses/forecast/prior.ts';
import {
  addSample,
  LEAST_STRENGTH,
  type NormalEquations,
  normalEquations,
  solveTowards,
  sumOfEquations,
} from '../../src/analyses/forecast/ridge.ts';
import {
  countSince,
  pastSamples,
  residualOf,
  robustWeight,
  type Samples,
} from '../../src/analyses/forecast/samples.ts';
import { SOURCE_FEATURE_COUNT } from '../../src/analyses/forecast/source-features.ts';
import { type BalancingAuthority, findBalancingAuthority } from '../../src/grid/balancing-authority.ts';
import type { EnergySourceGroup } from '../../src/grid/energy-source.ts';
import type { HourEnding } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { carbonCastHistory, ownHistory } from './conventions.ts';

/** An origin by its distance from the last hour, and how far demand is known beyond it. */
interface PastOrigin {
  hoursBack: number;
  demandAheadHours: number;
}
const MIX_ONLY: PastOrigin[] = [0, 6, 12, 18].map((hoursBack) => ({ hoursBack, demandAheadHours: 0 }));
/** Other clock hours again, and what is known ahead by noon, in the evening, at midnight and in the morning. */
const DEMAND_SINCE: PastOrigin[] = [
  { hoursBack: 18, demandAheadHours: 12 },
  { hoursBack: 36, demandAheadHours: 18 },
  { hoursBack: 24, demandAheadHours: 24 },
  { hoursBack: 30, demandAheadHours: 30 },
];
const RIDGE = 0.03;
const EVERY_DAY = Number.POSITIVE_INFINITY;
const FIRST_FULL_DAY = 45;

export interface ZonedHistory {
  timezone: string;
  history: IntensityHistory;
}

/** What is known up to an hour under the three definitions, by balancing authority. */
export function historiesUpTo(
  frames: ReadonlyMap<string, HourlyFrame>,
  lastHour: HourEnding,
): Map<string, ZonedHistory[]> {
  return new Map(
    [...frames].map(([code, frame]) => {
      const ba = findBalancingAuthority(code) as BalancingAuthority;
      const all = [
        carbonCastHistory(frame),
        ownHistory(frame, ba, 'direct'),
        ownHistory(frame, ba, 'lifecycle'),
      ];
      return [
        code,
        all.map((history) => ({
          timezone: ba.timezone,
          history: historyUpTo(
            { ...history, demandMwh: history.generationMwh },
            lastHour,
            Number.MAX_SAFE_INTEGER,
          ),
        })),
      ];
    }),
  );
}

interface PastSamples {
  source: FeatureSource;
  samples: Samples;
  /** How many lie beyond the first days. */
  count: number;
}

/** The samples of a history, a set for each of the origins. */
function* samplesOf(
  { history, timezone }: ZonedHistory,
  origins: readonly PastOrigin[],
): Generator<PastSamples> {
  const last = history.firstHour + history.kgPerMwh.length - 1;
  for (const { hoursBack, demandAheadHours } of origins) {
    const origin = last - hoursBack;
    const known = historyUpTo(history, origin, Number.MAX_SAFE_INTEGER, origin + demandAheadHours);
    const source = featureSource(known, timezone, GROUP_COUNT * GROUP_HOURS);
    const samples = pastSamples(known, source, known.kgPerMwh.length - 1, GROUP_COUNT, EVERY_DAY);
    yield { source, samples, count: countSince(samples, FIRST_FULL_DAY * 24) };
  }
}

const emptyEquations = () => Array.from({ length: GROUP_COUNT }, () => normalEquations(FEATURE_COUNT));

function equationsOf(
  histories: readonly ZonedHistory[],
  origins: readonly PastOrigin[],
  expected: Float64Array[] | null,
): NormalEquations[] {
  const equations = emptyEquations();
  for (const zoned of histories)
    for (const { samples, count } of samplesOf(zoned, origins))
      for (let i = 0; i < count; i++) {
        const robust = expected ? robustWeight(residualOf(samples, i, expected)) : 1;
        const weight = (samples.weight[i] as number) * robust;
        const into = equations[samples.group[i] as number] as NormalEquations;
        addSample(into, samples.features, samples.outcome[i] as number, weight, i * FEATURE_COUNT);
      }
  return equations;
}

function diagonal({ size, products }: NormalEquations): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => products[i * size + i] as number);
}

function solve(equations: NormalEquations[], size = FEATURE_COUNT): Float64Array[] {
  return equations.map((_, group) => {
    const pooled = neighbouringGroups(group, 1).map((g) => equations[g] as NormalEquations);
    const sum = sumOfEquations(pooled, size);
    return solveTowards(
      sum,
      new Float64Array(size),
      diagonal(sum).map((square) => square * RIDGE + LEAST_STRENGTH),
    );
  });
}

function meanSquares(equations: NormalEquations[]): Float64Array {
  const sum = diagonal(sumOfEquations(equations, FEATURE_COUNT));
  const weight = sum.at(-1) as number;
  return sum.map((square) => square / weight);
}

const sumByGroup = (parts: readonly NormalEquations[][], size = FEATURE_COUNT): NormalEquations[] =>
  emptyEquations().map((_, group) =>
    sumOfEquations(
      parts.map((equations) => equations[group] as NormalEquations),
      size,
    ),
  );

type SourceEquations = ReadonlyMap<EnergySourceGroup, NormalEquations[]>;

/** Of a grid's energy sources, which are the same under every definition of intensity. */
function sourceEquationsOf(history: ZonedHistory, origins: readonly PastOrigin[]): SourceEquations {
  const equations = new Map<EnergySourceGroup, NormalEquations[]>();
  for (const { source, samples, count } of samplesOf(history, origins)) {
    const seen = seenSamples(source.outlookAt, samples, count, samples.weight);
    for (const one of source.energySources()) {
      const into = equations.get(one.group) ?? emptySourceEquations();
      equations.set(one.group, into);
      addSourceSamples(into, one, seen);
    }
  }
  return equations;
}

function generalSourcesOf(parts: readonly SourceEquations[]): GeneralSources {
  const groups = new Set(parts.flatMap((part) => [...part.keys()]));
  return Object.fromEntries(
    [...groups].map((group) => {
      const known = parts.map((part) => part.get(group)).filter((part) => part !== undefined);
      return [group, solve(sumByGroup(known, SOURCE_FEATURE_COUNT), SOURCE_FEATURE_COUNT)];
    }),
  );
}

function priorOf(parts: readonly NormalEquations[][], sources: readonly SourceEquations[]): Prior {
  const sum = sumByGroup(parts);
  return {
    coefficients: solve(sum),
    featureMeanSquares: meanSquares(sum),
    sources: generalSourcesOf(sources),
  };
}

type Histories = ReadonlyMap<string, readonly ZonedHistory[]>;
/** The coefficients of all balancing authorities but one, or of all. */
type Fit = (without?: string) => Prior;

/** Fitted twice, so that the second time absolute rather than squared errors count. */
function fitOf(histories: Histories, origins: readonly PastOrigin[]): Fit {
  const ofEach = (expected: Float64Array[] | null) =>
    new Map([...histories].map(([code, own]) => [code, equationsOf(own, origins, expected)]));
  const squared = solve(sumByGroup([...ofEach(null).values()]));
  const robust = ofEach(squared);
  const bySource = new Map(
    [...histories].map(([code, [first]]) => [code, sourceEquationsOf(first as ZonedHistory, origins)]),
  );
  return (without) => {
    const codes = [...histories.keys()].filter((code) => code !== without);
    return priorOf(
      codes.map((code) => robust.get(code) as NormalEquations[]),
      codes.map((code) => bySource.get(code) as SourceEquations),
    );
  };
}

export interface GeneralCoefficients {
  priors: Priors;
  /** The same without one balancing authority; only how far an outlier counts was still told by all. */
  priorsWithout(code: string): Priors;
}

export function generalCoefficients(histories: Histories): GeneralCoefficients {
  const mixOnly = fitOf(histories, MIX_ONLY);
  const demandSince = fitOf(histories, DEMAND_SINCE);
  const priorsOf = (without?: string) => ({ mixOnly: mixOnly(without), demandSince: demandSince(without) });
  return { priors: priorsOf(), priorsWithout: priorsOf };
}

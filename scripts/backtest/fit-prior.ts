/**
 * Fits src/analyses/forecast/prior.json: the coefficients that hold for balancing authorities in
 * general, on the fuel mixes of 13 of them from 2019-01-01 up to `--until` (2019-12-31), by origins
 * six hours apart, under three definitions of intensity. `--without CODE` leaves one out.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FEATURE_COUNT, featureSource } from '../../src/analyses/forecast/features.ts';
import { historyUpTo, type IntensityHistory } from '../../src/analyses/forecast/intensity-history.ts';
import { GROUP_COUNT, neighbouringGroups } from '../../src/analyses/forecast/lead-group.ts';
import {
  addSample,
  dot,
  type NormalEquations,
  normalEquations,
  solveTowards,
  sumOfEquations,
} from '../../src/analyses/forecast/ridge.ts';
import { pastSamples, robustWeight, type Sample } from '../../src/analyses/forecast/samples.ts';
import { type BalancingAuthority, findBalancingAuthority } from '../../src/grid/balancing-authority.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { carbonCastHistory, ownHistory } from './conventions.ts';
import { framesOf2019, hourOf } from './recorded-mixes.ts';

const PHASES_HOURS = [0, 6, 12, 18];
const RIDGE = 0.03;
const FIRST_FULL_DAY = 45;
const ZERO = new Float64Array(FEATURE_COUNT);

function* samplesOf(history: IntensityHistory, timezone: string): Generator<Sample> {
  const source = featureSource(history, timezone, GROUP_COUNT * 3);
  for (const phase of PHASES_HOURS) {
    for (const sample of pastSamples(history, source, history.kgPerMwh.length - 1 - phase)) {
      if (sample.originIndex >= FIRST_FULL_DAY * 24) yield sample;
    }
  }
}

function histories(frames: Map<string, HourlyFrame>, until: number) {
  return [...frames.values()].flatMap((frame) => {
    const ba = findBalancingAuthority(frame.respondent) as BalancingAuthority;
    return [
      carbonCastHistory(frame),
      ownHistory(frame, ba, 'direct'),
      ownHistory(frame, ba, 'lifecycle'),
    ].map((history) => ({
      timezone: ba.timezone,
      history: historyUpTo(history, until, Number.MAX_SAFE_INTEGER),
    }));
  });
}

function diagonal({ size, products }: NormalEquations): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => products[i * size + i] as number);
}

function accumulate(all: ReturnType<typeof histories>, expected: Float64Array[] | null): NormalEquations[] {
  const equations = Array.from({ length: GROUP_COUNT }, () => normalEquations(FEATURE_COUNT));
  for (const { history, timezone } of all) {
    for (const sample of samplesOf(history, timezone)) {
      const robust = expected
        ? robustWeight(sample.outcome - dot(sample.features, expected[sample.group] as Float64Array))
        : 1;
      addSample(
        equations[sample.group] as NormalEquations,
        sample.features,
        sample.outcome,
        sample.weight * robust,
      );
    }
  }
  return equations;
}

function solve(equations: NormalEquations[]): Float64Array[] {
  return equations.map((_, group) => {
    const pooled = neighbouringGroups(group, 1).map((g) => equations[g] as NormalEquations);
    const sum = sumOfEquations(pooled, FEATURE_COUNT);
    return solveTowards(
      sum,
      ZERO,
      diagonal(sum).map((square) => square * RIDGE),
    );
  });
}

function meanSquares(equations: NormalEquations[]): Float64Array {
  const sum = diagonal(sumOfEquations(equations, FEATURE_COUNT));
  const weight = sum.at(-1) as number;
  return sum.map((square) => square / weight);
}

const { values } = parseArgs({
  options: {
    until: { type: 'string', default: '2019-12-31T23' },
    without: { type: 'string' },
    out: { type: 'string', default: resolve(import.meta.dirname, '../../src/analyses/forecast/prior.json') },
  },
});
const frames = framesOf2019();
if (values.without) frames.delete(values.without);
const all = histories(frames, hourOf(values.until));
const robust = accumulate(all, solve(accumulate(all, null)));
const rounded = (row: Float64Array) => [...row].map((value) => Number(value.toPrecision(4)));
const prior = { coefficients: solve(robust).map(rounded), featureMeanSquares: rounded(meanSquares(robust)) };
writeFileSync(values.out, `${JSON.stringify(prior, null, 2)}\n`);

/**
 * Demand that leaves the last believed hour by more than 5 spreads of hourly steps, while its ratio
 * to the expected leaves that hour's by more than 15 spreads of hourly steps of the ratio (see
 * demand-shape). Walked once forwards and once backwards. Of the two hours, forwards, the one farther
 * from the expected is doubted: where that is the earlier one, the way back finds it.
 * Source: Ruggles et al. (2020), "single-sided delta filter", their constants.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { type DemandShape, isJump, spread, spreadReaches } from './demand-shape.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';

const SPREADS_OF_STEP = 5;
const SPREADS_OF_RATIO_STEP = 15;

/** How far the hour is from the expected, by the worse of the two levels. */
const strayed = ({ ratio, longRatio }: DemandShape, i: number): number =>
  Math.max(Math.abs(1 - (ratio[i] as number)), Math.abs(1 - (longRatio[i] as number)));

type Jumps = (demand: HourlyValues, i: number, believed: number) => boolean;

function jumpsBy(shape: DemandShape): Jumps {
  const limit = SPREADS_OF_RATIO_STEP * spread(shape.ratioStep);
  return (demand, i, believed) => {
    const stepMwh = Math.abs((demand[i] as number) - (demand[believed] as number));
    const ratioStep = Math.abs((shape.ratio[i] as number) - (shape.ratio[believed] as number));
    return ratioStep > limit && isJump(shape, i, stepMwh, SPREADS_OF_STEP);
  };
}

/** Of the ratio, from one known hour of demand to the next. */
function largestRatioStep(demand: HourlyValues, { ratio }: DemandShape): number {
  let largest = 0;
  let before = Number.NaN;
  for (let i = 0; i < demand.length; i++) {
    if (Number.isNaN(demand[i])) continue;
    const step = Math.abs((ratio[i] as number) - before);
    if (step > largest) largest = step;
    before = ratio[i] as number;
  }
  return largest;
}

/** Where no known hour leaves the one before it so far, every hour is believed. */
const isClearlySteady = (demand: HourlyValues, shape: DemandShape): boolean =>
  spreadReaches(shape.ratioStep, largestRatioStep(demand, shape) / SPREADS_OF_RATIO_STEP);

/** Indices doubted on the way forwards; each becomes a gap of `demand`. */
function walkForwards(demand: HourlyValues, shape: DemandShape, jumps: Jumps): number[] {
  const doubted: number[] = [];
  let believed = demand.findIndex((mwh) => !Number.isNaN(mwh));
  for (let i = believed + 1; i < demand.length; i++) {
    if (Number.isNaN(demand[i])) continue;
    if (jumps(demand, i, believed) && strayed(shape, i) >= strayed(shape, believed)) {
      doubted.push(i);
      demand[i] = Number.NaN;
    } else believed = i;
  }
  return doubted;
}

function walkBackwards(demand: HourlyValues, jumps: Jumps): number[] {
  const doubted: number[] = [];
  let believed = demand.findLastIndex((mwh) => !Number.isNaN(mwh));
  for (let i = believed - 1; i >= 0; i--) {
    if (Number.isNaN(demand[i])) continue;
    if (jumps(demand, i, believed)) doubted.push(i);
    else believed = i;
  }
  return doubted;
}

export const singleDelta: ScreeningRule = {
  name: 'single-delta',
  findings({ trusted, demandShape }): Finding[] {
    const shape = demandShape();
    const believed = trusted.series.get('demand');
    if (!shape || !believed || isClearlySteady(believed, shape)) return [];
    const demand = believed.slice();
    const jumps = jumpsBy(shape);
    const reason = 'Demand jumps away from the last hour that is believed.';
    const doubted = [...walkForwards(demand, shape, jumps), ...walkBackwards(demand, jumps)];
    return doubted.map((index) => ({ kind: 'demand', index, reason }));
  },
};

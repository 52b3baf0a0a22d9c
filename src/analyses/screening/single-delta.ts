/**
 * Demand that leaves the last believed hour by more than 5 spreads of hourly steps, while its ratio
 * to the expected leaves that hour's by more than 15 spreads of hourly steps of the ratio (see
 * demand-shape). Walked once forwards and once backwards. Of the two hours, forwards, the one farther
 * from the expected is doubted: where that is the earlier one, the way back finds it.
 * Source: Ruggles et al. (2020), "single-sided delta filter", their constants.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { type DemandShape, ordinaryStepMwh } from './demand-shape.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';

const SPREADS_OF_STEP = 5;
const SPREADS_OF_RATIO_STEP = 15;

/** How far the hour is from the expected, by the worse of the two levels. */
const strayed = ({ ratio, longRatio }: DemandShape, i: number): number =>
  Math.max(Math.abs(1 - (ratio[i] as number)), Math.abs(1 - (longRatio[i] as number)));

function jumps(demand: HourlyValues, shape: DemandShape, i: number, believed: number): boolean {
  const step = Math.abs((demand[i] as number) - (demand[believed] as number));
  const ratioStep = Math.abs((shape.ratio[i] as number) - (shape.ratio[believed] as number));
  return (
    step > ordinaryStepMwh(shape, i, SPREADS_OF_STEP) &&
    ratioStep > SPREADS_OF_RATIO_STEP * shape.ratioStepSpread
  );
}

/** Indices doubted on the way forwards; each becomes a gap of `demand`. */
function walkForwards(demand: HourlyValues, shape: DemandShape): number[] {
  const doubted: number[] = [];
  let believed = demand.findIndex((mwh) => !Number.isNaN(mwh));
  for (let i = believed + 1; i < demand.length; i++) {
    if (Number.isNaN(demand[i])) continue;
    if (jumps(demand, shape, i, believed) && strayed(shape, i) >= strayed(shape, believed)) {
      doubted.push(i);
      demand[i] = Number.NaN;
    } else believed = i;
  }
  return doubted;
}

function walkBackwards(demand: HourlyValues, shape: DemandShape): number[] {
  const doubted: number[] = [];
  let believed = demand.findLastIndex((mwh) => !Number.isNaN(mwh));
  for (let i = believed - 1; i >= 0; i--) {
    if (Number.isNaN(demand[i])) continue;
    if (jumps(demand, shape, i, believed)) doubted.push(i);
    else believed = i;
  }
  return doubted;
}

export const singleDelta: ScreeningRule = {
  name: 'single-delta',
  findings({ trusted, demandShape }): Finding[] {
    const shape = demandShape();
    if (!shape) return [];
    const demand = (trusted.series.get('demand') as HourlyValues).slice();
    const reason = 'Demand jumps away from the last hour that is believed.';
    const doubted = [...walkForwards(demand, shape), ...walkBackwards(demand, shape)];
    return doubted.map((index) => ({ kind: 'demand', index, reason }));
  },
};

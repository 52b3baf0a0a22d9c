/**
 * Demand far from what the hour should have: above expected + 3.5 spreads, or below expected - 2.5
 * spreads (see demand-shape). Source: Ruggles et al. (2020), "local demand filter", their constants.
 *
 * One deviation, so that weather survives: an hour that a believed hour beside it leads to by an
 * ordinary step, at most 2 spreads of hourly steps, is believed too. A cold morning climbs to its
 * record hour by hour; a wrong number jumps.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { type DemandShape, isJump } from './demand-shape.ts';
import type { Finding, Screening, ScreeningRule } from './screening-rule.ts';

const SPREADS_ABOVE = 3.5;
const SPREADS_BELOW = 2.5;
const SPREADS_OF_ORDINARY_STEP = 2;

type IsFar = (shape: DemandShape, demandMwh: HourlyValues, i: number) => boolean;

const isHigh: IsFar = ({ expectedMwh, spreadMwh }, demandMwh, i) =>
  (demandMwh[i] as number) >= (expectedMwh[i] as number) + SPREADS_ABOVE * (spreadMwh[i] as number);

const isLow: IsFar = ({ expectedMwh, spreadMwh }, demandMwh, i) =>
  (demandMwh[i] as number) <= (expectedMwh[i] as number) - SPREADS_BELOW * (spreadMwh[i] as number);

function isOrdinaryStep(shape: DemandShape, demandMwh: HourlyValues, from: number, to: number): boolean {
  const surplus = (i: number) => (demandMwh[i] as number) - (shape.expectedMwh[i] as number);
  const stepMwh = Math.abs(surplus(to) - surplus(from));
  return !Number.isNaN(stepMwh) && !isJump(shape, to, stepMwh, SPREADS_OF_ORDINARY_STEP);
}

/** Believes what believed hours lead to, walking one way: `far` loses those hours. */
function believeWhatIsLedTo(far: Uint8Array, shape: DemandShape, demandMwh: HourlyValues, way: 1 | -1): void {
  const last = far.length - 1;
  for (let i = way === 1 ? 1 : last - 1; i >= 0 && i <= last; i += way) {
    if (far[i] === 1 && far[i - way] === 0 && isOrdinaryStep(shape, demandMwh, i - way, i)) far[i] = 0;
  }
}

function doubtedHours({ trusted, demandShape }: Screening, isFar: IsFar, reason: string): Finding[] {
  const shape = demandShape();
  if (!shape) return [];
  const demandMwh = trusted.series.get('demand') as HourlyValues;
  const far = new Uint8Array(demandMwh.length);
  for (let i = 0; i < far.length; i++) far[i] = isFar(shape, demandMwh, i) ? 1 : 0;
  if (!far.includes(1)) return [];
  believeWhatIsLedTo(far, shape, demandMwh, 1);
  believeWhatIsLedTo(far, shape, demandMwh, -1);
  const found: Finding[] = [];
  far.forEach((doubted, index) => void (doubted === 1 && found.push({ kind: 'demand', index, reason })));
  return found;
}

export const localDemandHigh: ScreeningRule = {
  name: 'local-demand-high',
  findings: (screening) => doubtedHours(screening, isHigh, 'Far above the usual demand of this hour.'),
};

export const localDemandLow: ScreeningRule = {
  name: 'local-demand-low',
  findings: (screening) => doubtedHours(screening, isLow, 'Far below the usual demand of this hour.'),
};

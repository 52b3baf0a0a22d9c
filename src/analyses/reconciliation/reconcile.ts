/**
 * Reconciliation: the smallest weighted change of an hour's reported numbers after which they balance,
 *
 *   minimise sum of w (x - x0)^2   subject to the balances of energy-balance.ts and to x >= its bound.
 *
 * A convex problem with one solution. Its dual, a concave function of one price for each balance, is
 * climbed by Newton's steps: at given prices every value is known in closed form, clamped to its
 * bound; a step solves the problem in which what rests on a bound stays there and everything else is
 * free. Usually 3 to 6 steps settle which values rest. The same input gives the same output, bit by bit.
 */
import type { EnergyBalance, ReconciledHour } from './energy-balance.ts';
import {
  along,
  movedBy,
  type Response,
  responseTo,
  withoutStuckSources,
  zeroMultipliers,
} from './multipliers.ts';
import { newtonStep } from './newton-step.ts';

const STEPS_AT_MOST = 60;
/** MWh: no balance of an area fails by more before the sums are closed. */
const BALANCED_WITHIN_MWH = 1e-7;
const SHORTEST_STEP = 2 ** -30;
/** The share of the rise foreseen by the slope that a step must bring (Armijo). */
const RISE_REQUIRED = 1e-4;
/** Of the dual: a fall by less is rounding. */
const ROUNDING = 1e-12;

/** The hour has no solution that was found; nothing is published of it. */
export class ReconciliationError extends Error {
  override name = 'ReconciliationError';
}

function largestFailure({ failing }: Response): number {
  let largest = 0;
  for (const values of [failing.source, failing.energy, failing.exchange]) {
    for (const value of values) largest = Math.max(largest, Math.abs(value));
  }
  return largest;
}

export function reconcile(balance: EnergyBalance): ReconciledHour {
  let prices = withoutStuckSources(balance, zeroMultipliers(balance.areaCount));
  let response = responseTo(balance, prices);
  for (let steps = 1; steps <= STEPS_AT_MOST; steps++) {
    const step = newtonStep(balance, response);
    const slope = along(response.failing, step);
    const before = response.dual - ROUNDING * Math.abs(response.dual);
    let length = 1;
    let next = movedBy(prices, step, length);
    let reached = responseTo(balance, next);
    while (reached.dual < before + RISE_REQUIRED * length * slope && length > SHORTEST_STEP) {
      if (largestFailure(reached) < BALANCED_WITHIN_MWH) break;
      length /= 2;
      next = movedBy(prices, step, length);
      reached = responseTo(balance, next);
    }
    if (largestFailure(reached) < BALANCED_WITHIN_MWH) return balanced(balance, reached, steps);
    prices = withoutStuckSources(balance, next);
    response = responseTo(balance, prices);
  }
  throw new ReconciliationError(
    `No balance of the hour was found in ${STEPS_AT_MOST} steps; the worst still fails by ${largestFailure(response)} MWh.`,
  );
}

/** Sources and ties decide; the sums are made of them, so that the last bits agree as well. */
function balanced(
  { areaCount, sources, ties }: EnergyBalance,
  response: Response,
  steps: number,
): ReconciledHour {
  const netGenerationMwh = new Float64Array(areaCount);
  const totalInterchangeMwh = new Float64Array(areaCount);
  const add = (sums: Float64Array, area: number, mwh: number) => {
    sums[area] = (sums[area] as number) + mwh;
  };
  for (let k = 0; k < sources.area.length; k++) {
    add(netGenerationMwh, sources.area[k] as number, response.sources[k] as number);
  }
  for (let e = 0; e < ties.from.length; e++) {
    const to = ties.to[e] as number;
    add(totalInterchangeMwh, ties.from[e] as number, response.ties[e] as number);
    if (to >= 0) add(totalInterchangeMwh, to, -(response.ties[e] as number));
  }
  return {
    demandMwh: netGenerationMwh.map((generation, i) => generation - (totalInterchangeMwh[i] as number)),
    netGenerationMwh,
    totalInterchangeMwh,
    sourceMwh: response.sources,
    tieMwh: response.ties,
    steps,
  };
}

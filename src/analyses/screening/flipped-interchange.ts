/**
 * Total interchange with the wrong sign. Demand = net generation - total interchange; where that
 * fails by a margin and holds almost exactly with the sign turned round, it is the sign.
 */
import type { Finding, ScreeningRule } from './screening-rule.ts';

const HOLDS_WITHIN_FRACTION = 0.01;
const FAILS_BY_FRACTION = 0.05;

function isFlipped(demand: number, netGeneration: number, interchange: number): boolean {
  const asReported = Math.abs(demand - (netGeneration - interchange));
  const turned = Math.abs(demand - (netGeneration + interchange));
  const scale = Math.max(Math.abs(demand), Math.abs(netGeneration));
  return (
    asReported > Math.max(5, FAILS_BY_FRACTION * scale) &&
    turned <= Math.max(1, HOLDS_WITHIN_FRACTION * scale)
  );
}

export const flippedInterchange: ScreeningRule = {
  name: 'flipped-interchange',
  findings({ trusted }): Finding[] {
    const demand = trusted.series.get('demand');
    const generation = trusted.series.get('net-generation');
    const interchange = trusted.series.get('total-interchange');
    if (!demand || !generation || !interchange) return [];
    const reason = 'Demand equals net generation less interchange only with the sign turned round.';
    const found: Finding[] = [];
    for (let index = 0; index < trusted.hourCount; index++) {
      // NaN compares as false: an hour with a gap is not judged.
      if (isFlipped(demand[index] as number, generation[index] as number, interchange[index] as number)) {
        found.push({ kind: 'total-interchange', index, reason });
      }
    }
    return found;
  },
};

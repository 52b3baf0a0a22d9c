/**
 * Demand that leaves both neighbouring hours, in the same direction, by more than twice the spread
 * of hourly steps (see demand-shape). Source: Ruggles et al. (2020), "double-sided delta filter".
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { type DemandShape, isJump } from './demand-shape.ts';
import { findingsWhere, type ScreeningRule } from './screening-rule.ts';

const SPREADS = 2;

function standsAlone(shape: DemandShape, i: number): boolean {
  const fromBefore = shape.stepMwh[i] as number;
  const fromAfter = -(shape.stepMwh[i + 1] as number);
  return (
    isJump(shape, i, Math.min(fromBefore, fromAfter), SPREADS) ||
    isJump(shape, i, -Math.max(fromBefore, fromAfter), SPREADS)
  );
}

export const doubleDelta: ScreeningRule = {
  name: 'double-delta',
  findings({ trusted, demandShape }) {
    const shape = demandShape();
    if (!shape) return [];
    const demand = trusted.series.get('demand') as HourlyValues;
    const reason = 'Demand jumps away from both neighbouring hours.';
    return findingsWhere('demand', demand, (_, i) => standsAlone(shape, i), reason);
  },
};

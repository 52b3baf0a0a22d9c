/**
 * Demand more than 4 standard deviations from the mean of the 10 days around it (see rolling-range).
 * Twice over: what the first pass takes out no longer widens the range of the second.
 * Source: gridemissions, rolling window filter, on what the other rules left.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { deviationsFromMean, mayDeviate } from './rolling-range.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';

const DEVIATIONS = 4;
const MOST_PASSES = 2;

/** Indices of the values out of range. */
function outOfRange(values: HourlyValues): number[] {
  if (!mayDeviate(values, DEVIATIONS)) return [];
  const deviations = deviationsFromMean(values);
  const out: number[] = [];
  for (let i = 0; i < deviations.length; i++) {
    if (Math.abs(deviations[i] as number) >= DEVIATIONS) out.push(i);
  }
  return out;
}

function withoutHours(values: HourlyValues, indices: readonly number[]): HourlyValues {
  const left = values.slice();
  for (const i of indices) left[i] = Number.NaN;
  return left;
}

export const rollingBounds: ScreeningRule = {
  name: 'rolling-bounds',
  findings({ trusted }): Finding[] {
    let demand = trusted.series.get('demand');
    if (!demand) return [];
    const reason = 'Far outside the range of the ten days around.';
    const out = outOfRange(demand);
    for (let pass = 1, last = out; pass < MOST_PASSES && last.length > 0; pass++) {
      demand = withoutHours(demand, last);
      last = outOfRange(demand);
      out.push(...last);
    }
    return out.map((index) => ({ kind: 'demand', index, reason }));
  },
};

/**
 * Demand more than 4 standard deviations from the mean of the 10 days around it; a deviation below
 * 100 MWh counts as 100. Twice over: what the first pass takes out no longer widens the bounds of
 * the second. Source: gridemissions (de Chalendar, Taggart, Benson, PNAS 2019), rolling window
 * filter, its constants, on what the other rules left.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';

const HOURS = 240;
const HOURS_NEEDED = 100;
const DEVIATIONS = 4;
const LEAST_DEVIATION_MWH = 100;
const PASSES = 2;

/** Sums before each index, of known values. */
interface Sums {
  count: Int32Array;
  sum: Float64Array;
  squares: Float64Array;
}

/** Squares are of the distance from a centre, lest large values lose their digits. */
function sumsOf(values: HourlyValues, centre: number): Sums {
  const n = values.length + 1;
  const sums = { count: new Int32Array(n), sum: new Float64Array(n), squares: new Float64Array(n) };
  for (let i = 0; i < values.length; i++) {
    const distance = (values[i] as number) - centre;
    const known = !Number.isNaN(distance);
    sums.count[i + 1] = (sums.count[i] as number) + (known ? 1 : 0);
    sums.sum[i + 1] = (sums.sum[i] as number) + (known ? distance : 0);
    sums.squares[i + 1] = (sums.squares[i] as number) + (known ? distance * distance : 0);
  }
  return sums;
}

/** Makes a gap of each value out of bounds; returns their indices. */
function onePass(values: HourlyValues): number[] {
  const centre = values.find((value) => !Number.isNaN(value)) ?? 0;
  const { count, sum, squares } = sumsOf(values, centre);
  const out: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const from = Math.max(0, i - HOURS / 2);
    const to = Math.min(values.length, i + HOURS / 2);
    const n = (count[to] as number) - (count[from] as number);
    if (n < HOURS_NEEDED) continue;
    const mean = ((sum[to] as number) - (sum[from] as number)) / n;
    const meanSquare = ((squares[to] as number) - (squares[from] as number)) / n;
    const deviation = Math.sqrt(Math.max(0, ((meanSquare - mean * mean) * n) / (n - 1)));
    const bound = DEVIATIONS * Math.max(LEAST_DEVIATION_MWH, deviation);
    if (Math.abs((values[i] as number) - centre - mean) >= bound) out.push(i);
  }
  for (const i of out) values[i] = Number.NaN;
  return out;
}

export const rollingBounds: ScreeningRule = {
  name: 'rolling-bounds',
  findings({ trusted }): Finding[] {
    const demand = trusted.series.get('demand')?.slice();
    if (!demand) return [];
    const reason = 'Far outside the range of the ten days around.';
    return Array.from({ length: PASSES }, () => onePass(demand))
      .flat()
      .map((index) => ({ kind: 'demand', index, reason }));
  },
};

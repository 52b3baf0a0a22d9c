/**
 * The range that the ten days around an hour give: mean and standard deviation of 240 hours, a
 * deviation below 100 MWh counting as 100; NaN where fewer than 100 of the hours are known.
 * Source: gridemissions (de Chalendar, Taggart, Benson, PNAS 2019), rolling window filter, its constants.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { extent } from '../statistics.ts';

const HOURS = 240;
const HOURS_NEEDED = 100;
const LEAST_DEVIATION_MWH = 100;
const ALLOWANCE = 0.999;

function firstKnown(values: HourlyValues): number {
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) return values[i] as number;
  return 0;
}

/**
 * Moves the window of ten days over the hours, until `isEnough` says so of one: it is told the hour, how many of
 * its window are known, and the sum and the sum of squares of what these lie off the centre.
 */
function someHour(
  values: HourlyValues,
  centre: number,
  isEnough: (i: number, n: number, sum: number, squares: number) => boolean,
): boolean {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let coming = 0; coming < values.length + HOURS / 2 - 1; coming++) {
    const gain = coming < values.length ? (values[coming] as number) - centre : Number.NaN;
    if (!Number.isNaN(gain)) {
      n++;
      sum += gain;
      squares += gain * gain;
    }
    const loss = coming >= HOURS ? (values[coming - HOURS] as number) - centre : Number.NaN;
    if (!Number.isNaN(loss)) {
      n--;
      sum -= loss;
      squares -= loss * loss;
    }
    const i = coming - HOURS / 2 + 1;
    if (i >= 0 && n >= HOURS_NEEDED && isEnough(i, n, sum, squares)) return true;
  }
  return false;
}

/**
 * Whether some hour surely or possibly lies so many deviations from its mean. The same sums, but no root and
 * no quotient an hour: with S the sum and Q the sum of squares of n values less the centre,
 *
 *   |v - S/n| >= k s  <=>  (n v - S)^2 (n - 1) >= k^2 n (n Q - S^2)
 *
 * An allowance for rounding makes it err on the side of yes.
 */
export function mayDeviate(values: HourlyValues, deviations: number): boolean {
  const { low, high } = extent(values);
  const least = deviations * LEAST_DEVIATION_MWH * ALLOWANCE;
  if (!(high - low >= least)) return false;
  const centre = firstKnown(values);
  return someHour(values, centre, (i, n, sum, squares) => {
    const fromMean = Math.abs(n * ((values[i] as number) - centre) - sum);
    if (!(fromMean >= least * n)) return false;
    const spread = deviations * deviations * n * (n * squares - sum * sum);
    return fromMean * fromMean * (n - 1) >= spread * ALLOWANCE;
  });
}

/** How many deviations from the mean, signed, each hour lies. Centred, lest large values lose digits in the squares. */
export function deviationsFromMean(values: HourlyValues): HourlyValues {
  const out = new Float64Array(values.length).fill(Number.NaN);
  const centre = firstKnown(values);
  someHour(values, centre, (i, n, sum, squares) => {
    const mean = sum / n;
    const deviation = Math.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1)));
    out[i] = ((values[i] as number) - centre - mean) / Math.max(LEAST_DEVIATION_MWH, deviation);
    return false;
  });
  return out;
}

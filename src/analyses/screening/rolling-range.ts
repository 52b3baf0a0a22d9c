/**
 * The range that the ten days around an hour give: mean and standard deviation of 240 hours, a
 * deviation below 100 MWh counting as 100; NaN where fewer than 100 of the hours are known.
 * Source: gridemissions (de Chalendar, Taggart, Benson, PNAS 2019), rolling window filter, its constants.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';

const HOURS = 240;
const HOURS_NEEDED = 100;
const LEAST_DEVIATION_MWH = 100;

/** How many deviations from the mean, signed, each hour lies. Centred, lest large values lose digits in the squares. */
export function deviationsFromMean(values: HourlyValues): HourlyValues {
  const out = new Float64Array(values.length).fill(Number.NaN);
  const centre = values.find((value) => !Number.isNaN(value)) ?? 0;
  let [n, sum, squares] = [0, 0, 0];
  const take = (i: number, sign: 1 | -1) => {
    const distance = (values[i] ?? Number.NaN) - centre;
    if (Number.isNaN(distance)) return;
    n += sign;
    sum += sign * distance;
    squares += sign * distance * distance;
  };
  for (let i = 0; i < HOURS / 2 - 1; i++) take(i, 1);
  for (let i = 0; i < values.length; i++) {
    take(i + HOURS / 2 - 1, 1);
    take(i - HOURS / 2 - 1, -1);
    if (n < HOURS_NEEDED) continue;
    const mean = sum / n;
    const deviation = Math.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1)));
    out[i] = ((values[i] as number) - centre - mean) / Math.max(LEAST_DEVIATION_MWH, deviation);
  }
  return out;
}

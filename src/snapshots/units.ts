import { z } from 'zod';

const rounded = (decimals: number) => (value: number) => {
  const factor = 10 ** decimals;
  const result = Math.round(value * factor) / factor;
  return result === 0 ? 0 : result;
};

/** Rounding happens here and nowhere else: a field's unit decides its decimals. */
const quantity = (decimals: number, description: string) =>
  z.number().overwrite(rounded(decimals)).describe(description);

/** Energy of one hour in MWh, which is also its average power in MW. */
export const mwh = quantity(2, 'MWh in one hour, equal to the average MW of that hour');
export const mw = quantity(2, 'MW');
export const meanMw = quantity(1, 'MW, mean of several hours');
export const kgPerMwh = quantity(1, 'kg CO2 per MWh, equal to g per kWh');
export const fraction = quantity(4, 'a fraction: 0.25 means 25 percent');
export const score = quantity(1, 'points from 0 to 100');
export const hours = quantity(2, 'hours');

export const instant = z.iso.datetime({ offset: false }).describe('UTC; of an hour, its end');
export const localDate = z.iso.date().describe("a day of the balancing authority's own calendar");

/** One entry per hour; null is a gap. */
export const series = (unit: z.ZodNumber) => z.array(unit.nullable());

import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { fraction, instant, localDate } from './units.ts';

const value = z.number().overwrite((x) => Math.round(x * 100) / 100);

export const change = z.object({
  quantity: z.enum(['max-demand', 'cleanest-hour', 'largest-ramp', 'interchange-swing']),
  label: z.string().describe('names the quantity in full'),
  unit: z.enum(['MW', 'kg CO2/MWh']),
  hourEnding: instant.nullable(),
  value: value.nullable(),
  baseline: value.nullable().describe('median of the same weekday over the last 30 days'),
  baselineDays: z.array(localDate),
  absoluteDifference: value.nullable(),
  relativeDifference: fraction.nullable(),
  note: z.string().nullable().describe('why a value or a baseline is missing'),
});
export type Change = z.infer<typeof change>;

/** The last complete day against the median of the same weekday. */
export const changesSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  date: localDate.nullable(),
  changes: z.array(change),
});
export type ChangesSnapshot = z.infer<typeof changesSnapshot>;

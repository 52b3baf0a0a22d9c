import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { fraction, instant, localDate, meanMw } from './units.ts';

const value = z.number().overwrite((x) => Math.round(x * 100) / 100);

/** Where a value stands among the days held. */
export const rank = z.object({
  days: z.int().describe('days compared, this one included: those of the last 365 that pass the gate'),
  firstDate: localDate.describe('the oldest of them'),
  fromTop: z.int().describe('1 = none higher'),
  fromBottom: z.int().describe('1 = none lower'),
  tiedDays: z.int().describe('other days with exactly this value'),
});
export type Rank = z.infer<typeof rank>;

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
  rank: rank.nullable(),
  note: z.string().nullable().describe('why a value or a baseline is missing'),
});
export type Change = z.infer<typeof change>;

const driver = z.object({ meanMw, baselineMeanMw: meanMw, changeMw: meanMw });

export const driverPart = driver.extend({
  part: z
    .string()
    .describe('generation:{energy source}, net-imports, unexplained, or net-imports-and-unexplained'),
});
export type DriverPart = z.infer<typeof driverPart>;

/**
 * demand = sum of the sources + net imports + unexplained, which is what EIA's figures leave open. The
 * parts add up to demand exactly, in each of the three columns.
 */
export const drivers = z.object({
  sentence: z.string(),
  baselineDays: z.array(localDate).describe('newest first; their mean is the baseline'),
  hoursCompared: z.int().describe('hours of the day that are known, compared with the same local hours'),
  demand: driver,
  parts: z.array(driverPart).describe('largest change first, what is not explained last'),
});
export type Drivers = z.infer<typeof drivers>;

/** The last complete day against the median of the same weekday. */
export const changesSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  date: localDate.nullable(),
  changes: z.array(change),
  drivers: drivers.nullable(),
  driversNote: z.string().nullable().describe('why there are no drivers'),
});
export type ChangesSnapshot = z.infer<typeof changesSnapshot>;

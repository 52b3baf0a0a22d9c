import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { fraction, hours, localDate, mw, mwh, score } from './units.ts';

export const duckDay = z.object({
  date: localDate,
  status: z.enum(['scored', 'provisional', 'no-solar', 'incomplete', 'no-demand']),
  reason: z.string().nullable(),
  score: score.nullable(),
  parts: z
    .object({ ramp: score, valley: score, trough: score })
    .nullable()
    .describe('they add up to the score'),
  raw: z
    .object({
      ramp1hMw: mw.describe('of demand less utility solar, between 15:00 and 21:00'),
      ramp3hMw: mw,
      valleyMw: mw.describe('highest hour of the day less the lowest of 10:00 to 15:00'),
      troughMwh: mwh,
      troughLocalTimeHours: hours.nullable().describe('mean midpoint of the flat bottom, local clock'),
      solarNoonLocalTimeHours: hours,
      solarShareOfDemand: fraction,
      ramp1hOfDemandMw: mw,
      valleyOfDemandMw: mw,
    })
    .nullable(),
  lessWind: z
    .object({ ramp1hMw: mw, ramp3hMw: mw, valleyMw: mw, troughMwh: mwh })
    .nullable()
    .describe('the same of demand less utility solar and wind (net load)'),
});
export type DuckDay = z.infer<typeof duckDay>;

/** Newest day first. */
export const ducksSnapshot = z.object({ ...balancingAuthorityEnvelope, days: z.array(duckDay) });
export type DucksSnapshot = z.infer<typeof ducksSnapshot>;

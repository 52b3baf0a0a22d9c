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

/** Names what is subtracted from demand: never "net load" alone. */
export const netLoadDefinition = z.enum(['demand less utility solar', 'demand less wind and utility solar']);

const scoreOfDay = z.object({ date: localDate, score });

export const duckMonth = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  scoredDays: z.int(),
  median: score,
  percentile10: score,
  percentile90: score,
  best: scoreOfDay,
});
export type DuckMonth = z.infer<typeof duckMonth>;

export const duckRecord = z.object({
  figure: z
    .enum(['valley', 'ramp-1h', 'ramp-3h'])
    .describe(
      'valley: highest hour of the day less the lowest of 10:00 to 15:00; ramps between 15:00 and 21:00',
    ),
  netLoad: netLoadDefinition,
  date: localDate,
  valueMw: mw,
});
export type DuckRecord = z.infer<typeof duckRecord>;

/** Newest day first. Gallery, season and records take scored days only, of which every hour is known. */
export const ducksSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  held: z
    .object({ firstDate: localDate, lastDate: localDate, scoredDays: z.int() })
    .nullable()
    .describe('the scored days that gallery, season and records are of; null where there is none'),
  gallery: z.array(scoreOfDay).describe('the best 8 of the last 60 days, best first'),
  season: z.array(duckMonth).describe('by month, oldest first'),
  records: z.object({
    bestDays: z.array(scoreOfDay).describe('the best 5 of all days held'),
    extremes: z.array(duckRecord),
  }),
  days: z.array(duckDay),
});
export type DucksSnapshot = z.infer<typeof ducksSnapshot>;

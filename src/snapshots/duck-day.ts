import { z } from 'zod';
import { duckDay } from './ducks.ts';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { instant, localDate, mw, mwh, score, series } from './units.ts';

/** A rise between two hours of demand less utility solar. */
const rise = z.object({
  fromHourEnding: instant,
  toHourEnding: instant,
  fromMwh: mwh,
  toMwh: mwh,
  riseMw: mw,
});
export type Rise = z.infer<typeof rise>;

export const duckReason = z.object({
  part: z.enum(['ramp', 'valley', 'trough']),
  points: score,
  ofPoints: z.int(),
  sentences: z.array(z.string()).max(2),
});
export type DuckReason = z.infer<typeof duckReason>;

/** One day's duck in full: why it scored as it did, where its marks lie, and the usual curve beside it. */
export const duckDaySnapshot = z.object({
  ...balancingAuthorityEnvelope,
  day: duckDay,
  reasons: z.array(duckReason).describe('empty where the day has no score'),
  usual: z
    .object({ scoredDays: z.int(), parts: z.object({ ramp: score, valley: score, trough: score }) })
    .nullable()
    .describe('median of each part over the scored days among the 30 before; null of fewer than 5'),
  marks: z
    .object({
      trough: z.object({ hourEnding: instant, demandLessSolarMwh: mwh }).nullable(),
      ramp1h: rise.nullable(),
      ramp3h: rise.nullable(),
    })
    .describe('of demand less utility solar; trough: its lowest hour between 7:00 and 18:00'),
  typical: z
    .object({
      dayKind: z.enum(['weekday', 'weekend']),
      dates: z.array(localDate).describe('newest first'),
      demandLessSolarMwh: series(mwh).describe("by the day's hours; median of the same local hour"),
    })
    .nullable()
    .describe('of the weekdays (or weekend days) among the 30 days before; null of fewer than 5'),
});
export type DuckDaySnapshot = z.infer<typeof duckDaySnapshot>;

import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { flaggedHour } from './flagged-hour.ts';
import { statement } from './receipt.ts';
import { fraction, instant, kgPerMwh, localDate, mw, mwh, score, series } from './units.ts';

const demandExtreme = z.object({ hourEnding: instant, demandMwh: mwh });

export const completeness = z.object({
  hoursInDay: z.int(),
  missingHours: z.int(),
  flaggedHours: z.int(),
});

/** A sentence that said something else before its rows were revised. */
export const pulseUpdate = z.object({
  seenAt: instant.describe('when the run that saw the new rows took place'),
  rule: z.string(),
  was: z.string(),
  now: z.string().nullable().describe('null where it no longer holds and nothing takes its place'),
});
export type PulseUpdate = z.infer<typeof pulseUpdate>;

/** Every hour of one local day, in order; arrays are as long as `hourEnding`. */
export const dayHours = z.object({
  hourEnding: z.array(instant),
  localHour: z.array(z.int()).describe('local clock hour at which the hour starts'),
  demandMwh: series(mwh),
  dayAheadDemandForecastMwh: series(mwh),
  netGenerationMwh: series(mwh),
  totalInterchangeMwh: series(mwh),
  generationMwh: z.record(z.string(), series(mwh)).describe('by energy source code'),
  netLoadMwh: series(mwh).describe('demand less wind and utility solar'),
  demandLessSolarMwh: series(mwh).describe('demand less utility solar: the duck curve'),
  carbonIntensityDirectKgPerMwh: series(kgPerMwh).describe('generation-based'),
  carbonIntensityLifecycleKgPerMwh: series(kgPerMwh).describe('generation-based'),
});
export type DayHours = z.infer<typeof dayHours>;

/** Of a pulse, what a duck is drawn from. */
export const duckCurve = z.object({
  hours: dayHours.pick({ localHour: true, demandMwh: true, demandLessSolarMwh: true }),
});
export type DuckCurve = z.infer<typeof duckCurve>['hours'];

/** Of a sum of members, the hours that small members left open, their part estimated; never in `hours`. */
export const imputedDemand = z.object({
  hours: z.array(
    z.object({
      hourEnding: instant,
      demandMwh: mwh.describe('the sum with the estimated part'),
      imputedShare: fraction.describe('the estimated part of the sum, at most 0.05'),
      members: z.array(z.string()).describe('codes of those whose part is estimated'),
    }),
  ),
  dayDemandMwh: mwh.nullable().describe('of the day, estimated parts included; null where more is missing'),
});
export type ImputedDemand = z.infer<typeof imputedDemand>;

export const pulseStatus = z
  .enum(['final', 'provisional', 'incomplete'])
  .describe(
    'provisional: hours are missing within what the gate allows; incomplete: no extreme is published',
  );

export const pulseSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  date: localDate,
  status: pulseStatus,
  statusReason: z.string().nullable().describe('why it is not final, in plain words'),
  headline: z.string().max(120),
  bullets: z.array(z.string()).max(5),
  receipt: z.array(statement).describe('of each sentence: the headline first, then the bullets'),
  updates: z.array(pulseUpdate).describe('what the pulse said before, newest first'),
  completeness: z.object({ demand: completeness, generation: completeness }),
  peak: demandExtreme.nullable(),
  trough: demandExtreme.nullable(),
  eveningRamp: z
    .object({
      quantity: z.enum(['net load', 'demand']).describe('net load is demand less wind and utility solar'),
      hourEnding: instant.describe('the hour into which it rose'),
      rampMw: mw.describe('rise from the hour before'),
    })
    .nullable(),
  forecastDeviation: z
    .object({
      hourEnding: instant,
      demandMwh: mwh,
      forecastMwh: mwh,
      deviationMwh: mwh,
      deviationFraction: fraction,
    })
    .nullable()
    .describe('the largest of the day; deviation = demand - day-ahead forecast'),
  cleanestHour: z
    .object({
      hourEnding: instant,
      carbonIntensityDirectKgPerMwh: kgPerMwh,
      carbonIntensityLifecycleKgPerMwh: kgPerMwh,
    })
    .nullable(),
  carbonIntensity: z
    .object({ directKgPerMwh: kgPerMwh, lifecycleKgPerMwh: kgPerMwh })
    .nullable()
    .describe('generation-based mean of the day, weighted by generation'),
  generationShares: z
    .array(z.object({ source: z.string(), energyMwh: mwh, shareOfGeneration: fraction }))
    .describe('of the positive generation without storage, largest first'),
  totals: z.object({
    demandMwh: mwh.nullable(),
    netGenerationMwh: mwh.nullable(),
    totalInterchangeMwh: mwh.nullable().describe('positive: net outflow'),
  }),
  imputedDemand: imputedDemand
    .optional()
    .describe('only of a sum of members, and only where a part is estimated; no sentence rests on it'),
  duck: z.object({ score: score.nullable(), status: z.string() }),
  hours: dayHours,
  flags: z.array(flaggedHour),
});
export type PulseSnapshot = z.infer<typeof pulseSnapshot>;

/** Of a pulse, what feeds and lists tell of it. */
export const pulseWords = pulseSnapshot
  .pick({
    balancingAuthority: true,
    date: true,
    status: true,
    statusReason: true,
    headline: true,
    bullets: true,
    updates: true,
  })
  .extend({ receipt: z.array(statement.pick({ rule: true })) });
export type PulseWords = z.infer<typeof pulseWords>;

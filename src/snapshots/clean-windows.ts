import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { fraction, instant, kgPerMwh } from './units.ts';

const window = z.object({
  firstHour: instant,
  lastHour: instant.describe('the end of the last hour'),
  kgPerMwh,
});

const slot = window.extend({
  hours: z.int(),
  savingKgPerMwh: kgPerMwh.describe('mean of the horizon less that of the slot'),
  savingLow: kgPerMwh.nullable().describe('four outcomes of five lie between savingLow and savingHigh'),
  savingHigh: kgPerMwh.nullable(),
  savingFraction: fraction,
});

const horizon = z.object({
  hours: z.int(),
  firstHour: instant,
  meanKgPerMwh: kgPerMwh,
  quarters: z.array(z.int()).describe('by hour from firstHour; 1 is the cleanest quarter'),
  cleanestQuarter: z.array(window),
  slots: z.array(slot).describe('the cleanest 1, 2, 4 and 8 hours in a row'),
  meaningful: z
    .boolean()
    .describe('whether the saving of the best 4 hours exceeds the error and is no trifle'),
});

/** The forecast of one balancing authority and what follows from it. */
export const outlook = z.object({
  basis: z.literal('generation-based'),
  scope: z.literal('direct').describe('CO2 from the stack'),
  method: z.string(),
  issuedAt: instant,
  lastKnownHour: instant.describe('the last hour whose mix was known'),
  now: z.object({
    hourEnding: instant,
    kgPerMwh,
    low: kgPerMwh,
    high: kgPerMwh,
    quarterOfNext24Hours: z.int(),
  }),
  next24Hours: horizon,
  next48Hours: horizon,
  advice: z.string().max(140),
  disclosures: z.array(z.string()),
  forecast: z.object({
    coverage: fraction.describe('the share of outcomes that low to high is made to hold'),
    hourEnding: z.array(instant),
    kgPerMwh: z.array(kgPerMwh),
    low: z.array(kgPerMwh),
    high: z.array(kgPerMwh),
  }),
  expectedError: z
    .array(z.object({ dayAhead: z.int(), days: z.int(), meanAbsoluteErrorKgPerMwh: kgPerMwh }))
    .describe('of the same method on past days that it had not seen'),
});
export type Outlook = z.infer<typeof outlook>;

export const gradeLetter = z.enum(['A', 'B', 'C', 'D', 'F']);

/** How good the recorded predictions of the last 90 days were, once what came is known. */
export const accuracy = z.object({
  firstIssue: instant.nullable(),
  issues: z.int().describe('recorded before the fact, at most two a day'),
  byDayAhead: z.array(
    z.object({
      dayAhead: z.int().describe('1 is the first 24 hours after the issue'),
      hours: z.int(),
      meanAbsoluteErrorKgPerMwh: kgPerMwh,
      meanAbsolutePercentError: fraction.nullable(),
      coverage: fraction.describe('share of outcomes within the interval'),
    }),
  ),
  windows: z
    .object({
      scored: z.int().describe('evening issues whose next 24 hours are all known'),
      capturedShare: fraction
        .nullable()
        .describe('sum of realised over sum of possible savings, best 4 hours'),
      meanPossibleKgPerMwh: kgPerMwh.nullable(),
      meanRegretKgPerMwh: kgPerMwh.nullable().describe('lost against the best window in hindsight'),
      grade: gradeLetter.nullable().describe('null before enough windows are scored'),
    })
    .describe('of the issues at 18:00 local'),
});
export type Accuracy = z.infer<typeof accuracy>;

/** When the next hours are cleanest, by a forecast that is written down before the fact and scored after it. */
export const cleanWindowsSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  ...outlook.shape,
  accuracy,
});
export type CleanWindowsSnapshot = z.infer<typeof cleanWindowsSnapshot>;

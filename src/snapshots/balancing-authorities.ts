import { z } from 'zod';
import { dataAsOf, envelope } from './envelope.ts';
import { instant, kgPerMwh, localDate, mwh, score } from './units.ts';

export const balancingAuthorityEntry = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['balancing-authority', 'region', 'nation']),
  members: z.array(z.string()).describe('of a region or the nation: its balancing authorities'),
  isSumOfMembers: z
    .boolean()
    .describe('the source does not report the region itself: its hours are the sum of its members'),
  region: z.string().nullable(),
  interconnection: z.string().nullable(),
  timezone: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  active: z.boolean(),
  activatedOn: localDate.nullable(),
  retiredOn: localDate.nullable(),
  successors: z.array(z.string()),
  generationOnly: z.boolean(),
  neighbors: z.array(z.string()),
  dataAsOf: dataAsOf.nullable().describe('null where no hour is held'),
  latest: z
    .object({
      pulseDate: localDate.nullable(),
      headline: z.string().nullable(),
      demandMwh: mwh.nullable(),
      demandHourEnding: instant.nullable(),
      carbonIntensityDirectKgPerMwh: kgPerMwh.nullable(),
      carbonIntensityHourEnding: instant.nullable(),
      duckScore: score.nullable(),
      duckDate: localDate.nullable(),
    })
    .nullable(),
  pulseDates: z.array(localDate).describe('every day that has a pulse, oldest first'),
  hourlyMonths: z.array(z.string()).describe('every YYYY-MM that has a download'),
});
export type BalancingAuthorityEntry = z.infer<typeof balancingAuthorityEntry>;

/** Every balancing authority, active or retired, with or without data. */
export const balancingAuthoritiesSnapshot = z.object({
  ...envelope,
  balancingAuthorities: z.array(balancingAuthorityEntry),
});
export type BalancingAuthoritiesSnapshot = z.infer<typeof balancingAuthoritiesSnapshot>;

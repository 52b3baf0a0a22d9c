import { z } from 'zod';
import { SERIES_FAMILIES } from '../grid/observation.ts';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { instant } from './units.ts';

export const seriesFreshness = z.object({
  family: z.enum(SERIES_FAMILIES),
  reported: z.boolean().describe('false where the balancing authority has none in the window held'),
  asOf: instant.nullable().describe('the end of the last known hour'),
  nextExpected: instant
    .nullable()
    .describe("when the next hour should be there, by the series' own schedule"),
  staleAfter: instant.nullable().describe('late between nextExpected and this, stale after'),
  schedule: z.enum(['hourly', 'daily']),
});
export type SeriesFreshness = z.infer<typeof seriesFreshness>;

export const freshnessSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  series: z.array(seriesFreshness),
});
export type FreshnessSnapshot = z.infer<typeof freshnessSnapshot>;

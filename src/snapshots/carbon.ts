import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { instant, kgPerMwh, mwh, series } from './units.ts';

const factor = z.object({
  kgPerMwh,
  source: z.string(),
  own: z.boolean().describe("whether it is the balancing authority's own factor rather than national"),
});

const intensityPair = z.object({ directKgPerMwh: kgPerMwh, lifecycleKgPerMwh: kgPerMwh });

/** Generation-based carbon intensity of the last known hours. */
export const carbonSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  basis: z.literal('generation-based'),
  factorSets: z.object({ direct: z.string(), lifecycle: z.string() }),
  factors: z.record(z.string(), z.object({ direct: factor, lifecycle: factor })),
  leftOut: z.array(z.object({ source: z.string(), why: z.string() })),
  latest: intensityPair
    .extend({ hourEnding: instant, shares: z.array(z.object({ source: z.string(), generationMwh: mwh })) })
    .nullable(),
  meanOfLast24Hours: intensityPair.nullable(),
  byHourOfDay: z
    .array(
      z.object({
        localHour: z.int(),
        directKgPerMwh: kgPerMwh.nullable(),
        lifecycleKgPerMwh: kgPerMwh.nullable(),
      }),
    )
    .describe('mean of the last 14 days by local clock hour of the start'),
  hours: z.object({
    hourEnding: z.array(instant),
    directKgPerMwh: series(kgPerMwh),
    lifecycleKgPerMwh: series(kgPerMwh),
  }),
});
export type CarbonSnapshot = z.infer<typeof carbonSnapshot>;

import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { instant, kgPerMwh, mwh, series } from './units.ts';

const factor = z.object({
  kgPerMwh,
  source: z.string(),
  own: z.boolean().describe("whether it is the balancing authority's own factor rather than national"),
});

const intensityPair = z.object({ directKgPerMwh: kgPerMwh, lifecycleKgPerMwh: kgPerMwh });

const tracedStatus = z
  .enum(['final', 'provisional', 'unknown'])
  .describe('provisional: traced with the exchange of the days before, as interchange comes two days late');

/** What is consumed: generation and imports, each traced to its origin. Simple means of the hours. */
export const consumptionBased = z.object({
  latest: intensityPair.extend({ hourEnding: instant, status: z.enum(['final', 'provisional']) }),
  meanOfLast24Hours: intensityPair,
  hours: z.object({
    hourEnding: z.array(instant),
    directKgPerMwh: series(kgPerMwh),
    lifecycleKgPerMwh: series(kgPerMwh),
    status: z.array(tracedStatus),
  }),
});
export type ConsumptionBased = z.infer<typeof consumptionBased>;

/** Carbon intensity of the last known hours: generation-based, and consumption-based in a block of its own. */
export const carbonSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  basis: z.literal('generation-based').describe('of all but the block consumptionBased'),
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
  consumptionBased: consumptionBased.nullable(),
  consumptionNote: z.string().nullable().describe('why there is no consumption-based intensity'),
});
export type CarbonSnapshot = z.infer<typeof carbonSnapshot>;

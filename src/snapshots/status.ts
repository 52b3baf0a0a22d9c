import { z } from 'zod';
import { provenance, SCHEMA_VERSION } from './envelope.ts';
import { seriesFreshness } from './freshness.ts';
import { instant, localDate } from './units.ts';

export const runOutcome = z.enum(['running', 'succeeded', 'partial', 'failed']);

export const ingestRun = z.object({
  id: z.int(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  source: z.string(),
  outcome: runOutcome,
  firstHour: instant,
  lastHour: instant,
  rowsReceived: z.int(),
  rowsInserted: z.int(),
  rowsChanged: z.int(),
  rowsQuarantined: z.int(),
  message: z.string().nullable(),
});

export const quarantinedRow = z.object({
  runId: z.int(),
  origin: z.string(),
  respondent: z.string().nullable(),
  period: z.string().nullable(),
  reason: z.string(),
  excerpt: z.string(),
});

/** The only file that knows when the site was built. */
export const statusSnapshot = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  provenance,
  builtAt: instant,
  dataSource: z.string(),
  runs: z.array(ingestRun).describe('newest first'),
  quarantine: z.object({
    total: z.int(),
    byReason: z.array(z.object({ reason: z.string(), rows: z.int() })),
    recent: z.array(quarantinedRow),
  }),
  revisedDays: z
    .array(z.object({ respondent: z.string(), date: localDate, hours: z.int(), lastSeenAt: instant }))
    .describe(
      'days of which EIA changed a value after it was first seen, within the last 30 days; newest first',
    ),
  testimonyLosses: z
    .array(z.object({ kind: z.string(), month: z.string(), declaredAt: instant, reason: z.string() }))
    .describe(
      'what was written down before and is lost: revisions, predictions, runs, corrections of a month',
    )
    .optional(),
  flaggedHours: z.array(z.object({ rule: z.string(), hours: z.int() })),
  seriesNotReported: z.array(z.string()).describe('families of series that the data source gave no row of'),
  balancingAuthorities: z.array(
    z.object({ code: z.string(), name: z.string(), hasData: z.boolean(), series: z.array(seriesFreshness) }),
  ),
});
export type StatusSnapshot = z.infer<typeof statusSnapshot>;

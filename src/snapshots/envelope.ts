import { z } from 'zod';
import { instant } from './units.ts';

/** Raised when a field changes meaning or disappears; new optional fields do not raise it. */
export const SCHEMA_VERSION = 1;

export const source = z.object({ title: z.string(), url: z.url().nullable() });

export const place = z.object({ code: z.string(), name: z.string(), timezone: z.string() });

/**
 * The end of the last known hour of each family of series; null where nothing is known. Of a file of whole days, no later
 * than the end of the last that it tells of.
 */
export const dataAsOf = z.object({
  demand: instant.nullable(),
  dayAheadDemandForecast: instant.nullable(),
  netGeneration: instant.nullable(),
  totalInterchange: instant.nullable(),
  generation: instant.nullable(),
  interchange: instant.nullable(),
});
export type DataAsOf = z.infer<typeof dataAsOf>;

export const provenance = z
  .enum(['eia', 'synthetic'])
  .describe('synthetic: invented by the built-in sample grid; not a single real number in the file');

/**
 * What every file carries. `inputHash` is over the rows that the file was computed from, as reported: where it tells of
 * whole days, those until the end of the last; of a pulse, over the rows of its day, as reported and as believed, and those that its receipt names.
 */
export const envelope = {
  schemaVersion: z.literal(SCHEMA_VERSION),
  provenance,
  inputHash: z.string().regex(/^[0-9a-f]{16,64}$/),
  sources: z.array(source),
  units: z.record(z.string(), z.string()),
};

export const balancingAuthorityEnvelope = { ...envelope, balancingAuthority: place, dataAsOf };

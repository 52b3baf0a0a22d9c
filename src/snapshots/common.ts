import { z } from 'zod';

/** Raised when a field changes meaning or disappears; new optional fields do not raise it. */
export const SCHEMA_VERSION = 1;

const rounded = (decimals: number) => (value: number) => {
  const factor = 10 ** decimals;
  const result = Math.round(value * factor) / factor;
  return result === 0 ? 0 : result;
};

/** Rounding happens here and nowhere else: a field's unit decides its decimals. */
const quantity = (decimals: number, description: string) =>
  z.number().overwrite(rounded(decimals)).describe(description);

/** Energy of one hour in MWh, which is also its average power in MW. */
export const mwh = quantity(2, 'MWh in one hour, equal to the average MW of that hour');
export const mw = quantity(2, 'MW');
export const kgPerMwh = quantity(1, 'kg CO2 per MWh, equal to g per kWh');
export const fraction = quantity(4, 'a fraction: 0.25 means 25 percent');
export const score = quantity(1, 'points from 0 to 100');
export const hours = quantity(2, 'hours');

export const instant = z.iso.datetime({ offset: false }).describe('UTC; of an hour, its end');
export const localDate = z.iso.date().describe("a day of the balancing authority's own calendar");

/** One entry per hour; null is a gap. */
export const series = (unit: z.ZodNumber) => z.array(unit.nullable());

export const source = z.object({ title: z.string(), url: z.url().nullable() });

export const place = z.object({ code: z.string(), name: z.string(), timezone: z.string() });

/** The end of the last known hour of each family of series; null where nothing is known. */
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
 * What every file carries. `inputHash` is over the rows that the file was computed from, as reported;
 * of a pulse, over the rows of its day and the 30 days before it, as reported and as believed.
 */
export const envelope = {
  schemaVersion: z.literal(SCHEMA_VERSION),
  provenance,
  inputHash: z.string().regex(/^[0-9a-f]{16,64}$/),
  sources: z.array(source),
  units: z.record(z.string(), z.string()),
};

export const balancingAuthorityEnvelope = { ...envelope, balancingAuthority: place, dataAsOf };

/** An hour that screening does not believe; its reported value stays where it was. */
export const flaggedHour = z.object({
  series: z.string().describe('for example demand, or generation:SUN'),
  hourEnding: instant,
  reportedMwh: z.number().describe('as reported, unrounded'),
  rule: z.string(),
  reason: z.string(),
});
export type FlaggedHour = z.infer<typeof flaggedHour>;

/**
 * EIA's API v2 as it is on the wire, route by route: names, page size, envelope and rows.
 *
 * Seen in recordings: `total` and `value` were numbers once and are strings today, either may be
 * null; `warnings` moved in 2024 from inside `response` to beside it, and says "incomplete return"
 * on *every* page of an answer longer than one page, the last one included.
 */
import { z } from 'zod';
import type { SeriesKind } from '../grid/observation.ts';

export const ROUTES = ['region-data', 'fuel-type-data', 'interchange-data'] as const;
export type Route = (typeof ROUTES)[number];

/** The most rows that EIA returns at once; a larger `length` is cut to it. */
export const PAGE_ROWS = 5000;

/** The facets that name a series; the first one names its respondent. */
export const FACETS = {
  'region-data': ['respondent', 'type'],
  'fuel-type-data': ['respondent', 'fueltype'],
  'interchange-data': ['fromba', 'toba'],
} as const satisfies Record<Route, readonly [string, string]>;

/** `type` of region-data. NG is net generation here, and natural gas in fuel-type-data. */
export const REGION_TYPES = {
  D: 'demand',
  DF: 'day-ahead-demand-forecast',
  NG: 'net-generation',
  TI: 'total-interchange',
} as const satisfies Record<string, SeriesKind>;

export const routePath = (route: Route): string => `/v2/electricity/rto/${route}/data/`;

export const KEY_HEADER = 'X-Api-Key';
/** Sent by the emulator with `synthetic`, so that invented numbers never pass for measured ones. */
export const PROVENANCE_HEADER = 'x-gridpulse-provenance';
export const INCOMPLETE_RETURN = 'incomplete return';

const value = z.union([z.string(), z.number()]).nullable();
const rowTail = { value, 'value-units': z.string().optional() };

export const regionRowSchema = z.object({
  period: z.string(),
  respondent: z.string(),
  'respondent-name': z.string().optional(),
  type: z.string(),
  'type-name': z.string().optional(),
  ...rowTail,
});

export const fuelTypeRowSchema = z.object({
  period: z.string(),
  respondent: z.string(),
  'respondent-name': z.string().optional(),
  fueltype: z.string(),
  'type-name': z.string().optional(),
  ...rowTail,
});

export const interchangeRowSchema = z.object({
  period: z.string(),
  fromba: z.string(),
  'fromba-name': z.string().optional(),
  toba: z.string(),
  'toba-name': z.string().optional(),
  ...rowTail,
});

/** What a sound row of a route looks like; the client itself reads rows by hand (observations.ts). */
export const ROW_SCHEMAS = {
  'region-data': regionRowSchema,
  'fuel-type-data': fuelTypeRowSchema,
  'interchange-data': interchangeRowSchema,
} as const satisfies Record<Route, z.ZodType>;

const warningsSchema = z
  .array(z.looseObject({ warning: z.string().nullish(), description: z.string().nullish() }))
  .nullish();

export const envelopeSchema = z.object({
  response: z.object({
    total: z.union([z.string(), z.number()]).nullish(),
    dateFormat: z.string().nullish(),
    frequency: z.string().nullish(),
    // Rows are judged one by one later: a bad row must cost its own value, not the page.
    data: z.custom<unknown[]>(Array.isArray, 'expected an array of rows'),
    warnings: warningsSchema,
  }),
  warnings: warningsSchema,
  apiVersion: z.string().nullish(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** `total` as a count; null where EIA gave none that can be read. */
export function totalRows(envelope: Envelope): number | null {
  const { total } = envelope.response;
  if (total === null || total === undefined || total === '') return null;
  const count = Number(String(total).replaceAll(',', ''));
  return Number.isInteger(count) && count >= 0 ? count : null;
}

/** Whether EIA warns that the answer as a whole did not fit into a page. */
export function saysIncomplete(envelope: Envelope): boolean {
  const warnings = [...(envelope.warnings ?? []), ...(envelope.response.warnings ?? [])];
  return warnings.some((entry) => (entry.warning ?? '').toLowerCase().includes(INCOMPLETE_RETURN));
}

import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { flaggedHour } from './flagged-hour.ts';
import { instant } from './units.ts';

/** Values exactly as EIA reported them: no rounding, no screening. */
const asReported = z.array(z.number().nullable());

/** All hours of the local days of one month, columns as long as `hourEnding`. */
export const hourlySnapshot = z.object({
  ...balancingAuthorityEnvelope,
  month: z.string().regex(/^\d{4}-\d{2}$/),
  hourEnding: z.array(instant),
  localDate: z.array(z.iso.date()),
  localHour: z.array(z.int()),
  seriesMwh: z.record(z.string(), asReported).describe('by series, for example demand or generation:SUN'),
  flags: z.array(flaggedHour),
});
export type HourlySnapshot = z.infer<typeof hourlySnapshot>;

import { z } from 'zod';
import { instant } from './units.ts';

/** An hour that screening does not believe; its reported value stays where it was. */
export const flaggedHour = z.object({
  series: z.string().describe('for example demand, or generation:SUN'),
  hourEnding: instant,
  reportedMwh: z.number().describe('as reported, unrounded'),
  rule: z.string(),
  reason: z.string(),
});
export type FlaggedHour = z.infer<typeof flaggedHour>;

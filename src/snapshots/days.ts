import { z } from 'zod';
import { balancingAuthorityEnvelope } from './envelope.ts';
import { pulseStatus } from './pulse.ts';
import { localDate, mwh } from './units.ts';

export const dayLine = z.object({
  date: localDate,
  status: pulseStatus,
  peakDemandMwh: mwh.nullable().describe('of the highest hour; null where too much of the day is missing'),
});
export type DayLine = z.infer<typeof dayLine>;

/** What a calendar of the pulses shows, in one file and not in one for each day. */
export const daysSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  days: z.array(dayLine).describe('every day that has a pulse, oldest first'),
});
export type DaysSnapshot = z.infer<typeof daysSnapshot>;

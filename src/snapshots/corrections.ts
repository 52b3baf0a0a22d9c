import { z } from 'zod';
import { envelope } from './envelope.ts';
import { pulseUpdate } from './pulse.ts';
import { localDate } from './units.ts';

export const correction = pulseUpdate.extend({
  code: z.string().describe('of the balancing authority, region or nation'),
  date: localDate.describe('the day that the sentence is about'),
});
export type Correction = z.infer<typeof correction>;

/** Every published sentence that a revision changed, newest first. */
export const correctionsSnapshot = z.object({ ...envelope, corrections: z.array(correction) });
export type CorrectionsSnapshot = z.infer<typeof correctionsSnapshot>;

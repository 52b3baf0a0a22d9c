import { z } from 'zod';
import { accuracy, gradeLetter } from './clean-windows.ts';
import { envelope } from './envelope.ts';
import { fraction, instant } from './units.ts';

const scoreboardRow = z.object({
  code: z.string(),
  name: z.string(),
  timezone: z.string(),
  dataAsOf: z.object({ generation: instant.nullable() }),
  ...accuracy.shape,
});
export type ScoreboardRow = z.infer<typeof scoreboardRow>;

/** The forecasts of every balancing authority, scored: the largest captured share first. */
export const scoreboardSnapshot = z.object({
  ...envelope,
  basis: z.literal('generation-based'),
  scope: z.literal('direct'),
  scoredDays: z.int().describe('issues of the last so many days count'),
  grades: z
    .array(z.object({ grade: gradeLetter, capturedShare: fraction }))
    .describe('the least captured share of each grade; below the last it is an F'),
  leastGradedWindows: z.int().describe('fewer scored windows earn no grade'),
  rows: z.array(scoreboardRow),
  leftOut: z.array(z.object({ code: z.string(), name: z.string(), why: z.string() })),
});
export type ScoreboardSnapshot = z.infer<typeof scoreboardSnapshot>;

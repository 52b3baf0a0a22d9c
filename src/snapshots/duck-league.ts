import { z } from 'zod';
import { envelope } from './envelope.ts';
import { instant, localDate, score } from './units.ts';

const leagueRow = z.object({
  code: z.string(),
  name: z.string(),
  timezone: z.string(),
  dataAsOf: z.object({ demand: instant.nullable(), generation: instant.nullable() }),
  latest: z.object({ date: localDate, score }),
  last30Days: z.object({ median: score, scoredDays: z.int() }),
  best: z.object({ date: localDate, score }),
  held: z.object({ firstDate: localDate, lastDate: localDate, scoredDays: z.int() }),
});
export type LeagueRow = z.infer<typeof leagueRow>;

/** Every active balancing authority that reports utility solar, by the median score of its last 30 days. */
export const duckLeagueSnapshot = z.object({
  ...envelope,
  rows: z.array(leagueRow).describe('highest median of the last 30 days first'),
  leftOut: z.array(z.object({ code: z.string(), name: z.string(), why: z.string() })),
});
export type DuckLeagueSnapshot = z.infer<typeof duckLeagueSnapshot>;

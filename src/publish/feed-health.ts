import { z } from 'zod';

/** As much of a recorded ingest run as says how its feeds fared. */
export interface FeedRun {
  id: number;
  startedAt: Date;
  status: string;
  outcome: { failures: { what: string; message: string }[]; completed?: string[] | undefined } | null;
}

const instant = z.coerce.date();

/** How a feed has fared lately. Runs that were killed or never asked it say nothing. */
export const feedHealth = z.object({
  feed: z.string(),
  /** Of the last runs that asked, how many failed in a row; 0 where the last one brought it whole. */
  failures: z.int(),
  /** How many brought it whole in a row; 0 where the last one failed. */
  successes: z.int(),
  failingSince: instant.nullable(),
  lastFailureAt: instant.nullable(),
  lastMessage: z.string().nullable(),
  lastWholeAt: instant.nullable(),
});
export type FeedHealth = z.infer<typeof feedHealth>;

interface Answer {
  at: Date;
  message: string | null;
}

/** @param runs newest first */
export function healthOfFeeds(runs: readonly FeedRun[]): FeedHealth[] {
  const asked = latestPieces(runs);
  const feeds = new Set(asked.flatMap(({ outcome }) => namesIn(outcome)));
  return [...feeds].sort().map((feed) => {
    const answers = asked.flatMap((run) => answerOf(run, feed) ?? []);
    const failures = streak(answers, ({ message }) => message !== null);
    const failed = answers.find(({ message }) => message !== null);
    return {
      feed,
      failures,
      successes: streak(answers, ({ message }) => message === null),
      failingSince: failures > 0 ? (answers[failures - 1]?.at ?? null) : null,
      lastFailureAt: failed?.at ?? null,
      lastMessage: failed?.message ?? null,
      lastWholeAt: answers.find(({ message }) => message === null)?.at ?? null,
    };
  });
}

/** An ingest records a run for the last days and others for older hours, which may run out of time: only the first counts. */
function latestPieces(runs: readonly FeedRun[]): FeedRun[] {
  const first = new Map<number, FeedRun>();
  for (const run of runs) {
    const known = first.get(run.startedAt.getTime());
    if (!known || run.id < known.id) first.set(run.startedAt.getTime(), run);
  }
  return [...first.values()].sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

const namesIn = (outcome: FeedRun['outcome']): string[] => [
  ...(outcome?.failures ?? []).map(({ what }) => what),
  ...(outcome?.completed ?? []),
];

function answerOf({ startedAt, status, outcome }: FeedRun, feed: string): Answer | null {
  if (!outcome) return null;
  const failure = outcome.failures.find(({ what }) => what === feed);
  if (failure) return { at: startedAt, message: failure.message };
  const isWhole = status === 'succeeded' || outcome.completed?.includes(feed);
  return isWhole ? { at: startedAt, message: null } : null;
}

function streak(answers: readonly Answer[], fits: (answer: Answer) => boolean): number {
  const end = answers.findIndex((answer) => !fits(answer));
  return end < 0 ? answers.length : end;
}

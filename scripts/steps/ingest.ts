import type { Config } from '../../src/config.ts';
import { EiaBudgetExceededError, EiaError } from '../../src/eia/errors.ts';
import type { HourRange } from '../../src/grid/hour.ts';
import type { Observation, Provenance, QuarantinedRow } from '../../src/grid/observation.ts';
import type { RunFailure, Store } from '../../src/store/store.ts';
import type { DataSource, Feed } from './data-source.ts';
import { count, startProgress } from './progress.ts';

/** Some feeds did not come whole. What came is stored; the next run asks again for the rest. */
export class IngestIncompleteError extends Error {
  override name = 'IngestIncompleteError';
  /** Whether nothing but the run's time budget ended it. */
  readonly outOfTime: boolean;

  constructor(failures: RunFailure[], stored: number, outOfTime: boolean) {
    const [first] = failures;
    const kept = stored === 0 ? 'No row came' : `The ${count(stored)} rows that did come were stored`;
    super(
      `The ingest failed for ${failures.map(({ what }) => what).join(', ')}: ${first?.message ?? ''} ` +
        `${kept}; the last good snapshots and site were left as they are. The next run asks again for what is missing.`,
    );
    this.outOfTime = outOfTime;
  }
}

interface Tally {
  received: number;
  inserted: number;
  changed: number;
  unchanged: number;
  quarantined: number;
}

export interface Asking {
  /** The hours that a success stands for. */
  window: HourRange;
  /** Stretches before the window in which single hours are missing, in the order of time. */
  holes: readonly HourRange[];
}

/**
 * Asks every feed for hours and stores what comes; a feed that fails does not stop the others. The run is
 * recorded whatever happens.
 *
 * @throws IngestIncompleteError when a feed failed
 */
export async function ingest(
  store: Store,
  source: Pick<DataSource, 'name' | 'feeds'>,
  { window, holes }: Asking,
  config: Config,
  now: Date,
): Promise<Tally> {
  const runId = await store.startRun({ startedAt: now, source: source.name, ...window });
  const tally: Tally = { received: 0, inserted: 0, changed: 0, unchanged: 0, quarantined: 0 };
  const failures: RunFailure[] = [];
  const completed: string[] = [];
  let outOfTime = true;
  const finish = () => {
    const status = failures.length === 0 ? 'succeeded' : tally.received > 0 ? 'partial' : 'failed';
    return store.finishRun(runId, {
      finishedAt: config.pinnedNow ?? new Date(),
      status,
      ...tally,
      failures,
      completed,
    });
  };
  for (const feed of source.feeds) {
    try {
      await ingestFeed(store, feed, [...holes, window], { runId, now, tally, plain: config.plainOutput });
      completed.push(feed.name);
    } catch (error) {
      failures.push({ what: feed.name, message: error instanceof Error ? error.message : String(error) });
      outOfTime &&= error instanceof EiaBudgetExceededError;
      if (error instanceof EiaError) continue;
      // Not EIA's doing: the next feed would meet the same, and so may the record. The first error tells most.
      await finish().catch(() => undefined);
      throw error;
    }
  }
  await finish();
  if (failures.length > 0) throw new IngestIncompleteError(failures, tally.received, outOfTime);
  return tally;
}

interface FeedContext {
  runId: number;
  now: Date;
  tally: Tally;
  plain: boolean;
}

/** Stores what comes of one feed; throws what ended it early, when the rest is safe. */
async function ingestFeed(
  store: Store,
  feed: Feed,
  windows: readonly HourRange[],
  { runId, now, tally, plain }: FeedContext,
): Promise<void> {
  const progress = startProgress(`  ${feed.name}`, plain);
  const quarantined: QuarantinedRow[] = [];
  let failure: unknown = null;
  let claimed: Provenance | null = null;

  async function* observations(): AsyncGenerator<Observation[]> {
    try {
      for (const window of windows) {
        const batches = feed.read(window, ({ rows, pages, what }) =>
          progress.update(`${count(rows)} rows, ${pages} pages, at ${what}`),
        );
        for await (const batch of batches) {
          // The answer itself says whether its numbers are invented: an emulator may be behind EIA_API_URL.
          if (batch.provenance !== claimed) await store.claimProvenance(batch.provenance);
          claimed = batch.provenance;
          quarantined.push(...batch.quarantined);
          yield batch.observations;
        }
      }
    } catch (error) {
      // What came before the failure is whole hours, and worth keeping.
      failure = error;
    }
  }

  const result = await store.upsertObservations(observations(), { runId, seenAt: now });
  await store.quarantine(runId, quarantined);
  await store.refreshSummaries(result.changedDays);
  tally.received += result.received;
  tally.inserted += result.inserted;
  tally.changed += result.changed;
  tally.unchanged += result.unchanged;
  tally.quarantined += quarantined.length;
  progress.done(
    `${count(result.received)} rows: ${count(result.inserted)} new, ${count(result.changed)} changed, ` +
      `${count(result.unchanged)} as they were, ${count(quarantined.length)} quarantined${failure ? '; FAILED' : ''}`,
  );
  if (failure) throw failure;
}

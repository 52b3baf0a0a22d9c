import type { Config } from '../../src/config.ts';
import type { EiaBatch } from '../../src/eia/batch.ts';
import type { Observation, QuarantinedRow } from '../../src/grid/observation.ts';
import type { RunFailure, Store } from '../../src/store/store.ts';
import type { DataSource, Feed, HourWindow } from './data-source.ts';
import { count, startProgress } from './progress.ts';

/** Some feeds did not come whole. What came is stored; the next run asks again for the rest. */
export class IngestIncompleteError extends Error {
  override name = 'IngestIncompleteError';

  constructor(failures: RunFailure[], stored: number) {
    const [first] = failures;
    super(
      `The ingest failed for ${failures.map(({ what }) => what).join(', ')}: ${first?.message ?? ''} ` +
        `${count(stored)} rows that did come were stored; the last good snapshots and site were left as they are. ` +
        'The next run asks again for what is missing.',
    );
  }
}

interface Tally {
  received: number;
  inserted: number;
  changed: number;
  unchanged: number;
  quarantined: number;
}

/**
 * Asks every feed for a window of hours and stores what comes; a feed that fails does not stop the
 * others. The run is recorded whatever happens.
 *
 * @throws IngestIncompleteError when a feed failed
 */
export async function ingest(
  store: Store,
  source: Pick<DataSource, 'name' | 'provenance' | 'feeds'>,
  window: HourWindow,
  config: Config,
  now: Date,
): Promise<Tally> {
  await store.claimProvenance(source.provenance);
  const runId = await store.startRun({ startedAt: now, source: source.name, ...window });
  const tally: Tally = { received: 0, inserted: 0, changed: 0, unchanged: 0, quarantined: 0 };
  const failures: RunFailure[] = [];
  for (const feed of source.feeds) {
    const failure = await ingestFeed(store, feed, window, { runId, now, tally, plain: config.plainOutput });
    if (failure) failures.push(failure);
  }
  const status = failures.length === 0 ? 'succeeded' : tally.received > 0 ? 'partial' : 'failed';
  await store.finishRun(runId, { finishedAt: config.pinnedNow ?? new Date(), status, ...tally, failures });
  if (failures.length > 0) throw new IngestIncompleteError(failures, tally.received);
  return tally;
}

interface FeedContext {
  runId: number;
  now: Date;
  tally: Tally;
  plain: boolean;
}

async function ingestFeed(
  store: Store,
  feed: Feed,
  window: HourWindow,
  { runId, now, tally, plain }: FeedContext,
): Promise<RunFailure | null> {
  const progress = startProgress(`  ${feed.name}`, plain);
  const quarantined: QuarantinedRow[] = [];
  let failure: RunFailure | null = null;

  async function* observations(): AsyncGenerator<Observation[]> {
    try {
      const batches = feed.read(window, ({ rows, pages, what }) =>
        progress.update(`${count(rows)} rows, ${pages} pages, at ${what}`),
      );
      for await (const batch of batches) {
        await checkProvenance(store, batch);
        quarantined.push(...batch.quarantined);
        yield batch.observations;
      }
    } catch (error) {
      // What came before the failure is whole hours, and worth keeping.
      failure = { what: feed.name, message: error instanceof Error ? error.message : String(error) };
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
  return failure;
}

/** The answer itself says whether its numbers are invented: an emulator behind EIA_API_URL may be either. */
async function checkProvenance(store: Store, batch: EiaBatch): Promise<void> {
  await store.claimProvenance(batch.provenance);
}

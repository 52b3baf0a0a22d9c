import type { Config } from '../../src/config.ts';
import type { HourRange } from '../../src/grid/hour.ts';
import type { IngestRun, Store } from '../../src/store/store.ts';
import type { DataSource } from './data-source.ts';
import { findHoles, holeSearch } from './find-holes.ts';
import { ingest } from './ingest.ts';
import { planWindow } from './plan-window.ts';

const RUNS_REMEMBERED = 10_000;
/** More new rows than this are worth a VACUUM ANALYZE at once; the embedded database does none by itself. */
const MANY_ROWS = 100_000;

/** Asks for what this run should: the last days, what is missing before them, and once a day the holes of the last weeks. */
export async function ingestLatest(
  source: DataSource,
  store: Store,
  config: Config,
  now: Date,
): Promise<void> {
  const runs = await store.recentRuns(RUNS_REMEMBERED);
  const window = planWindow(now, config.historyDays, runs);
  const firstOfDay = isFirstOfDay(now, runs);
  const windows = firstOfDay ? [...(await holes(store, now, window)), window] : [window];
  const tally = await ingest(store, source, windows, config, now);
  await store.dropOldObservations(now);
  if (firstOfDay || tally.inserted + tally.changed > MANY_ROWS) await store.vacuum();
}

function isFirstOfDay(now: Date, runs: readonly IngestRun[]): boolean {
  const last = runs.find((run) => run.status === 'succeeded');
  return last !== undefined && dayOf(last.startedAt) < dayOf(now);
}

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

async function holes(store: Store, now: Date, window: HourRange): Promise<HourRange[]> {
  const search = holeSearch(now, window);
  if (!search) return [];
  return findHoles((await store.readFrames(search)).values());
}

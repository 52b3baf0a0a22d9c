import type { Config } from '../../src/config.ts';
import type { HourRange } from '../../src/grid/hour.ts';
import type { IngestRun, Store } from '../../src/store/store.ts';
import type { DataSource } from './data-source.ts';
import { findHoles, holeSearch } from './find-holes.ts';
import { type Asking, IngestIncompleteError, ingest } from './ingest.ts';
import { planWindows } from './plan-windows.ts';

/** All of them, for a century of hourly runs: a run forgotten is history asked for again. */
export const RUNS_REMEMBERED = 1_000_000;
/** More new rows than this are worth a VACUUM ANALYZE at once; the embedded database does none by itself. */
const MANY_ROWS = 100_000;

/**
 * Asks for what this run should: the last days with, once a day, the holes of the last weeks; then, newest
 * first, what is missing before them. Older hours that outlast the time budget are left to the next run.
 */
export async function ingestLatest(
  source: DataSource,
  store: Store,
  config: Config,
  now: Date,
): Promise<void> {
  const runs = await store.recentRuns(RUNS_REMEMBERED);
  const firstOfDay = isFirstOfDay(now, runs);
  const plan = { historyDays: config.historyDays, sourceSince: source.since };
  const windows = planWindows(now, plan, runs);
  const holesKnown = firstOfDay ? await holes(store, now, windows[0]) : [];
  const [recent, ...older] = askings(windows, holesKnown, source.readsWholeFiles);
  const ask = async (asking: Asking) => {
    const { inserted, changed } = await ingest(store, source, asking, config, now);
    return inserted + changed;
  };
  const written = (await ask(recent)) + (await whileTimeLasts(older, ask));
  await store.dropOldObservations(now);
  if (firstOfDay || written > MANY_ROWS) await store.vacuum();
}

function askings(
  windows: [HourRange, ...HourRange[]],
  holes: readonly HourRange[],
  inOneGo: boolean,
): [Asking, ...Asking[]] {
  if (inOneGo) return [{ window: span([...holes, ...windows]), holes: [] }];
  const [recent, ...older] = windows;
  return [{ window: recent, holes }, ...older.map((window) => ({ window, holes: [] }))];
}

/** Asks for one after the other until the time budget is used up; the rows written. */
async function whileTimeLasts(
  older: readonly Asking[],
  ask: (asking: Asking) => Promise<number>,
): Promise<number> {
  let written = 0;
  try {
    for (const asking of older) written += await ask(asking);
  } catch (error) {
    if (!(error instanceof IngestIncompleteError && error.outOfTime)) throw error;
    console.log('The time for this run is used up: the next run goes on with the older hours.');
  }
  return written;
}

const span = (ranges: readonly HourRange[]): HourRange => ({
  firstHour: Math.min(...ranges.map((range) => range.firstHour)),
  lastHour: Math.max(...ranges.map((range) => range.lastHour)),
});

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

import type { Config } from '../../src/config.ts';
import type { Store } from '../../src/store/store.ts';
import { buildSite } from './build-site.ts';
import { chooseDataSource, type DataSource } from './data-source.ts';
import { ingest } from './ingest.ts';
import { openStoreFor } from './open-store.ts';
import { planWindow } from './plan-window.ts';
import { writeSnapshots } from './write-snapshots.ts';

export const clock = (config: Config) => () => config.pinnedNow ?? new Date();

/** Opens the chosen source and its store, says so in the first line, and closes both whatever happens. */
export async function withSourceAndStore(
  config: Config,
  work: (source: DataSource, store: Store) => Promise<void>,
): Promise<void> {
  const source = await chooseDataSource(config, clock(config));
  console.log(`Data source: ${source.label}`);
  try {
    const store = await openStoreFor(config, source);
    try {
      await work(source, store);
    } finally {
      await store.close();
    }
  } finally {
    await source.close();
  }
}

const RUNS_REMEMBERED = 10_000;

/** Asks for what this run should: the last days and whatever is missing before them. */
export async function ingestLatest(
  source: DataSource,
  store: Store,
  config: Config,
  now: Date,
): Promise<void> {
  const window = planWindow(now, config.historyDays, await store.recentRuns(RUNS_REMEMBERED));
  await ingest(store, source, window, config, now);
}

/** The main job: EIA -> store -> snapshots -> site. */
export async function rebuild(config: Config): Promise<void> {
  const now = clock(config)();
  await withSourceAndStore(config, async (source, store) => {
    console.log(`Store: ${store.engine} ${store.version}`);
    await ingestLatest(source, store, config, now);
    await writeSnapshots(store, config, now);
  });
  await buildSite(config);
}

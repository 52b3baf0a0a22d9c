import type { Config } from '../../src/config.ts';
import type { Store } from '../../src/store/store.ts';
import type { DataSource } from './data-source.ts';
import { ingest } from './ingest.ts';
import { planWindow } from './plan-window.ts';

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

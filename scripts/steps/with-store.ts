import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { chooseDataSource, type DataSource } from './data-source.ts';

export const clock = (config: Config) => () => config.pinnedNow ?? new Date();

/** The sample has an embedded database of its own, so that a key set later starts clean. */
export function openStoreFor(config: Config, source: Pick<DataSource, 'name'>): Promise<Store> {
  const dataDir = source.name === 'sample' ? join(config.dataDir, 'sample') : config.dataDir;
  return openStore({
    databaseUrl: config.databaseUrl,
    dataDir,
    retentionDays: config.retentionDays,
    onNotice: (line) => console.log(line),
  });
}

/** The store that holds numbers already: the real ones where there are any, else the sample's. */
export function openFilledStore(config: Config): Promise<Store> {
  const real = config.databaseUrl !== undefined || existsSync(join(config.dataDir, 'pglite'));
  return openStoreFor(config, { name: real ? 'eia-api' : 'sample' });
}

/** Opens the chosen source and its store, says so in the first lines, and closes both whatever happens. */
export async function withSourceAndStore(
  config: Config,
  work: (source: DataSource, store: Store) => Promise<void>,
): Promise<void> {
  const source = await chooseDataSource(config, clock(config));
  console.log(`Data source: ${source.label}`);
  try {
    const store = await openStoreFor(config, source);
    console.log(`Store: ${store.engine} ${store.version}`);
    try {
      await work(source, store);
    } finally {
      await store.close();
    }
  } finally {
    await source.close();
  }
}

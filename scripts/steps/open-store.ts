import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { DataSource } from './data-source.ts';

/** The sample has an embedded database of its own, so that a key set later starts clean. */
export function openStoreFor(config: Config, source: Pick<DataSource, 'name'>): Promise<Store> {
  const dataDir = source.name === 'sample' ? join(config.dataDir, 'sample') : config.dataDir;
  return openStore({
    databaseUrl: config.databaseUrl,
    dataDir,
    onNotice: (line) => console.log(line),
  });
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { clock } from './clock.ts';
import { chooseDataSource, type DataSource } from './data-source.ts';

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

/** Opens the store that holds observations, the real one where it has any, else the sample's, and closes it whatever happens. */
export async function withFilledStore(config: Config, work: (store: Store) => Promise<void>): Promise<void> {
  const names = storesThere(config);
  for (const name of names) {
    const store = await openStoreFor(config, { name });
    try {
      if (name === names.at(-1) || (await store.readObservedRange()) !== null) return await work(store);
    } finally {
      await store.close();
    }
  }
}

/** By the kind of source that fills them; the real one is named even where there is none. */
function storesThere({ databaseUrl, dataDir }: Config): DataSource['name'][] {
  if (databaseUrl !== undefined) return ['eia-api'];
  const isThere = (folder: string) => existsSync(join(folder, 'pglite'));
  const sample: DataSource['name'][] = isThere(join(dataDir, 'sample')) ? ['sample'] : [];
  return isThere(dataDir) || sample.length === 0 ? ['eia-api', ...sample] : sample;
}

/** The sample's numbers were about to enter a database that a person named for their own. */
export class SampleRefusedError extends Error {
  override name = 'SampleRefusedError';

  constructor() {
    super(
      "No EIA_API_KEY is set and EIA's bulk files cannot be reached, and the invented sample was not put into the database " +
        'that DATABASE_URL names; it holds what it held. Set EIA_API_KEY or run again later; to see the sample, unset ' +
        'DATABASE_URL, or allow it there with GRIDPULSE_ALLOW_SAMPLE=1.',
    );
  }
}

/** A database that holds the sample already may take more of it. */
async function assertSampleAllowed(config: Config, source: DataSource, store: Store): Promise<void> {
  if (source.name !== 'sample' || config.databaseUrl === undefined || config.allowSample) return;
  if ((await store.provenance()) !== 'synthetic') throw new SampleRefusedError();
}

/** Opens the chosen source and its store, says so in the first lines, and closes both whatever happens. */
export async function withSourceAndStore(
  config: Config,
  work: (source: DataSource, store: Store) => Promise<void>,
  fetchUrl: typeof fetch = fetch,
): Promise<void> {
  const source = await chooseDataSource(config, clock(config), fetchUrl);
  console.log(`Data source: ${source.label}`);
  try {
    const store = await openStoreFor(config, source);
    console.log(`Store: ${store.engine} ${store.version}`);
    try {
      await assertSampleAllowed(config, source, store);
      await work(source, store);
    } finally {
      await store.close();
    }
  } finally {
    await source.close();
  }
}

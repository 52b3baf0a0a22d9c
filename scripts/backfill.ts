/** npm run backfill -- FILE...: EIA's six-month bulk files (BALANCE and INTERCHANGE, gz too) into the store. */
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readConfig } from '../src/config.ts';
import { readBalanceFile, readInterchangeFile } from '../src/eia/bulk-file.ts';
import { FIRST_HOUR } from '../src/eia/known-codes.ts';
import { lastHourEnded } from '../src/grid/hour.ts';
import { clock } from './steps/clock.ts';
import type { Feed } from './steps/data-source.ts';
import { ingest } from './steps/ingest.ts';
import { runScript, UsageError } from './steps/run-script.ts';
import { openStoreFor } from './steps/with-store.ts';

function fileFeed(path: string, now: Date): Feed {
  const name = basename(path);
  const read = name.toUpperCase().includes('INTERCHANGE') ? readInterchangeFile : readBalanceFile;
  return { name, read: () => read(createReadStream(path), name, now) };
}

function assertFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return;
  throw new UsageError(`There is no file ${path}. Nothing was read. Check the name and run again.`);
}

await runScript(async () => {
  const paths = process.argv.slice(2);
  if (paths.length === 0) {
    throw new UsageError('Name the files to read: npm run backfill -- EIA930_BALANCE_2025_Jul_Dec.csv ...');
  }
  paths.forEach(assertFile);
  const config = readConfig();
  const now = clock(config)();
  const feeds = paths.map((path) => fileFeed(path, now));
  const window = { firstHour: FIRST_HOUR, lastHour: lastHourEnded(now) };
  const store = await openStoreFor(config, { name: 'backfill' });
  try {
    await ingest(store, { name: 'backfill', feeds }, { window, holes: [] }, config, now);
  } finally {
    await store.close();
  }
});

import { readConfig } from '../src/config.ts';
import { openStore } from '../src/store/store.ts';

/** Brings the database to this version's schema. Ingest does so by itself; this is for whoever wants it first. */
async function main(): Promise<void> {
  const { databaseUrl, dataDir } = readConfig();
  const store = await openStore({ databaseUrl, dataDir, onNotice: console.log });
  try {
    console.log(`The database is ready: ${store.engine} ${store.version}.`);
  } finally {
    await store.close();
  }
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

/** npm run migrate: brings the database to this version's schema. Ingest does so by itself. */

import { readConfig } from '../src/config.ts';
import { openStore } from '../src/store/store.ts';
import { runScript } from './steps/run-script.ts';

await runScript(async () => {
  const { databaseUrl, dataDir } = readConfig();
  const store = await openStore({ databaseUrl, dataDir, onNotice: console.log });
  console.log(`The database is ready: ${store.engine} ${store.version}.`);
  await store.close();
});

/** npm run ingest: asks the data source for the run's window and stores what comes. */
import { readConfig } from '../src/config.ts';
import { clock } from './steps/clock.ts';
import { ingestLatest } from './steps/ingest-latest.ts';
import { runScript } from './steps/run-script.ts';
import { withSourceAndStore } from './steps/with-store.ts';

await runScript(async () => {
  const config = readConfig();
  await withSourceAndStore(config, async (source, store) => {
    await ingestLatest(source, store, config, clock(config)());
  });
});

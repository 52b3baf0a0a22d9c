/** npm run snapshot: every snapshot anew from what is stored. */
import { readConfig } from '../src/config.ts';
import { runScript } from './steps/run-script.ts';
import { clock, withSourceAndStore } from './steps/with-store.ts';
import { writeSnapshots } from './steps/write-snapshots.ts';

await runScript(async () => {
  const config = readConfig();
  await withSourceAndStore(config, async (_, store) => {
    await writeSnapshots(store, config, clock(config)());
  });
});

/** npm run snapshot: every snapshot anew from what is stored; asks nobody. */
import { readConfig } from '../src/config.ts';
import { runScript } from './steps/run-script.ts';
import { clock, openFilledStore } from './steps/with-store.ts';
import { writeSnapshots } from './steps/write-snapshots.ts';

await runScript(async () => {
  const config = readConfig();
  const store = await openFilledStore(config);
  try {
    await writeSnapshots(store, config, clock(config)());
  } finally {
    await store.close();
  }
});

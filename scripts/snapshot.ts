/** npm run snapshot: every snapshot anew from what is stored. */
import { readConfig } from '../src/config.ts';
import { clock, withSourceAndStore } from './steps/rebuild.ts';
import { runScript } from './steps/run-script.ts';
import { writeSnapshots } from './steps/write-snapshots.ts';

await runScript(async () => {
  const config = readConfig();
  await withSourceAndStore(config, async (_, store) => {
    await writeSnapshots(store, config, clock(config)());
  });
});

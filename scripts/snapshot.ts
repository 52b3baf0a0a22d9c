/** npm run snapshot: every snapshot anew from what is stored; asks nobody. */
import { readConfig } from '../src/config.ts';
import { clock } from './steps/clock.ts';
import { withOutputFolders } from './steps/output-folders.ts';
import { runScript } from './steps/run-script.ts';
import { withFilledStore } from './steps/with-store.ts';
import { writeSnapshots } from './steps/write-snapshots.ts';

await runScript(async () => {
  const config = readConfig();
  await withOutputFolders(config, () =>
    withFilledStore(config, (store) => writeSnapshots(store, config, clock(config)())),
  );
});

/** npm run build: the site from the snapshots that are there; needs neither database nor network. */
import { readConfig } from '../src/config.ts';
import { buildSite } from './steps/build-site.ts';
import { withOutputFolders } from './steps/output-folders.ts';
import { runScript } from './steps/run-script.ts';

await runScript(async () => {
  const config = readConfig();
  await withOutputFolders(config, () => buildSite(config));
});

/** npm start: the main job, then serves the site and prints its address. */
import { readConfig } from '../src/config.ts';
import { rebuild } from './steps/rebuild.ts';
import { runScript } from './steps/run-script.ts';
import { serveSite } from './steps/serve-site.ts';

await runScript(async () => {
  const config = readConfig();
  await rebuild(config);
  console.log(`GridPulse is at ${await serveSite(config)} (Ctrl-C ends it)`);
});

/** npm run serve: serves the site that is built. */
import { readConfig } from '../src/config.ts';
import { runScript } from './steps/run-script.ts';
import { serveSite } from './steps/serve-site.ts';

await runScript(async () => {
  console.log(`GridPulse is at ${await serveSite(readConfig())} (Ctrl-C ends it)`);
});

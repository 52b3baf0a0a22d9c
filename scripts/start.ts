/** npm start: the main job, then serves the site and prints its address. */
import { preview } from 'astro';
import { readConfig } from '../src/config.ts';
import { rebuild } from './steps/rebuild.ts';
import { runScript } from './steps/run-script.ts';

await runScript(async () => {
  const config = readConfig();
  await rebuild(config);
  const server = await preview({ server: { port: config.port, host: '127.0.0.1' }, logLevel: 'error' });
  console.log(`GridPulse is at http://127.0.0.1:${server.port}${config.basePath} (Ctrl-C ends it)`);
});

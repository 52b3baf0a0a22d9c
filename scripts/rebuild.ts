/** npm run rebuild: ingest, snapshots, site; exits. */
import { keepCompiled, runScript } from './steps/run-script.ts';

keepCompiled();
await runScript(async () => {
  const { readConfig } = await import('../src/config.ts');
  const { rebuild } = await import('./steps/rebuild.ts');
  await rebuild(readConfig());
});

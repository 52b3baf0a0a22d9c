/** npm run build: the site from the snapshots that are there; needs neither database nor network. */
import { keepCompiled, runScript } from './steps/run-script.ts';

keepCompiled();
await runScript(async () => {
  const { readConfig } = await import('../src/config.ts');
  const { buildSite } = await import('./steps/build-site.ts');
  const { withOutputFolders } = await import('./steps/output-folders.ts');
  const config = readConfig();
  await withOutputFolders(config, () => buildSite(config));
});

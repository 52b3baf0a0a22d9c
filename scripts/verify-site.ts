/** npm run verify-site: the published site once more, whole; says what is wrong with it. */
import { readConfig } from '../src/config.ts';
import { runScript } from './steps/run-script.ts';
import { candidateSite } from './steps/verify-site/candidate.ts';
import { verifySite } from './steps/verify-site/verify-site.ts';

await runScript(async () => {
  const config = readConfig();
  const site = candidateSite({ next: config.siteDir, published: null, removed: [], whole: true });
  verifySite(site, config);
  console.log(`Verified: ${site.files.length.toLocaleString('en-US')} files of ${config.siteDir}.`);
});

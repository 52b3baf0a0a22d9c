import type { Config } from '../../../src/config.ts';
import { type EiaProbe, probeEia } from '../../../src/eia/probe.ts';
import { checkDatabase } from './check-database.ts';
import { checkClock, checkKey } from './check-eia.ts';
import { checkPages } from './check-github.ts';
import { checkDisk, checkFolders, checkNode } from './check-machine.ts';
import { type Finding, ok, warn } from './finding.ts';

/** Everything outside that is asked. */
export interface Senses {
  now(): Date;
  nodeVersion: string;
  probe(origin: string, apiKey: string | undefined): Promise<EiaProbe>;
}

const REAL: Senses = { now: () => new Date(), nodeVersion: process.versions.node, probe: probeEia };

/** Looks at an installation, changes nothing, and says of each thing how it is. */
export async function examine(config: Config, senses: Senses = REAL): Promise<Finding[]> {
  const probe = await senses.probe(config.eiaApiUrl, config.eiaApiKey);
  const findings = [
    checkNode(senses.nodeVersion),
    checkKey(config, probe),
    checkClock(senses.now(), config.pinnedNow !== undefined, probe),
    await checkDatabase(config),
    checkFolders(config),
    checkDisk(config),
    checkAddress(config),
    await checkPages(config),
  ];
  return findings.filter((finding) => finding !== null);
}

function checkAddress({ siteUrl, basePath, github }: Config): Finding {
  if (siteUrl)
    return ok('address', `The site knows its address, ${siteUrl}${basePath === '/' ? '' : basePath}.`);
  // The workflow asks Pages for it.
  if (github.runUrl) return ok('address', 'The workflow finds the address of the site.');
  return warn(
    'address',
    'SITE_URL is not set: feeds and the sitemap have no full addresses; set it to where the site will be.',
  );
}

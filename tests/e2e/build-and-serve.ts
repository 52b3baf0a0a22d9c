/** Builds the sites of the end-to-end tests by the project's own main job, and serves them. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EmulatedSource } from '../../src/emulator/emulated-source.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { recordedSource } from '../../src/emulator/recorded-source.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { ofTwoGrids } from '../pipeline/two-grids.ts';
import { recordedData } from '../recorded-data.ts';
import { projectRoot, runProjectScript } from '../run-script.ts';
import { FOLDED, recordedSiteMissing, SITES } from './sites.ts';

interface Site {
  port: number;
  dir: string;
  now: string;
  historyDays: string;
}

const environmentOf = (site: Site) => ({
  GRIDPULSE_NOW: site.now,
  GRIDPULSE_HISTORY_DAYS: site.historyDays,
  GRIDPULSE_DATA_DIR: join(site.dir, 'state'),
  GRIDPULSE_SNAPSHOT_DIR: join(site.dir, 'snapshots'),
  GRIDPULSE_SITE_DIR: join(site.dir, 'dist'),
  PORT: String(site.port),
});

async function build(site: Site, source: Record<string, string>): Promise<void> {
  rmSync(site.dir, { recursive: true, force: true });
  const { code, stdout, stderr } = await runProjectScript('rebuild.ts', {
    ...environmentOf(site),
    ...source,
  });
  process.stdout.write(stdout);
  if (code !== 0) throw new Error(`The site for the tests could not be built: ${stderr}`);
}

function serve(site: Site): void {
  const server = spawn(process.execPath, [join(projectRoot, 'scripts/serve.ts')], {
    cwd: projectRoot,
    env: { ...process.env, ...environmentOf(site) },
    stdio: 'inherit',
  });
  // A server that outlived its test run would hold the port against the next one.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => server.kill());
}

async function buildAsked(
  site: Site,
  source: EmulatedSource,
  environment: Record<string, string> = {},
): Promise<void> {
  const emulator = await startEmulator({ source, now: site.now });
  await build(site, { EIA_API_URL: emulator.origin, EIA_API_KEY: 'test', ...environment });
  await emulator.close();
  serve(site);
}

await build(SITES.sample, {});
await buildAsked(FOLDED, ofTwoGrids(syntheticSource(930)), { GRIDPULSE_SITE_BUDGET_MB: FOLDED.budgetMb });
if (recordedSiteMissing) {
  console.warn('SKIPPED: the site of recorded pages, because ../shared/data is not there');
} else {
  await buildAsked(SITES.recorded, recordedSource(recordedData('eia-api-v2/pages')));
}
serve(SITES.sample);

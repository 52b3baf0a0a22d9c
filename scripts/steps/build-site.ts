import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Config } from '../../src/config.ts';
import { snapshotPath } from '../../src/snapshots/write.ts';
import { count, startProgress } from './progress.ts';
import { besideDirectory, prepareBeside, swapDirectory } from './swap-directory.ts';

/** Astro could not build the site. The last one stands. */
export class SiteBuildError extends Error {
  override name = 'SiteBuildError';
}

/** The site is made of snapshots, and there are none. */
export class NoSnapshotsError extends Error {
  override name = 'NoSnapshotsError';
}

const ASTRO = resolve(import.meta.dirname, '../../node_modules/astro/bin/astro.mjs');
const TAIL_LINES = 15;

/** Builds the site beside the published one and swaps it in whole. */
export async function buildSite(config: Config): Promise<void> {
  if (!existsSync(snapshotPath(config.snapshotDir, 'status.json'))) {
    throw new NoSnapshotsError(
      `There are no snapshots in ${config.snapshotDir}, so no site was built. Run "npm run rebuild" first.`,
    );
  }
  const progress = startProgress('Site', config.plainOutput);
  prepareBeside(config.siteDir);
  let pages = 0;
  const { code, output } = await runAstro(config, (text) => {
    pages += text.split('index.html').length - 1;
    progress.update(`${count(pages)} pages`);
  });
  const next = besideDirectory(config.siteDir);
  if (code !== 0 || !existsSync(join(next, 'index.html'))) {
    const tail = output.trim().split('\n').slice(-TAIL_LINES).join('\n');
    throw new SiteBuildError(
      `The site could not be built; the last one was left as it was. Astro said:\n${tail}`,
    );
  }
  swapDirectory(config.siteDir);
  progress.done(`${pageCount(output)} pages in ${relative('.', config.siteDir) || '.'}`);
}

function runAstro(
  config: Config,
  onOutput: (text: string) => void,
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [ASTRO, 'build'], {
    env: {
      ...process.env,
      // The build reads snapshots and nothing else: what it has not, it cannot print.
      EIA_API_KEY: '',
      DATABASE_URL: '',
      GRIDPULSE_SITE_DIR: besideDirectory(config.siteDir),
      GRIDPULSE_SNAPSHOT_DIR: config.snapshotDir,
      ASTRO_TELEMETRY_DISABLED: '1',
      FORCE_COLOR: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    onOutput(chunk.toString());
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}

const pageCount = (output: string) => /(\d+) page\(s\) built/.exec(output)?.[1] ?? 'all';

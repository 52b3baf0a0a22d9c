import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { filesBelow } from '../../steps/link-files.ts';
import { timed } from '../timing.ts';

const SCRIPTS = resolve(import.meta.dirname, '../..');
const ASTRO = '../node_modules/astro/bin/astro.mjs';
const NOW = Date.parse('2026-06-15T20:05:00Z');
const HOUR_MS = 3_600_000;

/** An installation of the sample with some days of history, in folders of its own. */
export interface Archive {
  snapshotDir: string;
  siteDir: string;
  /** Seconds. */
  buildSite(): Promise<number>;
  /** The same pages by `astro build`, which compiles, links no snapshot and verifies nothing. Seconds. */
  buildByAstro(): Promise<number>;
  /** Takes in the next hour of every grid and makes its snapshots. */
  nextHour(): Promise<void>;
  /** HTML pages that have other bytes than when it was asked last. */
  changedPages(): number;
  remove(): void;
}

export async function newArchive(historyDays: number): Promise<Archive> {
  const folder = mkdtempSync(join(tmpdir(), 'gridpulse-bench-'));
  const [snapshotDir, siteDir] = [join(folder, 'snapshots'), join(folder, 'site')];
  let hours = 0;
  const run = (script: string, args: string[] = []) =>
    runScript(resolve(SCRIPTS, script), args, {
      GRIDPULSE_NOW: new Date(NOW + hours * HOUR_MS).toISOString(),
      GRIDPULSE_HISTORY_DAYS: String(historyDays),
      GRIDPULSE_DATA_DIR: join(folder, 'data'),
      GRIDPULSE_SNAPSHOT_DIR: snapshotDir,
      GRIDPULSE_SITE_DIR: siteDir,
    });
  const takeIn = async () => {
    await run('ingest.ts');
    await run('snapshot.ts');
  };
  let seen = new Map<string, string>();
  await takeIn();
  return {
    snapshotDir,
    siteDir,
    buildSite: async () => (await timed(() => run('build-site.ts'))) / 1_000,
    buildByAstro: async () => {
      const outDir = join(folder, 'by-astro');
      const seconds = (await timed(() => run(ASTRO, ['build', '--outDir', outDir]))) / 1_000;
      assertSamePages(outDir, siteDir);
      rmSync(outDir, { recursive: true });
      return seconds;
    },
    nextHour: () => {
      hours++;
      return takeIn();
    },
    changedPages: () => {
      const now = hashesOfPages(siteDir);
      const changed = [...now].filter(([page, hash]) => seen.get(page) !== hash).length;
      seen = now;
      return changed;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const hashesOfPages = (siteDir: string): Map<string, string> =>
  new Map(
    filesBelow(siteDir)
      .filter((path) => path.endsWith('.html'))
      .map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(join(siteDir, path)))
          .digest('hex'),
      ]),
  );

function assertSamePages(oneDir: string, otherDir: string): void {
  const [one, other] = [hashesOfPages(oneDir), hashesOfPages(otherDir)];
  const odd = [...one].find(([page, hash]) => other.get(page) !== hash)?.[0];
  if (odd || one.size !== other.size) throw new Error(`Astro makes other pages: ${odd ?? `${one.size}`}`);
}

/** Runs a script, with the sample for its source; what it says is shown where it fails. */
async function runScript(script: string, args: string[], settings: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], {
    env: {
      ...process.env,
      EIA_API_KEY: '',
      EIA_API_URL: 'http://127.0.0.1:9',
      DATABASE_URL: '',
      CI: '1',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${script} failed:\n${said}`);
}

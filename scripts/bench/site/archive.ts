import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { filesBelow } from '../../steps/link-files.ts';
import { timed } from '../timing.ts';

const SCRIPTS = resolve(import.meta.dirname, '../..');
const NOW = Date.parse('2026-06-15T20:05:00Z');
const HOUR_MS = 3_600_000;

/** An installation of the sample with some days of history, in folders of its own. */
export interface Archive {
  snapshotDir: string;
  siteDir: string;
  /** Seconds. */
  buildSite(): Promise<number>;
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
  const run = (script: string) =>
    runScript(script, {
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

/** Runs one of the project's scripts, with the sample for its source; what it says is shown where it fails. */
async function runScript(script: string, settings: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [join(SCRIPTS, script)], {
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

import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Config } from '../../src/config.ts';
import { snapshotPath } from '../../src/snapshots/write.ts';
import { lockFolder } from '../../src/store/folder-lock.ts';

/** A folder that a run would replace whole is none of its own. */
export class OutputFolderError extends Error {
  override name = 'OutputFolderError';
}

type Folders = Pick<Config, 'snapshotDir' | 'siteDir' | 'dataDir'>;

const PROJECT = resolve(import.meta.dirname, '../..');

/**
 * Takes the two folders that a run replaces whole, the snapshots' and the site's, for this process alone,
 * once it is sure that nothing else lies in them.
 *
 * @throws OutputFolderError, StoreLockedError before anything runs
 */
export async function withOutputFolders<Result>(
  config: Folders,
  work: () => Promise<Result>,
): Promise<Result> {
  checkOutputFolders(config);
  const snapshots = await lockFolder(config.snapshotDir);
  try {
    const site = await lockFolder(config.siteDir);
    return await work().finally(site.release);
  } finally {
    await snapshots.release();
  }
}

export function checkOutputFolders({ snapshotDir, siteDir, dataDir }: Folders): void {
  const kept = { 'the project': PROJECT, 'the working folder': process.cwd(), 'a home folder': homedir() };
  const data = { 'the data folder': dataDir };
  const check = (variable: string, folder: string, others: Record<string, string>) => {
    const reason = objection(folder, { ...kept, ...data, ...others });
    if (!reason) return;
    throw new OutputFolderError(
      `${variable} names ${folder}, which ${reason}; a run replaces that folder whole. Nothing was changed. ` +
        'Name a folder of its own, new or empty, and run again.',
    );
  };
  check('GRIDPULSE_SNAPSHOT_DIR', snapshotDir, { 'the site': siteDir });
  check('GRIDPULSE_SITE_DIR', siteDir, { 'the snapshots': snapshotDir });
}

function objection(folder: string, kept: Record<string, string>): string | null {
  const real = realPath(folder);
  for (const [what, path] of Object.entries(kept)) if (holds(real, realPath(path))) return `holds ${what}`;
  if (!existsSync(real)) return null;
  if (!statSync(real).isDirectory()) return 'is no folder';
  if (statSync(real).dev !== statSync(dirname(real)).dev) return 'is a mount point and cannot be replaced';
  const isOurs = existsSync(snapshotPath(real, 'status.json'));
  return isOurs || readdirSync(real).length === 0 ? null : 'holds files that GridPulse did not make';
}

/** With its links followed, as far as it exists. */
function realPath(path: string): string {
  if (existsSync(path) || path === dirname(path)) return realpathSync(path);
  return join(realPath(dirname(path)), basename(path));
}

function holds(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way !== '..' && !way.startsWith('../') && !isAbsolute(way);
}

import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../../../src/config.ts';
import { filesBelow, linkFile } from '../link-files.ts';
import { siteCodeHash } from '../site-record.ts';
import { startChild } from './run-child.ts';

/**
 * The site compiled by Astro, ready to print pages from snapshots. Compiling takes seconds whatever is
 * printed, and depends on code and settings alone; an hour prints from what an earlier one compiled.
 */
export interface Press {
  folder: string;
}

/** Inside the project, where compiled code finds native packages. */
const PRESSES = resolve(import.meta.dirname, '../../../.astro/press');

export const clientDirOf = (folder: string): string => join(folder, 'client');
export const serverDirOf = (folder: string): string => join(folder, 'server');

const UNUSED_AFTER_MS = 24 * 3_600_000;

/** The press of this very code, compiled now where there is none. @throws SiteBuildError */
export async function readyPress(config: Config): Promise<Press> {
  const folder = join(PRESSES, siteCodeHash(config));
  if (!existsSync(folder)) await compile(config, folder);
  const now = new Date();
  utimesSync(folder, now, now);
  forgetUnused(now);
  return { folder };
}

/** Beside, then moved whole: a killed compilation leaves no press behind, and of two at once the first stays. */
async function compile(config: Config, folder: string): Promise<void> {
  const beside = `${folder}.${process.pid}`;
  try {
    await startChild(join(import.meta.dirname, 'compile-pages.ts'), [beside], settingsOf(config)).ended;
    renameSync(beside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Those of other code, unless another site is being made with them today. */
function forgetUnused(now: Date): void {
  for (const name of readdirSync(PRESSES)) {
    const folder = join(PRESSES, name);
    if (now.getTime() - statSync(folder).mtimeMs > UNUSED_AFTER_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}

/** What compiled pages ask the environment for. */
export const settingsOf = ({ siteUrl = '', basePath, snapshotDir }: Config): Record<string, string> => ({
  SITE_URL: siteUrl,
  BASE_PATH: basePath,
  GRIDPULSE_SNAPSHOT_DIR: snapshotDir,
});

/** Puts styles, scripts and all that is no page into a site. */
export function layOutFiles({ folder }: Press, siteDir: string): void {
  const from = clientDirOf(folder);
  for (const path of filesBelow(from)) linkFile(join(from, path), join(siteDir, path));
}

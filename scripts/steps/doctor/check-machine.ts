import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../../../src/config.ts';
import { checkOutputFolders } from '../output-folders.ts';
import { block, type Finding, ok, warn } from './finding.ts';

/** Astro 7 and the project's own TypeScript need it. */
const OLDEST_NODE = [22, 12] as const;

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isNewEnough
    ? ok('Node', `Node ${version} runs everything.`)
    : block(
        'Node',
        `Node ${version} is too old for Astro: run through npm, which brings its own, after "npm ci", or install Node 24.`,
      );
}

type Folders = Pick<Config, 'dataDir' | 'snapshotDir' | 'siteDir'>;

const foldersOf = ({ dataDir, snapshotDir, siteDir }: Folders): [string, string][] => [
  ['GRIDPULSE_DATA_DIR', dataDir],
  ['GRIDPULSE_SNAPSHOT_DIR', snapshotDir],
  ['GRIDPULSE_SITE_DIR', siteDir],
];

/** The folder itself, else the nearest one above it that exists. */
const standing = (path: string): string =>
  existsSync(path) || path === dirname(path) ? path : standing(dirname(path));

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A run replaces its output folders whole, so their parents must be writable too. */
export function checkFolders(folders: Folders, writable: (path: string) => boolean = isWritable): Finding {
  const about = 'folders';
  for (const [variable, folder] of foldersOf(folders)) {
    const shut = [standing(folder), standing(dirname(folder))].find((path) => !writable(path));
    if (shut)
      return block(
        about,
        `${shut} may not be written: correct its permissions, or name another folder in ${variable}.`,
      );
  }
  try {
    checkOutputFolders(folders);
  } catch (error) {
    return block(about, (error as Error).message);
  }
  return ok(about, 'The folders of data, snapshots and site can be written.');
}

const GIGABYTE = 1e9;
/** A full site of 24,000 pages is built beside the published one. */
const WANTED_BYTES = 3 * GIGABYTE;
const NEEDED_BYTES = 0.5 * GIGABYTE;

const freeBytes = (path: string): number => {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
};

export function checkDisk(folders: Folders, free: (path: string) => number = freeBytes): Finding {
  const room = foldersOf(folders).map(([, folder]) => ({ folder, bytes: free(standing(folder)) }));
  const { folder, bytes } = room.reduce((least, each) => (each.bytes < least.bytes ? each : least));
  const left = `${(bytes / GIGABYTE).toFixed(1)} GB are free for ${folder}`;
  if (bytes >= WANTED_BYTES) return ok('disk', `${left}.`);
  const advice = `make room or name another folder: ${WANTED_BYTES / GIGABYTE} GB hold a large site and its successor`;
  return bytes >= NEEDED_BYTES ? warn('disk', `${left}: ${advice}.`) : block('disk', `${left}: ${advice}.`);
}

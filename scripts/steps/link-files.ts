import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file in a second place: the same bytes on the disk where the system can, else a copy of the same age. */
export function linkFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
    const { atime, mtime } = statSync(from);
    utimesSync(to, atime, mtime);
  }
}

/** The files below a folder, by path from there. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));

/** The same with their sizes and times. */
export const stampsBelow = (folder: string): Map<string, string> =>
  new Map(filesBelow(folder).map((path) => [path, stampOf(join(folder, path))]));

/** Whole seconds: an archive that is packed and unpacked keeps no more. */
export function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size}@${Math.floor(mtimeMs / 1000)}`;
}

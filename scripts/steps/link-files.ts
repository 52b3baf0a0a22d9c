import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname } from 'node:path';

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

/** The files below a folder, by path from there. Node's own recursion asks the disk once more for every name. */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const lookInto = (below: string) => {
    for (const entry of readdirSync(`${folder}/${below}`, { withFileTypes: true })) {
      if (entry.isDirectory()) lookInto(`${below}${entry.name}/`);
      else if (entry.isFile()) found.push(`${below}${entry.name}`);
    }
  };
  lookInto('');
  return found;
}

/** What tells of each file below a folder whether it is still the same: `<bytes>@<second>`, by path. */
export type Stamps = ReadonlyMap<string, string>;

export const stampsBelow = (folder: string): Stamps =>
  new Map(filesBelow(folder).map((path) => [path, stampOf(`${folder}/${path}`)]));

/** `now`, but a file that was written anew with the bytes that it had keeps the stamp that it was known by. */
export function keepStamps(now: Stamps, folder: string, before: Stamps, folderBefore: string): Stamps {
  const stampKept = (path: string, stamp: string): string => {
    const known = before.get(path);
    if (known === undefined || known === stamp || bytesOf(known) !== bytesOf(stamp)) return stamp;
    return isSameFile(`${folder}/${path}`, `${folderBefore}/${path}`) ? known : stamp;
  };
  return new Map([...now].map(([path, stamp]) => [path, stampKept(path, stamp)]));
}

/** Of a file, from its stamp. */
export const bytesOf = (stamp: string): number => Number.parseInt(stamp, 10);
const isSameFile = (one: string, other: string): boolean =>
  existsSync(other) && readFileSync(one).equals(readFileSync(other));

/** Whole seconds: an archive that is packed and unpacked keeps no more. */
function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size}@${Math.floor(mtimeMs / 1000)}`;
}

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filesBelow } from './link-files.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A hash of files and folders of the project, and of what else decides with them: other code, other results. */
export function hashOfCode(entries: readonly string[], settings: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of entries.flatMap(filesOf)) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 32);
}

const filesOf = (entry: string): string[] =>
  statSync(join(ROOT, entry)).isDirectory()
    ? filesBelow(join(ROOT, entry))
        .map((path) => join(entry, path))
        .sort()
    : [entry];

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { filesBelow } from './link-files.ts';
import { SITE_RECORD_FILE } from './site-record.ts';
import { besideDirectory } from './swap-directory.ts';

/**
 * An hour changes some hundred files of a site of many thousand: they are moved into it one by one, each
 * whole, rather than all the others moved out. A list that is written first makes it one step: a run that
 * is killed on the way leaves the list, and the next one finishes it before anything else.
 */
const journal = z.object({ remove: z.array(z.string()) });
const JOURNAL_FILE = '.gridpulse-publishing.json';

/** Moves the finished files beside a site into it and takes away what it no longer has. */
export function publishChanges(siteDir: string, remove: readonly string[]): void {
  const next = besideDirectory(siteDir);
  const beside = join(next, `${JOURNAL_FILE}.part`);
  writeFileSync(beside, JSON.stringify({ remove }));
  renameSync(beside, join(next, JOURNAL_FILE));
  finishPublishing(siteDir);
}

/** Ends a publication that was interrupted; does nothing where none was. */
export function finishPublishing(siteDir: string): void {
  const next = besideDirectory(siteDir);
  const file = join(next, JOURNAL_FILE);
  if (!existsSync(file) || !existsSync(siteDir)) return;
  const { remove } = journal.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const path of filesBelow(next)) {
    if (path !== JOURNAL_FILE && path !== SITE_RECORD_FILE) moveIn(next, siteDir, path);
  }
  for (const path of remove) rmSync(join(siteDir, path), { recursive: true, force: true });
  // The record last: until then it tells of the site as it was, and nothing counts as made that is not there.
  if (existsSync(join(next, SITE_RECORD_FILE))) moveIn(next, siteDir, SITE_RECORD_FILE);
  rmSync(next, { recursive: true, force: true });
}

function moveIn(next: string, siteDir: string, path: string): void {
  mkdirSync(dirname(join(siteDir, path)), { recursive: true });
  renameSync(join(next, path), join(siteDir, path));
}

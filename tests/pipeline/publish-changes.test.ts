/** A publication that is killed on its way is finished by the next run; until it is listed, nothing of it is seen. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishPublishing, publishChanges } from '../../scripts/steps/publish-changes.ts';
import { besideDirectory, prepareBeside } from '../../scripts/steps/swap-directory.ts';
import { hashTree } from './pipeline.ts';

function put(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const OLD = { 'index.html': 'old', 'ba/x/2020/index.html': 'kept', 'ba/x/1999/index.html': 'stale' };
const NEW = { 'index.html': 'new', 'ba/x/2021/index.html': 'added', '.gridpulse-site.json': '{}' };

function siteWithChanges(): { siteDir: string; next: string } {
  const siteDir = join(mkdtempSync(join(tmpdir(), 'gridpulse-publish-')), 'site');
  put(siteDir, OLD);
  const next = prepareBeside(siteDir);
  put(next, NEW);
  return { siteDir, next };
}

function expectPublished(siteDir: string): void {
  expect(readFileSync(join(siteDir, 'index.html'), 'utf8')).toBe('new');
  expect(readFileSync(join(siteDir, 'ba/x/2020/index.html'), 'utf8')).toBe('kept');
  expect(readFileSync(join(siteDir, 'ba/x/2021/index.html'), 'utf8')).toBe('added');
  expect(existsSync(join(siteDir, 'ba/x/1999'))).toBe(false);
  expect(Object.keys(hashTree(siteDir))).toHaveLength(4);
  expect(existsSync(besideDirectory(siteDir))).toBe(false);
}

describe('the files of an hour', () => {
  it('take their places, and what the site has no more is taken away', () => {
    const { siteDir } = siteWithChanges();
    publishChanges(siteDir, ['ba/x/1999']);
    expectPublished(siteDir);
  });

  it('are not touched by a run that finds no list of them', () => {
    const { siteDir } = siteWithChanges();
    const before = hashTree(siteDir);
    finishPublishing(siteDir);
    expect(hashTree(siteDir)).toEqual(before);
  });

  it('are finished by the next run, wherever the first was killed', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(NEW).filter((path) => !path.startsWith('.'))), (moved) => {
        const { siteDir, next } = siteWithChanges();
        // As a run leaves it that has listed its work and then moved some of its files.
        put(next, { '.gridpulse-publishing.json': JSON.stringify({ remove: ['ba/x/1999'] }) });
        for (const path of moved as (keyof typeof NEW)[]) {
          put(siteDir, { [path]: NEW[path] });
          rmSync(join(next, path));
        }
        finishPublishing(siteDir);
        expectPublished(siteDir);
      }),
      { numRuns: 8 },
    );
  });
});

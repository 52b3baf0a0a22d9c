import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders of one pipeline of its own, and the environment that points the scripts at them. */
export interface Pipeline {
  snapshotDir: string;
  siteDir: string;
  environment(overrides: Record<string, string>): Record<string, string>;
}

export function newPipeline(): Pipeline {
  const dir = mkdtempSync(join(tmpdir(), 'gridpulse-pipeline-'));
  const snapshotDir = join(dir, 'snapshots');
  const siteDir = join(dir, 'site');
  return {
    snapshotDir,
    siteDir,
    environment: (overrides) => ({
      GRIDPULSE_DATA_DIR: join(dir, 'state'),
      GRIDPULSE_SNAPSHOT_DIR: snapshotDir,
      GRIDPULSE_SITE_DIR: siteDir,
      EIA_API_KEY: MARKER_KEY,
      ...overrides,
    }),
  };
}

/** A key that must appear nowhere. */
export const MARKER_KEY = 'marker-key-7f3a91c2';

/** Every file below a folder with a hash of its bytes. */
export function hashTree(directory: string): Record<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(directory, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(directory, name)))
        .digest('hex'),
    ]),
  );
}

/** The files of a site, without what it says of its making. */
export function publishedFiles(siteDir: string): Record<string, string> {
  const { '.gridpulse-site.json': _record, ...files } = hashTree(siteDir);
  return files;
}

/** The files below a folder whose bytes hold a text. */
export function filesHolding(directory: string, text: string): string[] {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => {
    const path = join(directory, name);
    return statSync(path).isFile() && readFileSync(path).includes(text);
  });
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

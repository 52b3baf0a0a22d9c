import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import { publishedStatus } from '../../src/snapshots/read.ts';
import { hashOfCode } from './code-hash.ts';
import type { Stamps } from './link-files.ts';

/**
 * What a site says of its own making, in a hidden file beside its pages: the code and settings that made it,
 * the day on which all of it was verified, and the snapshots that it was made of. Where it is missing, damaged
 * or of other code, all is made anew.
 */
const siteRecord = z.object({
  madeBy: z.string(),
  verifiedOn: z.string(),
  foldedBefore: z.string().nullable(),
  /** A line a file: tens of thousands of fields would take ten times as long to read. */
  api: z.string(),
});

export interface SiteRecord {
  madeBy: string;
  /** YYYY-MM-DD, UTC. */
  verifiedOn: string;
  /** The first month, YYYY-MM, whose days have pages of their own; null: all. */
  foldedBefore: string | null;
  /** Of the snapshots, by path below `api`. */
  api: Stamps;
}

export const SITE_RECORD_FILE = '.gridpulse-site.json';

const CODE = [
  'src',
  'public',
  'data/reference',
  'scripts/steps',
  'astro.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];

/** A hash of all that decides how a page looks, given its snapshots. */
export const siteCodeHash = ({ siteUrl, basePath }: Config): string => hashOfCode(CODE, [siteUrl, basePath]);

/** A site of the sample is not gone on with in real data. */
export const siteMadeBy = (config: Config): string =>
  `${siteCodeHash(config)} ${publishedStatus(config.snapshotDir)?.provenance}`;

export function writeSiteRecord(siteDir: string, { api, ...record }: SiteRecord): void {
  const lines = [...api].map(([path, stamp]) => `${path}\t${stamp}`);
  writeFileSync(join(siteDir, SITE_RECORD_FILE), JSON.stringify({ ...record, api: lines.join('\n') }));
}

/** The record of a site that this very code has made; null of any other. */
export function readSiteRecord(siteDir: string, madeBy: string): SiteRecord | null {
  const file = join(siteDir, SITE_RECORD_FILE);
  if (!existsSync(file)) return null;
  try {
    const record = siteRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
    return record.madeBy === madeBy ? { ...record, api: stampsIn(record.api) } : null;
  } catch {
    return null;
  }
}

const stampsIn = (text: string): Stamps =>
  new Map(text.split('\n').map((line) => line.split('\t') as [path: string, stamp: string]));

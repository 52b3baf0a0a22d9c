import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseDataSource, NoRealSourceError } from '../../scripts/steps/data-source.ts';
import { parseConfig } from '../../src/config.ts';
import { statusOf } from './status-of.ts';

const now = () => new Date('2026-06-15T20:00:00Z');
const unreachable = () => Promise.reject(new Error('no network'));
const reachable = () => Promise.resolve(new Response(null, { headers: { 'content-type': 'text/csv' } }));

function configOver(published: 'eia' | 'synthetic' | null, more: Record<string, string> = {}) {
  const snapshotDir = mkdtempSync(join(tmpdir(), 'gridpulse-source-'));
  if (published) {
    mkdirSync(join(snapshotDir, 'api/v1'), { recursive: true });
    const status = statusOf(published);
    writeFileSync(join(snapshotDir, 'api/v1/status.json'), JSON.stringify(status));
  }
  return parseConfig({ GRIDPULSE_SNAPSHOT_DIR: snapshotDir, ...more });
}

async function chosen(config: ReturnType<typeof configOver>, fetchUrl: typeof fetch) {
  const source = await chooseDataSource(config, now, fetchUrl);
  await source.close();
  return source.name;
}

describe('the data source', () => {
  it('is the API with a key, whatever else can be reached', async () => {
    expect(await chosen(configOver(null, { EIA_API_KEY: 'k' }), unreachable)).toBe('eia-api');
  });

  it('is the bulk files without a key, where they can be reached', async () => {
    expect(await chosen(configOver('eia'), reachable)).toBe('eia-bulk-files');
  });

  it.each([null, 'synthetic'] as const)('is the sample otherwise, over %s snapshots', async (published) => {
    expect(await chosen(configOver(published), unreachable)).toBe('sample');
  });

  it('is never the sample where real snapshots are published', async () => {
    await expect(chosen(configOver('eia'), unreachable)).rejects.toThrow(NoRealSourceError);
  });
});

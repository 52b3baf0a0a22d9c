import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseDataSource } from '../../scripts/steps/data-source.ts';
import { ingestLatest } from '../../scripts/steps/ingest-latest.ts';
import { parseConfig } from '../../src/config.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { recordedSource } from '../../src/emulator/recorded-source.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { recordedData, recordedDataMissing } from '../recorded-data.ts';

/**
 * The recorded pages of August 2026 were fetched again and again while EIA filled and revised those
 * days. Replayed in the order in which they were fetched, the main job must end in the last value
 * seen of every hour, and know each day that was revised.
 */

interface Vintage {
  fetchedAt: string;
  values: Map<string, string | null>;
}

/** Read by this test alone, without any code of the project. */
function readVintages(): Vintage[] {
  const pages = recordedData('eia-api-v2/pages');
  const byFetch = new Map<string, Vintage>();
  for (const name of readdirSync(pages).filter((file) => /_2026-08-\d\dT\d\d_2026-08/.test(file))) {
    const page = JSON.parse(gunzipSync(readFileSync(join(pages, name))).toString());
    const vintage = byFetch.get(page.fetched_at) ?? { fetchedAt: page.fetched_at, values: new Map() };
    for (const row of page.payload.response.data) {
      vintage.values.set(`${row.respondent} ${row.fueltype ?? 'D'} ${row.period}`, row.value);
    }
    byFetch.set(page.fetched_at, vintage);
  }
  return [...byFetch.values()].sort((a, b) => (a.fetchedAt < b.fetchedAt ? -1 : 1));
}

const ZONES: Record<string, string> = {
  CISO: 'America/Los_Angeles',
  ERCO: 'America/Chicago',
  MISO: 'America/Chicago',
  PJM: 'America/New_York',
};

function dayOf(key: string): string {
  const [respondent, , period] = key.split(' ') as [string, string, string];
  const start = Date.parse(`${period}:00:00Z`) - 3_600_000;
  const date = new Date(start).toLocaleDateString('en-CA', { timeZone: ZONES[respondent] as string });
  return `${respondent} ${date}`;
}

describe.skipIf(recordedDataMissing)('the vintages of August 2026, in the order of fetched_at', () => {
  let emulator: Emulator;
  let store: Store;
  const last = new Map<string, number | null>();
  const revisedDays = new Set<string>();

  beforeAll(async () => {
    const vintages = readVintages();
    expect(vintages.length).toBeGreaterThan(10);
    const dataDir = mkdtempSync(join(tmpdir(), 'gridpulse-vintages-'));
    emulator = await startEmulator({ source: recordedSource(recordedData('eia-api-v2/pages')) });
    store = await openStore({ dataDir });
    for (const { fetchedAt, values } of vintages) {
      for (const [key, text] of values) {
        const value = text === null ? null : Number(text);
        if (last.has(key) && last.get(key) !== value) revisedDays.add(dayOf(key));
        last.set(key, value);
      }
      const now = new Date(Date.parse(fetchedAt) + 1_000).toISOString();
      emulator.setNow(now);
      const config = parseConfig({
        EIA_API_URL: emulator.origin,
        EIA_API_KEY: 'test',
        GRIDPULSE_NOW: now,
        GRIDPULSE_HISTORY_DAYS: '12',
        CI: 'true',
      });
      const source = await chooseDataSource(config, () => new Date(now));
      await ingestLatest(source, store, config, new Date(now));
    }
  });
  afterAll(async () => {
    await store?.close();
    await emulator?.close();
  });

  it('end in the last-seen value of every hour', async () => {
    const range = await store.readObservedRange();
    const frames = await store.readFrames(range as NonNullable<typeof range>);
    const wrong: string[] = [];
    for (const [key, value] of last) {
      const [respondent, code, period] = key.split(' ') as [string, string, string];
      const frame = frames.get(respondent);
      const index = Date.parse(`${period}:00:00Z`) / 3_600_000 - (frame?.firstHour ?? 0);
      const stored = frame?.series.get(code === 'D' ? 'demand' : (`generation:${code}` as 'demand'))?.[index];
      const same = value === null ? Number.isNaN(stored) : stored === value;
      if (!same) wrong.push(`${key}: ${stored} instead of ${value}`);
    }
    expect(last.size).toBeGreaterThan(5_000);
    expect(wrong).toEqual([]);
  });

  it('list each revised day of each balancing authority, and no other', async () => {
    const listed = (await store.revisedDays()).map(({ respondent, date }) => `${respondent} ${date}`);
    expect(revisedDays.size).toBeGreaterThan(3);
    expect(listed.sort()).toEqual([...revisedDays].sort());
  });
});

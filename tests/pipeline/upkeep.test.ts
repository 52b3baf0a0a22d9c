import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataSource } from '../../scripts/steps/data-source.ts';
import { ingestLatest } from '../../scripts/steps/ingest-latest.ts';
import { parseConfig } from '../../src/config.ts';
import { isoToHour } from '../../src/grid/hour.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** What a run does for the store beside the ingest: it forgets at every run, and vacuums once a day. */

const silent: DataSource = {
  name: 'eia-api',
  label: 'nobody',
  feeds: [],
  since: 0,
  readsWholeFiles: false,
  close: async () => undefined,
};
let store: Store;
let vacuums = 0;

beforeAll(async () => {
  const real = await openStore({
    dataDir: mkdtempSync(join(tmpdir(), 'gridpulse-upkeep-')),
    retentionDays: 400,
  });
  store = {
    ...real,
    vacuum: () => {
      vacuums += 1;
      return real.vacuum();
    },
  };
  const hours = ['2024-05-01T08:00:00Z', '2024-05-01T12:00:00Z', '2025-06-01T12:00:00Z'].map(isoToHour);
  const rows = hours.map((hour) => ({ respondent: 'CISO', kind: 'demand' as const, hour, valueMwh: 1 }));
  await store.upsertObservations(rows, { runId: 1, seenAt: new Date('2025-06-02T00:00:00Z') });
});
afterAll(() => store.close());

async function runAt(now: string): Promise<string> {
  const config = parseConfig({ EIA_API_KEY: 'test', GRIDPULSE_NOW: now, CI: '1' });
  await ingestLatest(silent, store, config, new Date(now));
  const range = await store.readObservedRange();
  return new Date((range?.firstHour ?? Number.NaN) * 3_600_000).toISOString();
}

it('forgets at each run, by the clock of the run, however little came', async () => {
  expect(await runAt('2025-06-05T07:59:00Z')).toBe('2024-05-01T08:00:00.000Z');
  expect(await runAt('2025-06-05T11:59:00Z')).toBe('2024-05-01T12:00:00.000Z');
  expect(await runAt('2025-06-05T12:01:00Z')).toBe('2025-06-01T12:00:00.000Z');
  expect(vacuums).toBe(0);
});

it('vacuums with the first run of a day', async () => {
  await runAt('2025-06-06T00:05:00Z');
  expect(vacuums).toBe(1);
  await runAt('2025-06-06T01:05:00Z');
  expect(vacuums).toBe(1);
});

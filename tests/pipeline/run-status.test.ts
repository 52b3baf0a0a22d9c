import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { statusOf } from '../../scripts/steps/run-status.ts';
import { isoToHour } from '../../src/grid/hour.ts';
import { openStore, type Store } from '../../src/store/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore({ dataDir: mkdtempSync(join(tmpdir(), 'gridpulse-status-')) });
});
afterAll(() => store.close());

async function see(seenAt: string, respondent: string, hour: string, valueMwh: number): Promise<void> {
  const row = { respondent, kind: 'demand' as const, hour: isoToHour(hour), valueMwh };
  await store.upsertObservations([row], { runId: 1, seenAt: new Date(seenAt) });
}

it('tells the days that were revised of late, the newest first, in the calendar of each', async () => {
  // The first hour ends at midnight in California: it belongs to the day before.
  const revised = [
    ['CISO', '2026-06-01T07:00:00Z'],
    ['PJM', '2026-06-01T07:00:00Z'],
    ['CISO', '2026-03-01T12:00:00Z'],
  ] as const;
  for (const [respondent, hour] of revised) {
    await see('2026-06-01T08:00:00Z', respondent, hour, 1);
    await see('2026-06-03T08:00:00Z', respondent, hour, 2);
    await see('2026-06-03T09:00:00Z', respondent, hour, 3);
  }
  await see('2026-04-01T08:00:00Z', 'ERCO', '2026-03-30T12:00:00Z', 1);
  await see('2026-04-02T08:00:00Z', 'ERCO', '2026-03-30T12:00:00Z', 2);

  const status = await statusOf(store, 'eia', new Map(), new Date('2026-06-20T00:00:00Z'));
  const seen = { hours: 2, lastSeenAt: '2026-06-03T09:00:00Z' };
  expect(status.revisedDays).toEqual([
    { respondent: 'PJM', date: '2026-06-01', ...seen },
    { respondent: 'CISO', date: '2026-05-31', ...seen },
    { respondent: 'CISO', date: '2026-03-01', ...seen },
  ]);
});

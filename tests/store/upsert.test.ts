import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { isoToHour } from '../../src/grid/hour.ts';
import type { Observation } from '../../src/grid/observation.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { findEngines } from './engines.ts';

const engines = await findEngines(process.env['TEST_DATABASE_URL']);
afterAll(() => engines.stop());

const hour = (iso: string) => isoToHour(iso);
const FIRST = hour('2026-03-01T05:00:00Z');
const seen = { runId: 1, seenAt: new Date('2026-03-02T00:10:00Z') };

function demand(respondent: string, firstHour: number, values: (number | null)[]): Observation[] {
  return values.map((valueMwh, i) => ({ respondent, kind: 'demand', hour: firstHour + i, valueMwh }));
}

describe.for(engines.available)('upsert on $engine', ({ fresh, engine }) => {
  let store: Store;
  // One database for all: each test writes hours or respondents of its own.
  const opened = fresh().then(openStore);
  beforeEach(async () => {
    store = await opened;
  });
  afterAll(async () => (await opened).close());

  it('says which engine it runs on', () => {
    expect(store.engine).toBe(engine);
    expect(store.version).toMatch(/^\d+\./);
  });

  it('inserts, and the same again changes nothing', async () => {
    const given = demand('CISO', FIRST, [21000, null, 21500.25]);
    expect(await store.upsertObservations(given, seen)).toEqual({
      received: 3,
      inserted: 3,
      changed: 0,
      unchanged: 0,
      changedDays: [{ respondent: 'CISO', date: '2026-02-28' }],
    });
    expect(await store.upsertObservations(given, seen)).toEqual({
      received: 3,
      inserted: 0,
      changed: 0,
      unchanged: 3,
      changedDays: [],
    });
    expect(await store.revisions({ respondents: ['CISO'] })).toEqual([]);
    const frame = (await store.readFrames({ firstHour: FIRST - 1, lastHour: FIRST + 3 })).get('CISO');
    expect([...(frame?.series.get('demand') ?? [])]).toEqual([NaN, 21000, NaN, 21500.25, NaN]);
  });
});

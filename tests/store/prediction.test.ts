import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoToHour } from '../../src/grid/hour.ts';
import { openPgliteDatabase } from '../../src/store/pglite-database.ts';
import { openStore, type Store, type StoredPrediction, type StoreOptions } from '../../src/store/store.ts';
import { findEngines } from './engines.ts';

const engines = await findEngines(process.env['TEST_DATABASE_URL']);
afterAll(() => engines.stop());

const SLOT = isoToHour('2026-03-02T02:00:00Z');

const prediction = (respondent: string, slot: number, level: number): StoredPrediction => ({
  respondent,
  slot,
  issuedAt: slot + 1,
  lastKnownHour: slot - 20,
  recordedAt: new Date('2026-03-02T03:07:00Z'),
  method: 'made',
  kgPerMwh: [level, 120.4, 0],
  low: [97.3, 110.9, 0],
  high: [1033.3, 120.5, 1.7],
  windows: [{ hours: 4, firstHour: slot + 2, lastHour: slot + 5, meaningful: true }],
});

describe.for(engines.available)('predictions on $engine', ({ fresh, engine }) => {
  let place: StoreOptions;
  let store: Store;
  const all = () => store.predictions({ issuedSince: SLOT - 1000, issuedUntil: SLOT + 1000 });
  beforeAll(async () => {
    place = await fresh();
    store = await openStore(place);
  });
  afterAll(() => store.close());

  it('come back as they were written', async () => {
    const written = [prediction('CISO', SLOT, 120.3), prediction('ERCO', SLOT - 1, 480.7)];
    await store.appendPredictions(written);
    await store.appendPredictions([]);
    expect(await all()).toEqual(written);
  });

  it('stand: another of the same slot adds and changes nothing', async () => {
    const before = await all();
    await store.appendPredictions([prediction('CISO', SLOT, 999), prediction('ERCO', SLOT - 1, 999)]);
    expect(await all()).toEqual(before);
    await store.appendPredictions([prediction('CISO', SLOT + 12, 111), prediction('CISO', SLOT, 999)]);
    expect(await all()).toEqual([before[0], prediction('CISO', SLOT + 12, 111), before[1]]);
  });

  it('are read by their issue, both bounds included', async () => {
    const issuedAt = SLOT + 1;
    const read = (issuedSince: number, issuedUntil: number) =>
      store.predictions({ issuedSince, issuedUntil });
    expect(await read(issuedAt, issuedAt)).toHaveLength(1);
    expect(await read(issuedAt + 1, issuedAt + 11)).toEqual([]);
  });

  it.runIf(engine === 'pglite')('cannot be changed or removed by SQL either', async () => {
    await store.close();
    const database = await openPgliteDatabase(`${place.dataDir}/pglite`);
    for (const statement of [
      'UPDATE predictions SET method = $1',
      'DELETE FROM predictions WHERE method <> $1',
    ])
      await expect(database.query(statement, ['other'])).rejects.toThrow(/testimony/);
    await expect(database.exec('TRUNCATE predictions')).rejects.toThrow(/testimony/);
    await database.close();
    store = await openStore(place);
    expect(await all()).toHaveLength(3);
  });
});

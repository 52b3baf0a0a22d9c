import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoToHour } from '../../src/grid/hour.ts';
import type { Observation, SeriesKind } from '../../src/grid/observation.ts';
import { openStore, type Store, StoreError } from '../../src/store/store.ts';
import { findEngines } from './engines.ts';

const engines = await findEngines(process.env['TEST_DATABASE_URL']);
afterAll(() => engines.stop());

const FIRST = isoToHour('2026-03-01T05:00:00Z');
const seen = { runId: 1, seenAt: new Date('2026-03-02T00:10:00Z') };
const seenLater = { runId: 2, seenAt: new Date('2026-03-02T01:10:00Z') };

function demand(respondent: string, firstHour: number, values: (number | null)[]): Observation[] {
  return values.map((valueMwh, i) => ({ respondent, kind: 'demand', hour: firstHour + i, valueMwh }));
}

async function readDemand(store: Store, respondent: string, firstHour: number, hourCount: number) {
  const query = { firstHour, lastHour: firstHour + hourCount - 1, respondents: [respondent] };
  const frame = (await store.readFrames(query)).get(respondent);
  return [...(frame?.series.get('demand') ?? [])];
}

// One store an engine for all tests: each test writes respondents of its own.
describe.for(engines.available)('upsert on $engine', ({ fresh, engine }) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(await fresh());
  });
  afterAll(() => store.close());

  it('says which engine it runs on', () => {
    expect(store.engine).toBe(engine);
    expect(store.version).toMatch(/^\d+\./);
  });

  it('inserts, and the same again changes nothing', async () => {
    const given = demand('CISO', FIRST, [21000, null, 21500.25]);
    const changedDays = [{ respondent: 'CISO', date: '2026-02-28' }];
    const first = { received: 3, inserted: 3, changed: 0, unchanged: 0, changedDays };
    expect(await store.upsertObservations(given, seen)).toEqual(first);
    const again = { received: 3, inserted: 0, changed: 0, unchanged: 3, changedDays: [] };
    expect(await store.upsertObservations(given, seenLater)).toEqual(again);
    expect(await store.revisions({ respondents: ['CISO'] })).toEqual([]);
    expect(await readDemand(store, 'CISO', FIRST - 1, 5)).toEqual([NaN, 21000, NaN, 21500.25, NaN]);
  });

  it('keeps what a changed value was before, and what null became', async () => {
    await store.upsertObservations(demand('ERCO', FIRST, [40000, null, 42000, 43000]), seen);
    const revised = demand('ERCO', FIRST, [40001, 41000, null, 43000]);
    const result = await store.upsertObservations(revised, seenLater);
    expect(result).toMatchObject({ received: 4, inserted: 0, changed: 3, unchanged: 1 });
    const kept = { respondent: 'ERCO', kind: 'demand', seenAt: seenLater.seenAt, runId: 2 };
    expect(await store.revisions({ respondents: ['ERCO'] })).toEqual([
      { ...kept, hour: FIRST + 2, oldValueMwh: 42000, newValueMwh: null },
      { ...kept, hour: FIRST + 1, oldValueMwh: null, newValueMwh: 41000 },
      { ...kept, hour: FIRST, oldValueMwh: 40000, newValueMwh: 40001 },
    ]);
    expect(await store.revisedDays({ respondents: ['ERCO'], seenSince: seenLater.seenAt })).toEqual([
      { respondent: 'ERCO', date: '2026-03-01', revisionCount: 1, lastSeenAt: seenLater.seenAt },
      { respondent: 'ERCO', date: '2026-02-28', revisionCount: 2, lastSeenAt: seenLater.seenAt },
    ]);
    expect(await store.revisedDays({ limit: 1 })).toMatchObject([{ respondent: 'ERCO', date: '2026-03-01' }]);
    const span = { kind: 'demand', firstHour: FIRST, lastHour: FIRST + 3 } as const;
    const revisedHours = async (seenAfterHours: number, more = {}) =>
      (await store.revisedHours({ ...span, seenAfterHours, ...more })).get('ERCO');
    // 41,000 took the place of nothing; the hours ended at 5 and 7, their revisions were seen at 1:10 next day.
    expect(await revisedHours(2)).toBe(2);
    expect(await revisedHours(19)).toBe(1);
    expect(await revisedHours(21)).toBeUndefined();
    expect(await revisedHours(2, { firstHour: FIRST + 1 })).toBe(1);
    expect(await revisedHours(2, { kind: 'net-generation' })).toBeUndefined();
    expect(await store.revisions({ respondents: ['ERCO'], lastHour: FIRST - 1 })).toEqual([]);
    expect(await store.revisions({ respondents: ['ERCO'], seenUntil: seen.seenAt })).toEqual([]);
  });

  it('takes the last of a row that is given twice', async () => {
    const twice = [...demand('PJM', FIRST, [1, 2]), ...demand('PJM', FIRST, [3])];
    const result = await store.upsertObservations(twice, seen);
    expect(result).toMatchObject({ received: 3, inserted: 2, changed: 0, unchanged: 1 });
    expect(await readDemand(store, 'PJM', FIRST, 2)).toEqual([3, 2]);
  });

  it('names the changed days by the calendar of the respondent', async () => {
    // The hour that ends at local midnight belongs to the day before; New York went from -5 to -4 on 2026-03-08.
    const daysOf = async (respondent: string, ...periods: string[]) => {
      const observations = periods.flatMap((iso) => demand(respondent, isoToHour(`${iso}:00:00Z`), [1]));
      return (await store.upsertObservations(observations, seen)).changedDays.map(({ date }) => date);
    };
    expect(await daysOf('NYIS', '2026-03-08T05')).toEqual(['2026-03-07']);
    expect(await daysOf('NYIS', '2026-03-08T06', '2026-03-09T04')).toEqual(['2026-03-08']);
    expect(await daysOf('NYIS', '2026-03-09T05')).toEqual(['2026-03-09']);
    expect(await daysOf('AZPS', '2026-07-02T07', '2026-07-02T08')).toEqual(['2026-07-01', '2026-07-02']);
    // No respondent of this code is known: UTC.
    expect(await daysOf('XXXX', '2026-03-08T00', '2026-03-08T01')).toEqual(['2026-03-07', '2026-03-08']);
    const changed = await store.upsertObservations(demand('NYIS', isoToHour('2026-03-09T04:00:00Z'), [2]), {
      ...seenLater,
      localDateOf: () => '1999-12-31',
    });
    expect(changed.changedDays).toEqual([{ respondent: 'NYIS', date: '1999-12-31' }]);
  });

  it('reads only what is asked for, every series of a respondent in one frame', async () => {
    const kinds: SeriesKind[] = ['demand', 'generation:SUN', 'interchange:CISO'];
    for (const respondent of ['BANC', 'LDWP']) {
      const hours = kinds.map((kind, i) => ({ respondent, kind, hour: FIRST + i, valueMwh: 10 + i }));
      await store.upsertObservations(hours, seen);
    }
    const frames = await store.readFrames({ firstHour: FIRST, lastHour: FIRST + 1, respondents: ['BANC'] });
    expect([...frames.keys()]).toEqual(['BANC']);
    const frame = frames.get('BANC');
    expect(frame).toMatchObject({ respondent: 'BANC', firstHour: FIRST, hourCount: 2 });
    expect([...(frame?.series ?? [])].map(([kind, values]) => [kind, [...values]]).sort()).toEqual([
      ['demand', [10, NaN]],
      ['generation:SUN', [NaN, 11]],
    ]);
    expect(await store.readFrames({ firstHour: FIRST, lastHour: FIRST, respondents: ['NONE'] })).toEqual(
      new Map(),
    );
  });

  it('refuses what is no observation, and keeps nothing of its transaction', async () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const observations = demand('SOCO', FIRST, [1, bad]);
      await expect(store.upsertObservations(observations, seen)).rejects.toThrow(StoreError);
    }
    await expect(store.upsertObservations(demand('SOCO', FIRST + 0.5, [1]), seen)).rejects.toThrow(
      StoreError,
    );
    expect(await readDemand(store, 'SOCO', FIRST, 2)).toEqual([]);
  });

  it('takes a stream in transactions of bounded size; what was stored before a failure stays', async () => {
    const bounded = { ...seen, rowsPerTransaction: 100 };
    async function* interrupted() {
      for (let i = 0; i < 250; i += 10) yield demand('TVA', FIRST + i, Array(10).fill(7));
      throw new Error('the source broke');
    }
    await expect(store.upsertObservations(interrupted(), bounded)).rejects.toThrow('the source broke');
    expect((await readDemand(store, 'TVA', FIRST, 250)).filter((value) => value === 7)).toHaveLength(200);
    const repaired = await store.upsertObservations(demand('TVA', FIRST, Array(250).fill(7)), bounded);
    expect(repaired).toMatchObject({ received: 250, inserted: 50, changed: 0, unchanged: 200 });
  });

  it('gives back every number exactly, whatever was there before', async () => {
    const values = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }), {
      minLength: 1,
      maxLength: 30,
    });
    const expected: (number | null | undefined)[] = [];
    await fc.assert(
      fc.asyncProperty(values, fc.nat(20), async (given, offset) => {
        const differs = given.filter(
          (value, i) => expected[offset + i] !== undefined && expected[offset + i] !== value,
        );
        const fresh = given.filter((_, i) => expected[offset + i] === undefined);
        const result = await store.upsertObservations(demand('MISO', FIRST + offset, given), seen);
        expect(result.inserted).toBe(fresh.length);
        expect(result.changed).toBe(differs.length);
        given.forEach((value, i) => {
          // SQL holds that -0 equals 0: what is stored stays.
          if (expected[offset + i] !== value) expected[offset + i] = value;
        });
        const wanted = Array.from({ length: 50 }, (_, i) => expected[i] ?? Number.NaN);
        expect((await readDemand(store, 'MISO', FIRST, 50)).map((x) => x + 0)).toEqual(
          wanted.map((x) => x + 0),
        );
      }),
      { numRuns: 25, seed: 930 },
    );
  });
});

describe('engines agree', () => {
  it('on frames, results, revisions and summaries of the same history', async () => {
    const told = await Promise.all(
      engines.available.map(async ({ fresh }) => {
        const store = await openStore(await fresh());
        try {
          return await history(store);
        } finally {
          await store.close();
        }
      }),
    );
    expect(told[0]?.frames).toHaveLength(2);
    for (const other of told) expect(other).toEqual(told[0]);
  });
});

/** 60 days of two respondents, with gaps and nulls, revised once; everything that the store then tells. */
async function history(store: Store) {
  const hours = 60 * 24;
  const rows = (salt: number): Observation[] =>
    ['CISO', 'PJM']
      .flatMap((respondent, r) =>
        (['demand', 'net-generation'] as const).flatMap((kind, k) =>
          Array.from({ length: hours }, (_, i) => ({
            respondent,
            kind,
            hour: FIRST + i,
            valueMwh: value(i, r, k, salt),
          })),
        ),
      )
      .filter((_, i) => i % 17 !== 3);
  const inserted = await store.upsertObservations(rows(0), seen);
  await store.refreshSummaries(inserted.changedDays);
  const revised = await store.upsertObservations(rows(1), seenLater);
  await store.refreshSummaries(revised.changedDays);
  await store.vacuum();
  const range = { firstHour: FIRST - 5, lastHour: FIRST + hours + 5 };
  const frames = [...(await store.readFrames(range))].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    inserted,
    revised,
    frames: frames.map(([code, frame]) => [code, [...frame.series].sort(([a], [b]) => (a < b ? -1 : 1))]),
    revisions: await store.revisions(),
    revisedDays: await store.revisedDays(),
    daily: await store.dailySummaries({ firstDate: '2026-02-28', lastDate: '2026-05-01' }),
    week: await store.periodSummaries({ firstHour: FIRST + hours - 168, lastHour: FIRST + hours - 1 }),
    observed: await store.readObservedRange(),
  };
}

function value(i: number, r: number, k: number, salt: number): number | null {
  if (i % 23 === 5) return null;
  return ((i * 37 + r * 11 + k * 5) % 900) + (i % 100 === 0 ? salt : 0);
}

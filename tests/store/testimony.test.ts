import { afterAll, describe, expect, it } from 'vitest';
import { isoToHour } from '../../src/grid/hour.ts';
import {
  openStore,
  type Store,
  StoreError,
  TESTIMONY_KINDS,
  type TestimonyKind,
} from '../../src/store/store.ts';
import { findEngines } from './engines.ts';

const { available, stop } = await findEngines(process.env['TEST_DATABASE_URL']);
afterAll(stop);

const JUNE = { since: new Date('2026-06-01T00:00:00Z'), before: new Date('2026-07-01T00:00:00Z') };
const HOUR = isoToHour('2026-06-10T05:00:00Z');
const SEEN = new Date('2026-06-10T06:07:08.912Z');

async function ingest(
  store: Store,
  valueMwh: number | null,
  startedAt: Date,
  isFinished = true,
): Promise<void> {
  const runId = await store.startRun({
    startedAt,
    source: 'eia-api',
    firstHour: HOUR - 96,
    lastHour: HOUR + 36,
  });
  await store.upsertObservations([{ respondent: 'CISO', kind: 'demand', hour: HOUR, valueMwh }], {
    runId,
    seenAt: startedAt,
  });
  await store.quarantine(runId, [
    {
      origin: 'region-data',
      respondent: 'XX',
      period: '2026-06-10T05',
      reason: 'unknown code',
      excerpt: '{}',
    },
  ]);
  if (!isFinished) return;
  const counts = { received: 1, inserted: 0, changed: 1, unchanged: 0, quarantined: 1 };
  const failures = [{ what: 'fuel-type-data', message: 'EIA said "no"' }];
  await store.finishRun(runId, { finishedAt: startedAt, status: 'partial', ...counts, failures });
}

/** Something of every kind, with what is awkward: null, a quote, a line's end, hundredths. */
async function fill(store: Store): Promise<void> {
  await ingest(store, 20_000.25, new Date(SEEN.getTime() - 7_200_000));
  await ingest(store, null, new Date(SEEN.getTime() - 3_600_000), false);
  await ingest(store, 2_147_480_000, SEEN);
  await store.appendCorrections([
    { respondent: 'CISO', date: '2026-06-09', seenAt: SEEN, rule: 'peak', was: 'It "was"\nso.', now: null },
    { respondent: 'BPAT', date: '2026-06-09', seenAt: SEEN, rule: 'peak', was: 'A', now: 'B' },
  ]);
  await store.appendPredictions([
    {
      respondent: 'CISO',
      slot: HOUR,
      issuedAt: HOUR,
      lastKnownHour: HOUR - 30,
      recordedAt: SEEN,
      method: 'ridge',
      kgPerMwh: [123.4, 0.1],
      low: [100, 0],
      high: [150.5, 1],
      windows: [{ hours: 4, firstHour: HOUR + 1, lastHour: HOUR + 4, meaningful: true }],
    },
  ]);
  await store.declareLosses([{ declaredAt: SEEN, kind: 'runs', month: '2026-05', reason: 'gone' }]);
}

async function allLines(store: Store): Promise<Record<TestimonyKind, string[]>> {
  const entries: [TestimonyKind, string[]][] = [];
  for (const kind of TESTIMONY_KINDS) entries.push([kind, await store.readTestimony(kind, JUNE)]);
  return Object.fromEntries(entries) as Record<TestimonyKind, string[]>;
}

async function restore(store: Store, lines: Record<TestimonyKind, string[]>): Promise<void> {
  await store.beginRestore();
  for (const kind of TESTIMONY_KINDS)
    await store.restoreTestimony({ kind, part: `${kind} of June`, lines: lines[kind] });
}

describe.each(available)('testimony in $engine', ({ fresh }) => {
  it('comes back from its lines as it was, and only once', async () => {
    const first = await openStore(await fresh());
    await fill(first);
    const lines = await allLines(first);
    expect(Object.values(lines).map((of) => of.length)).toEqual([3, 2, 1, 2, 1]);

    const second = await openStore(await fresh());
    await restore(second, lines);
    expect(await second.isRestoreOpen()).toBe(true);
    await restore(second, lines);
    await second.endRestore();
    expect(await second.isRestoreOpen()).toBe(false);
    expect(await allLines(second)).toEqual(lines);
    expect(await second.recentRuns(9)).toEqual(await first.recentRuns(9));
    expect(await second.revisions()).toEqual(await first.revisions());
    expect(await second.corrections()).toEqual(await first.corrections());
    expect(await second.losses()).toEqual(await first.losses());
    expect(await second.quarantineCounts(3)).toEqual(await first.quarantineCounts(3));
    const every = { issuedSince: 0, issuedUntil: HOUR + 99 };
    expect(await second.predictions(every)).toEqual(await first.predictions(every));
    expect(await second.startRun({ startedAt: SEEN, source: 'eia-api', firstHour: 1, lastHour: 2 })).toBe(4);
    await Promise.all([first.close(), second.close()]);
  });

  it('leaves out a last run that may be going on, and what was written in another month', async () => {
    const store = await openStore(await fresh());
    await ingest(store, 1, SEEN, false);
    expect(await store.readTestimony('runs', JUNE)).toEqual([]);
    await ingest(store, 2, SEEN);
    const runs = await store.readTestimony('runs', JUNE);
    expect(runs.map((line) => JSON.parse(line).status)).toEqual(['running', 'partial']);
    const july = { since: JUNE.before, before: new Date('2026-08-01T00:00:00Z') };
    expect(await store.readTestimony('runs', july)).toEqual([]);
    await store.close();
  });

  it('that is none is refused in words, and nothing of it kept', async () => {
    const store = await openStore(await fresh());
    await store.beginRestore();
    const broken = { kind: 'corrections', part: 'x', lines: ['{"day":"no day"}'] } as const;
    await expect(store.restoreTestimony(broken)).rejects.toThrow(StoreError);
    await expect(store.restoreTestimony(broken)).rejects.toThrow(/could not be taken back/);
    expect(await store.corrections()).toEqual([]);
    await store.close();
  });

  it('tells rows without a value from hours without a row', async () => {
    const store = await openStore(await fresh());
    const row = (hour: number, valueMwh: number | null) => ({
      respondent: 'CISO',
      kind: 'demand' as const,
      hour,
      valueMwh,
    });
    await store.upsertObservations([row(HOUR, 5), row(HOUR + 1, null), row(HOUR + 3, -1)], {
      runId: 1,
      seenAt: SEEN,
    });
    const [series] = await store.readReported({ firstHour: HOUR, lastHour: HOUR + 3 });
    expect([...(series?.valuesMwh ?? [])]).toEqual([5, Number.NaN, Number.POSITIVE_INFINITY, -1]);
    await store.close();
  });
});

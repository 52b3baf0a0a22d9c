import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoToHour } from '../../src/grid/hour.ts';
import type { QuarantinedRow } from '../../src/grid/observation.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgresDatabase } from '../../src/store/postgres-database.ts';
import {
  DatabaseUnreachableError,
  openStore,
  ProvenanceMismatchError,
  type RunOutcome,
  type Store,
  type StoreOptions,
} from '../../src/store/store.ts';
import { findEngines, temporaryFolder } from './engines.ts';

const engines = await findEngines(process.env['TEST_DATABASE_URL']);
afterAll(() => engines.stop());

const [firstHour, lastHour] = [isoToHour('2026-03-01T00:00:00Z'), isoToHour('2026-03-02T00:00:00Z')];
const startedAt = new Date('2026-03-02T00:07:00Z');

describe.for(engines.available)('store on $engine', ({ fresh, engine }) => {
  let place: StoreOptions;
  let store: Store;
  beforeAll(async () => {
    place = await fresh();
    store = await openStore(place);
  });
  afterAll(() => store.close());

  it('is empty at first', async () => {
    expect(await store.provenance()).toBeNull();
    expect(await store.readObservedRange()).toBeNull();
    expect(await store.readFrames({ firstHour, lastHour })).toEqual(new Map());
    expect(await store.recentRuns(5)).toEqual([]);
    expect(await store.dailySummaries({ firstDate: '2026-03-01', lastDate: '2026-03-02' })).toEqual([]);
  });

  it('never mixes measured numbers with invented ones', async () => {
    await store.claimProvenance('eia');
    await store.claimProvenance('eia');
    expect(await store.provenance()).toBe('eia');
    await expect(store.claimProvenance('synthetic')).rejects.toThrow(ProvenanceMismatchError);
    await expect(store.claimProvenance('synthetic')).rejects.toThrow(/holds "eia" numbers/);
    expect(await store.provenance()).toBe('eia');
  });

  it('records each run, the unfinished ones too', async () => {
    const outcome: RunOutcome = {
      finishedAt: new Date('2026-03-02T00:09:00Z'),
      status: 'partial',
      received: 10,
      inserted: 4,
      changed: 1,
      unchanged: 5,
      quarantined: 2,
      failures: [{ what: 'fuel-type-data', message: 'timed out' }],
    };
    const run = { startedAt, source: 'eia-api', firstHour, lastHour };
    const [finished, killed] = [await store.startRun(run), await store.startRun(run)];
    await store.finishRun(finished, outcome);
    expect(await store.recentRuns(2)).toEqual([
      { ...run, id: killed, status: 'running', outcome: null },
      { ...run, id: finished, status: 'partial', outcome },
    ]);
    expect(await store.recentRuns(1)).toHaveLength(1);
  });

  it('remembers each quarantined row once, and counts them by run', async () => {
    const row: QuarantinedRow = {
      origin: 'region-data',
      respondent: null,
      period: '2026-03-01T05',
      reason: 'not a number',
      excerpt: '{"value":"\0abc"}',
    };
    const other = { ...row, period: '2026-03-01T06', respondent: 'CISO' };
    await store.quarantine(1, [row, row, other]);
    await store.quarantine(2, [row]);
    await store.quarantine(3, []);
    expect(await store.recentQuarantine(10)).toEqual([
      { ...row, excerpt: '{"value":"\ufffdabc"}', firstRunId: 1, lastRunId: 2, timesSeen: 3 },
      { ...other, excerpt: '{"value":"\ufffdabc"}', firstRunId: 1, lastRunId: 1, timesSeen: 1 },
    ]);
    const count = { origin: 'region-data', reason: 'not a number' };
    expect(await store.quarantineCounts(1)).toEqual([{ ...count, rowCount: 3 }]);
    expect(await store.quarantineCounts(2)).toEqual([{ ...count, rowCount: 1 }]);
    expect(await store.quarantineCounts(3)).toEqual([]);
  });

  it('summarises UTC days by the hours that start in them, before and after a late revision', async () => {
    const seen = { runId: 1, seenAt: startedAt };
    // The hours that end from 2026-01-10T01Z to 2026-01-12T00Z: two whole days, and one hour before them.
    const first = isoToHour('2026-01-10T00:00:00Z');
    const rows = Array.from({ length: 49 }, (_, i) => ({
      respondent: 'PJM',
      kind: 'demand' as const,
      hour: first + i,
      valueMwh: i === 5 ? null : i,
    }));
    const query = { firstDate: '2026-01-10', lastDate: '2026-01-11', respondents: ['PJM'] };
    const day = (date: string, minMwh: number, maxMwh: number, sumMwh: number, valueCount: number) => ({
      respondent: 'PJM',
      kind: 'demand',
      date,
      minMwh,
      maxMwh,
      averageMwh: sumMwh / valueCount,
      sumMwh,
      valueCount,
    });
    await store.refreshSummaries((await store.upsertObservations(rows, seen)).changedDays);
    expect(await store.dailySummaries(query)).toEqual([
      day('2026-01-10', 1, 24, 300 - 5, 23),
      day('2026-01-11', 25, 48, 876, 24),
    ]);
    const late = [{ respondent: 'PJM', kind: 'demand' as const, hour: first + 24, valueMwh: 1024 }];
    await store.refreshSummaries((await store.upsertObservations(late, seen)).changedDays);
    expect((await store.dailySummaries(query))[0]).toEqual(day('2026-01-10', 1, 1024, 1295, 23));
    expect(
      await store.periodSummaries({ firstHour: first, lastHour: first + 48, kinds: ['demand'] }),
    ).toEqual([
      {
        respondent: 'PJM',
        kind: 'demand',
        minMwh: 0,
        maxMwh: 1024,
        averageMwh: 2171 / 48,
        valueCount: 48,
        lastValueHour: first + 48,
      },
    ]);
    expect(
      await store.periodSummaries({ firstHour: first, lastHour: first + 48, kinds: ['net-generation'] }),
    ).toEqual([]);
  });

  it('finds everything again when opened again', async () => {
    await store.close();
    store = await openStore(place);
    expect(store.engine).toBe(engine);
    expect(await store.provenance()).toBe('eia');
    expect(await store.readObservedRange()).not.toBeNull();
    await store.vacuum();
    expect((await store.size()).observationBytes).toBeGreaterThan(0);
  });

  it('drops what is older than the retention asked for, and nothing by default', async () => {
    const old = {
      respondent: 'SOCO',
      kind: 'demand' as const,
      hour: isoToHour('1990-01-01T00:00:00Z'),
      valueMwh: 1,
    };
    await store.upsertObservations([old], { runId: 1, seenAt: startedAt });
    await store.dropOldObservations(startedAt);
    expect((await store.readObservedRange())?.firstHour).toBe(old.hour);
    await store.close();
    store = await openStore({ ...place, retentionDays: 10_000 });
    // The run's clock decides, which may be pinned: 27 years after 1990 it is too early.
    if (engine !== 'timescaledb') {
      await store.dropOldObservations(new Date('2017-05-17T00:00:00Z'));
      expect((await store.readObservedRange())?.firstHour).toBe(old.hour);
    }
    if (engine === 'timescaledb') await runRetentionJob(place.databaseUrl as string);
    await store.dropOldObservations(startedAt);
    expect((await store.readObservedRange())?.firstHour).toBeGreaterThan(old.hour);
    await store.close();
    store = await openStore(place);
    if (engine === 'timescaledb') expect(await runRetentionJob(place.databaseUrl as string)).toBe(0);
  });
});

/** Does now what the policy would do in its own time; how many policies there are. */
async function runRetentionJob(databaseUrl: string): Promise<number> {
  const database = await openPostgresDatabase(databaseUrl);
  const jobs = await database.query<{ job_id: number }>(
    "SELECT job_id FROM timescaledb_information.jobs WHERE proc_name = 'policy_retention'",
  );
  for (const { job_id } of jobs) await database.exec(`CALL run_job(${job_id})`);
  await database.close();
  return jobs.length;
}

const server = engines.available.find(({ engine }) => engine === 'timescaledb');

describe.runIf(server)('TimescaleDB', () => {
  it('takes late revisions into compressed chunks, and reads the same', async () => {
    const place = (await server?.fresh()) as StoreOptions;
    const store = await openStore(place);
    const first = isoToHour('2025-01-01T01:00:00Z');
    const rows = (changed: number) =>
      Array.from({ length: 24 * 60 }, (_, i) => ({
        respondent: 'CISO',
        kind: 'demand' as const,
        hour: first + i,
        valueMwh: i === changed ? -1 : i,
      }));
    try {
      await store.upsertObservations(rows(-1), { runId: 1, seenAt: startedAt });
      const database = await openPostgresDatabase(place.databaseUrl as string);
      const compressed = await database.query(
        "SELECT compress_chunk(c, true) FROM show_chunks('observations') c",
      );
      const jobs = await database.query<{ proc_name: string }>(
        'SELECT proc_name FROM timescaledb_information.jobs',
      );
      await database.close();
      expect(compressed.length).toBeGreaterThanOrEqual(2);
      expect(jobs.map((job) => job.proc_name)).toContain('policy_compression');
      expect(jobs.map((job) => job.proc_name)).toContain('policy_refresh_continuous_aggregate');
      expect(await store.upsertObservations(rows(-1), { runId: 2, seenAt: startedAt })).toMatchObject({
        changed: 0,
      });
      expect(await store.upsertObservations(rows(7), { runId: 3, seenAt: startedAt })).toMatchObject({
        changed: 1,
      });
      const frames = await store.readFrames({ firstHour: first, lastHour: first + 9 });
      expect([...(frames.get('CISO')?.series.get('demand') ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, -1, 8, 9]);
    } finally {
      await store.close();
    }
  });
});

const plainServer = engines.available.find(({ engine }) => engine === 'postgresql');

describe.runIf(plainServer)('PostgreSQL', () => {
  it('migrates once where two start on a new database at once', async () => {
    const place = (await plainServer?.fresh()) as StoreOptions;
    const databases = await Promise.all([1, 2].map(() => openPostgresDatabase(place.databaseUrl as string)));
    const variants = await Promise.all(databases.map((database) => migrate(database, () => undefined)));
    expect(variants).toEqual(['plain', 'plain']);
    const names = (await databases[0]?.query('SELECT name FROM schema_migrations')) ?? [];
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
    await Promise.all(databases.map((database) => database.close()));
  });
});

it('says that no server answers, without the password of the URL', async () => {
  const databaseUrl = 'postgresql://somebody:s3cret@127.0.0.1:1/nowhere';
  const refusal = await openStore({ databaseUrl, dataDir: temporaryFolder() }).catch(
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(DatabaseUnreachableError);
  expect((refusal as Error).message).toContain('DATABASE_URL');
  expect(`${(refusal as Error).message} ${String((refusal as Error).cause)}`).not.toContain('s3cret');
});

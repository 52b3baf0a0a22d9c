import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SampleRefusedError, withSourceAndStore } from '../../scripts/steps/with-store.ts';
import { parseConfig } from '../../src/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { startPostgres } from '../postgres.ts';
import { runProjectScript } from '../run-script.ts';
import { newPipeline } from './pipeline.ts';

/** A database of the user's own, which may hold anything and go away at any time. */

const server = await startPostgres();
afterAll(() => ('skipped' in server ? undefined : server.stop()));
const url = 'skipped' in server ? '' : server.url;
const NOW = '2026-06-15T20:00:00Z';

async function sql(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

if ('skipped' in server) it.skip(`a user's database: ${server.skipped}`, () => undefined);

describe.skipIf('skipped' in server)('the sample and a database that DATABASE_URL names', () => {
  beforeEach(async () => void (await sql('DROP SCHEMA public CASCADE; CREATE SCHEMA public')));
  const unreachable = () => Promise.reject(new Error('no network'));
  const withSample = (more: Record<string, string> = {}) =>
    withSourceAndStore(
      parseConfig({
        ...newPipeline().environment({ DATABASE_URL: url, GRIDPULSE_NOW: NOW, ...more }),
        EIA_API_KEY: '',
      }),
      async (source, store) => {
        expect(source.name).toBe('sample');
        await store.claimProvenance('synthetic');
      },
      unreachable,
    );

  it('stay apart, in words, while the database is empty', async () => {
    await expect(withSample()).rejects.toThrow(SampleRefusedError);
    await expect(withSample()).rejects.toThrow(/EIA_API_KEY.*DATABASE_URL.*GRIDPULSE_ALLOW_SAMPLE=1/);
    expect(await sql('SELECT * FROM meta')).toEqual([]);
    expect(await sql('SELECT * FROM ingest_runs')).toEqual([]);
  });

  it('come together when a person allows it, and stay so', async () => {
    await withSample({ GRIDPULSE_ALLOW_SAMPLE: '1' });
    await withSample();
  });

  it('stay apart where the database holds real numbers, even when allowed', async () => {
    await withSample({ GRIDPULSE_ALLOW_SAMPLE: '1' });
    await sql(`UPDATE meta SET value = '"eia"'`);
    await expect(withSample()).rejects.toThrow(SampleRefusedError);
    await expect(withSample({ GRIDPULSE_ALLOW_SAMPLE: '1' })).rejects.toThrow(/holds "eia" numbers/);
  });
});

describe.skipIf('skipped' in server)('a database that goes away in the middle of a run', () => {
  it('ends the run in one sentence, and keeps what was stored', async () => {
    await sql('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const emulator = await startEmulator({ source: syntheticSource(7), now: NOW, fault: 'slow' });
    const environment = newPipeline().environment({
      DATABASE_URL: url,
      EIA_API_URL: emulator.origin,
      GRIDPULSE_NOW: NOW,
      GRIDPULSE_HISTORY_DAYS: '10',
    });
    let ended = false;
    const running = runProjectScript('ingest.ts', environment).finally(() => {
      ended = true;
    });
    let killed = 0;
    while (killed === 0 && !ended) {
      const started = await sql("SELECT 1 FROM pg_tables WHERE tablename = 'ingest_runs'").catch(() => []);
      const runs = started.length > 0 ? await sql('SELECT id FROM ingest_runs') : [];
      if (runs.length === 0) continue;
      killed = (
        await sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gridpulse'",
        )
      ).length;
    }
    const run = await running;
    await emulator.close();
    expect(killed).toBe(1);
    expect(run.stderr).toMatch(/The database failed in the middle of the run.*is kept.*Run again/);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.code).toBe(1);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Engine, StoreOptions } from '../../src/store/store.ts';
import { type PrivatePostgres, startPostgres } from '../postgres.ts';

/** Where a test opens its store: each call of `fresh` is a new, empty place. */
export interface EngineUnderTest {
  engine: Engine;
  fresh(): Promise<StoreOptions>;
}

export interface Engines {
  available: EngineUnderTest[];
  skipped: { engine: Engine; reason: string }[];
  stop(): Promise<void>;
}

const cleanups: (() => Promise<void> | void)[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gridpulse-store-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

let databaseCount = 0;

/** A new database beside the one that the URL names; dropped at the end. */
async function freshDatabase(url: string): Promise<string> {
  const name = `gridpulse_test_${process.pid}_${++databaseCount}`;
  await onServer(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  cleanups.push(() =>
    onServer(
      url,
      async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
    ),
  );
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.toString();
}

function onServerEngine(engine: Engine, url: string): EngineUnderTest {
  return {
    engine,
    fresh: async () => ({ dataDir: temporaryFolder(), databaseUrl: await freshDatabase(url) }),
  };
}

async function testServerEngine(url: string): Promise<Engine> {
  const installed = await onServer(url, (client) =>
    client.query("SELECT current_setting('timescaledb.disable_load', true) IS NOT NULL AS loaded"),
  );
  return installed.rows[0].loaded ? 'timescaledb' : 'postgresql';
}

/**
 * PGlite always; PostgreSQL by the machine's own programs; TimescaleDB by the server that
 * TEST_DATABASE_URL names. Whatever is missing is told in the names of skipped tests.
 */
export async function findEngines(testDatabaseUrl: string | undefined): Promise<Engines> {
  const available: EngineUnderTest[] = [
    { engine: 'pglite', fresh: async () => ({ dataDir: temporaryFolder() }) },
  ];
  const skipped: Engines['skipped'] = [];
  const server: PrivatePostgres = await startPostgres();
  if ('url' in server) available.push(onServerEngine('postgresql', server.url));
  else skipped.push({ engine: 'postgresql', reason: server.skipped });
  const given = testDatabaseUrl ? await testServerEngine(testDatabaseUrl) : null;
  if (testDatabaseUrl && given === 'timescaledb')
    available.push(onServerEngine('timescaledb', testDatabaseUrl));
  else skipped.push({ engine: 'timescaledb', reason: 'TEST_DATABASE_URL names no server with TimescaleDB' });
  return {
    available,
    skipped,
    async stop() {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
      if ('url' in server) await server.stop();
    },
  };
}

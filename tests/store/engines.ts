import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { Engine, StoreOptions } from '../../src/store/store.ts';
import { hasTimescale, startPostgres } from '../postgres.ts';

/** Where a test opens its store: each call of `fresh` is a new, empty place. */
export interface EngineUnderTest {
  engine: Engine;
  fresh(): Promise<StoreOptions>;
}

export interface Engines {
  available: EngineUnderTest[];
  stop(): Promise<void>;
}

const cleanups: (() => Promise<void> | void)[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gridpulse-store-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * The files of a PGlite that was only just made, kept from run to run: making them takes seconds,
 * copying them a moment. Nothing of this project is in them.
 */
async function copyOfNewPglite(): Promise<string> {
  const template = join(tmpdir(), `gridpulse-pglite-${manifest.dependencies['@electric-sql/pglite']}`);
  if (!existsSync(template)) {
    const own = join(temporaryFolder(), 'template');
    await (await PGlite.create(own)).close();
    // Another test may have been quicker: then the folder is there, and is as good.
    await rename(own, template).catch(() => undefined);
  }
  const dataDir = temporaryFolder();
  await cp(template, join(dataDir, 'pglite'), { recursive: true });
  return dataDir;
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

async function hasTimescaleLoaded(url: string): Promise<boolean> {
  const { rows } = await onServer(url, (client) =>
    client.query("SELECT current_setting('timescaledb.disable_load', true) IS NOT NULL AS loaded"),
  );
  return rows[0].loaded;
}

async function findPostgresql(): Promise<EngineUnderTest | string> {
  const server = await startPostgres();
  if ('skipped' in server) return server.skipped;
  cleanups.push(server.stop);
  return onServerEngine('postgresql', server.url);
}

/** The server that was named; else one of our own where the machine has the extension. */
async function findTimescale(testDatabaseUrl: string | undefined): Promise<EngineUnderTest | string> {
  if (testDatabaseUrl) {
    const loaded = await hasTimescaleLoaded(testDatabaseUrl);
    return loaded ? onServerEngine('timescaledb', testDatabaseUrl) : 'TEST_DATABASE_URL has no TimescaleDB';
  }
  if (!hasTimescale()) return 'no TimescaleDB on this machine, and TEST_DATABASE_URL names none';
  const server = await startPostgres({ preload: 'timescaledb' });
  if ('skipped' in server) return server.skipped;
  cleanups.push(server.stop);
  return onServerEngine('timescaledb', server.url);
}

/**
 * PGlite always; PostgreSQL by the machine's own programs; TimescaleDB by the server that
 * TEST_DATABASE_URL names or by the machine's own. Whatever is missing is told by a skipped test's name.
 */
export async function findEngines(testDatabaseUrl: string | undefined): Promise<Engines> {
  const pglite: EngineUnderTest = {
    engine: 'pglite',
    fresh: async () => ({ dataDir: await copyOfNewPglite() }),
  };
  const [postgresql, timescaledb] = await Promise.all([findPostgresql(), findTimescale(testDatabaseUrl)]);
  const available = [pglite];
  for (const [engine, found] of [
    ['postgresql', postgresql],
    ['timescaledb', timescaledb],
  ] as const) {
    if (typeof found !== 'string') available.push(found);
    else it.skip(`${engine}: ${found}`, () => undefined);
  }
  return {
    available,
    async stop() {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    },
  };
}

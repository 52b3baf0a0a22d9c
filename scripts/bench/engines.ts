import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, Engine } from '../../src/store/database.ts';
import { openPgliteDatabase } from '../../src/store/pglite-database.ts';
import { openPostgresDatabase } from '../../src/store/postgres-database.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { hasTimescale, startPostgres } from '../../tests/postgres.ts';

/** A new, empty place to store in, and the same database without the store over it. */
export interface BenchEngine {
  engine: Engine;
  openStore(): Promise<Store>;
  /** For the limits; only while no store is open. */
  openRaw(): Promise<Database>;
  stop(): Promise<void>;
}

async function embedded(): Promise<BenchEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gridpulse-bench-'));
  return {
    engine: 'pglite',
    openStore: () => openStore({ dataDir }),
    openRaw: () => openPgliteDatabase(join(dataDir, 'pglite')),
    stop: () => rm(dataDir, { recursive: true, force: true }),
  };
}

function onServer(engine: Engine, databaseUrl: string, stop: () => Promise<void>): BenchEngine {
  return {
    engine,
    openStore: () => openStore({ databaseUrl, dataDir: tmpdir() }),
    openRaw: () => openPostgresDatabase(databaseUrl),
    stop,
  };
}

/** A database beside the one that the URL names, dropped at the end. */
async function besideOn(url: string): Promise<BenchEngine> {
  const name = `gridpulse_bench_${process.pid}`;
  const server = async (sql: string) => {
    const database = await openPostgresDatabase(url);
    await database.exec(sql).finally(() => database.close());
  };
  await server(`CREATE DATABASE ${name} TEMPLATE template0`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return onServer('timescaledb', own.toString(), () =>
    server(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}

async function privateServer(engine: Engine, preload: string): Promise<BenchEngine | string> {
  const server = await startPostgres({ preload });
  return 'skipped' in server ? server.skipped : onServer(engine, server.url, server.stop);
}

/**
 * Starts an engine, or says why it cannot be had.
 *
 * @param timescaleUrl a server with TimescaleDB; without it the machine's own is looked for
 */
export async function startEngine(engine: Engine, timescaleUrl?: string): Promise<BenchEngine | string> {
  if (engine === 'pglite') return embedded();
  if (engine === 'postgresql') return privateServer(engine, '');
  if (timescaleUrl) return besideOn(timescaleUrl);
  return hasTimescale() ? privateServer(engine, 'timescaledb') : 'this machine has no TimescaleDB';
}

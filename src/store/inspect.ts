import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Queryable } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { openPostgresDatabase } from './postgres-database.ts';

/** What a database says of itself to somebody who changes nothing. */
export interface DatabaseInspection {
  kind: 'embedded' | 'server';
  /** PostgreSQL's; null of an embedded one. */
  version: string | null;
  timescale: 'installed' | 'available' | 'not preloaded' | 'absent';
  /** Whether tables can be made in it; null where the schema is there already. */
  mayCreate: boolean | null;
}

interface Row {
  version: string;
  installed: boolean;
  available: boolean;
  preloaded: boolean;
  migrated: boolean;
  creatable: boolean;
}

const INSPECT = `
  SELECT current_setting('server_version') AS version,
         EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') AS installed,
         EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb') AS available,
         current_setting('timescaledb.disable_load', true) IS NOT NULL AS preloaded,
         to_regclass('schema_migrations') IS NOT NULL AS migrated,
         has_schema_privilege(current_schema(), 'CREATE') AS creatable`;

/**
 * Connects to the server, or takes the embedded database's folder for a moment.
 *
 * @throws DatabaseUnreachableError, StoreLockedError, FolderUnusableError
 */
export async function inspectDatabase(
  databaseUrl: string | undefined,
  dataDir: string,
): Promise<DatabaseInspection> {
  if (databaseUrl === undefined) return inspectFolder(dataDir);
  const database = await openPostgresDatabase(databaseUrl);
  try {
    return await inspectServer(database);
  } finally {
    await database.close();
  }
}

async function inspectServer(database: Queryable): Promise<DatabaseInspection> {
  const [row] = (await database.query<Row>(INSPECT)) as [Row];
  return {
    kind: 'server',
    version: row.version,
    timescale: row.installed
      ? 'installed'
      : !row.available
        ? 'absent'
        : row.preloaded
          ? 'available'
          : 'not preloaded',
    mayCreate: row.migrated ? null : row.creatable,
  };
}

async function inspectFolder(dataDir: string): Promise<DatabaseInspection> {
  const folder = join(dataDir, 'pglite');
  if (existsSync(folder)) await (await lockFolder(folder)).release();
  return { kind: 'embedded', version: null, timescale: 'absent', mayCreate: null };
}

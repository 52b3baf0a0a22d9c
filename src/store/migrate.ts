import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import type { ClientBase } from 'pg';
import { RESPONDENTS } from '../grid/balancing-authority.ts';
import type { Database, Queryable } from './database.ts';
import { StoreError } from './store-error.ts';

const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');
const MIGRATIONS_TABLE = 'schema_migrations';
const MIGRATION_LOCK = 930_001;

/** Which of the two forms of the schema a database holds: Timescale's own features, or their plain twins. */
export type SchemaVariant = 'plain' | 'timescaledb';

/** node-pg-migrate asks for a client of `pg`; it uses only this much of one. */
function asPgClient(database: Queryable): ClientBase {
  return {
    async query(query: string | { text: string; values?: unknown[] }, parameters?: unknown[]) {
      const { text, values = parameters } = typeof query === 'string' ? { text: query } : query;
      if (values?.length) return { rows: await database.query(text, values) };
      if (/^\s*select\b/i.test(text) && !/;\s*\S/.test(text)) return { rows: await database.query(text) };
      await database.exec(text);
      return { rows: [] };
    },
  } as unknown as ClientBase;
}

/** The variant of an already migrated database, null of a new one: a database keeps the form it was born with. */
async function variantOf(database: Queryable): Promise<SchemaVariant | null> {
  const [table] = await database.query<{ found: string | null }>(
    `SELECT to_regclass('${MIGRATIONS_TABLE}')::text AS found`,
  );
  if (!table?.found) return null;
  const [row] = await database.query<{ name: string }>(
    `SELECT name FROM ${MIGRATIONS_TABLE} WHERE name LIKE '002%'`,
  );
  if (!row) return null;
  return row.name.endsWith('timescaledb') ? 'timescaledb' : 'plain';
}

interface Extension {
  installed_version: string | null;
  loaded: boolean;
  license: string | null;
}

async function timescaleExtension(database: Queryable): Promise<Extension | undefined> {
  // The setting exists only where the library was preloaded; without it CREATE EXTENSION kills the connection.
  const [extension] = await database.query<Extension>(`
    SELECT installed_version,
           current_setting('timescaledb.disable_load', true) IS NOT NULL AS loaded,
           current_setting('timescaledb.license', true) AS license
    FROM pg_available_extensions WHERE name = 'timescaledb'`);
  return extension;
}

/** Creates the extension where it can be; the plain variant otherwise, saying why. */
async function variantForNew(database: Queryable, onNotice: (line: string) => void): Promise<SchemaVariant> {
  const extension = await timescaleExtension(database);
  if (!extension) return 'plain';
  if (!extension.loaded) {
    onNotice(
      'TimescaleDB is installed but not in shared_preload_libraries: plain PostgreSQL tables are used.',
    );
    return 'plain';
  }
  try {
    await database.exec('CREATE EXTENSION IF NOT EXISTS timescaledb');
  } catch (cause) {
    onNotice(
      `TimescaleDB cannot be created here (${(cause as Error).message}): plain PostgreSQL tables are used.`,
    );
    return 'plain';
  }
  if ((await timescaleExtension(database))?.license === 'apache') {
    onNotice(
      'This TimescaleDB is the Apache edition, without compression: plain PostgreSQL tables are used.',
    );
    return 'plain';
  }
  return 'timescaledb';
}

/** A migration of one variant ends in its name, `002_plain.sql`: files of the other one are passed over. */
const OTHER_VARIANT: Record<SchemaVariant, SchemaVariant> = { plain: 'timescaledb', timescaledb: 'plain' };

async function applyMigrations(database: Database, variant: SchemaVariant, folder: string): Promise<void> {
  const quiet = () => undefined;
  try {
    await runner({
      dbClient: asPgClient(database),
      // No glob pattern: the folder's own path may hold brackets and stars.
      dir: folder,
      ignorePattern: `\\..*|.*_${OTHER_VARIANT[variant]}\\.sql`,
      migrationsTable: MIGRATIONS_TABLE,
      direction: 'up',
      noLock: true,
      logger: { info: quiet, warn: quiet, error: quiet },
    });
  } catch (cause) {
    throw new StoreError(
      `The database could not be brought to this version's schema: ${(cause as Error).message}. What was stored is kept.`,
      { cause },
    );
  }
}

/** The respondents as this version of GridPulse knows them, for whoever reads the database with SQL. */
async function upsertBalancingAuthorities(database: Queryable): Promise<void> {
  await database.query(
    `INSERT INTO balancing_authorities AS known (code, name, kind, timezone)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, timezone = excluded.timezone
     WHERE (known.name, known.kind, known.timezone)
           IS DISTINCT FROM (excluded.name, excluded.kind, excluded.timezone)`,
    [
      RESPONDENTS.map((respondent) => respondent.code),
      RESPONDENTS.map((respondent) => respondent.name),
      RESPONDENTS.map((respondent) => respondent.kind),
      RESPONDENTS.map((respondent) => respondent.timezone),
    ],
  );
}

/** Brings a database to the schema of this version, from nothing or from an older one. Safe to repeat. */
export async function migrate(
  database: Database,
  onNotice: (line: string) => void,
  folder = MIGRATIONS_FOLDER,
): Promise<SchemaVariant> {
  await database.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    const variant = (await variantOf(database)) ?? (await variantForNew(database, onNotice));
    await applyMigrations(database, variant, folder);
    await upsertBalancingAuthorities(database);
    return variant;
  } finally {
    await database.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

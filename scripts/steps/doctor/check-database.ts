import type { Config } from '../../../src/config.ts';
import { type DatabaseInspection, inspectDatabase } from '../../../src/store/inspect.ts';
import { block, type Finding, ok, warn } from './finding.ts';

const ABOUT = 'database';
const OLDEST_POSTGRES = 15;

type Inspect = (databaseUrl: string | undefined, dataDir: string) => Promise<DatabaseInspection>;

/** Whether the database can be reached and what it offers; nothing in it is changed. */
export async function checkDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  inspect: Inspect = inspectDatabase,
): Promise<Finding> {
  try {
    return verdictOn(await inspect(databaseUrl, dataDir));
  } catch (error) {
    return block(ABOUT, (error as Error).message);
  }
}

function verdictOn({ kind, version, timescale, mayCreate }: DatabaseInspection): Finding {
  if (kind === 'embedded')
    return ok(ABOUT, 'The embedded database is used; set DATABASE_URL to keep the numbers on a server.');
  if (Number.parseInt(version ?? '', 10) < OLDEST_POSTGRES)
    return block(ABOUT, `PostgreSQL ${version} is too old: ${OLDEST_POSTGRES} or newer is needed.`);
  if (mayCreate === false)
    return block(ABOUT, "The database's user may not make tables: GRANT CREATE ON SCHEMA public to it.");
  switch (timescale) {
    case 'installed':
    case 'available':
      return ok(ABOUT, `PostgreSQL ${version} answers, with TimescaleDB.`);
    case 'not preloaded':
      return warn(
        ABOUT,
        `PostgreSQL ${version} answers, but TimescaleDB is not loaded: add it to shared_preload_libraries and restart the server before the first ingest, or go on with plain tables.`,
      );
    default:
      return ok(ABOUT, `PostgreSQL ${version} answers; without TimescaleDB its tables are plain and larger.`);
  }
}

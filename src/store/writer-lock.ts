import type { Database } from './database.ts';
import { StoreLockedError } from './store-error.ts';

const WRITER_LOCK = 930_002;

async function holderPid(database: Database): Promise<number> {
  const [row] = await database.query<{ pid: number }>(
    `SELECT pid FROM pg_locks
     WHERE locktype = 'advisory' AND granted AND objid = $1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [WRITER_LOCK],
  );
  return row?.pid ?? 0;
}

/**
 * One writer at a time on a database: the session's advisory lock, taken at the first write and held
 * until the connection ends, however it ends. Readers need none. In vain through a pooler that
 * shares sessions. An embedded database has its folder's lock instead.
 */
export function writerLock(database: Database): () => Promise<void> {
  let held = database.embedded;
  return async () => {
    if (held) return;
    const [row] = await database.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      WRITER_LOCK,
    ]);
    if (!row?.taken)
      throw new StoreLockedError(await holderPid(database), 'The database (by its server process)');
    held = true;
  };
}

import type { Provenance } from '../grid/observation.ts';

/** Whatever the store refuses or cannot do, in words for the person who started it. */
export class StoreError extends Error {
  override name = 'StoreError';
}

/** Somebody else holds the store; nothing was read or written. */
export class StoreLockedError extends StoreError {
  override name = 'StoreLockedError';
  readonly pid: number;

  constructor(pid: number, what: string) {
    super(
      `${what} is in use by process ${pid}. Nothing was changed. Wait until that process ends (or end it), then start again.`,
    );
    this.pid = pid;
  }
}

/** The store holds numbers of another kind: measured and invented ones are never mixed. */
export class ProvenanceMismatchError extends StoreError {
  override name = 'ProvenanceMismatchError';
  readonly stored: Provenance;
  readonly claimed: Provenance;

  constructor(stored: Provenance, claimed: Provenance) {
    super(
      `This store holds "${stored}" numbers and was asked to take "${claimed}" ones. Nothing was changed. ` +
        'Point DATABASE_URL or the data folder elsewhere, or empty the store first.',
    );
    this.stored = stored;
    this.claimed = claimed;
  }
}

/** The server did not answer, or refused; the message never holds the URL, which may hold a password. */
export class DatabaseUnreachableError extends StoreError {
  override name = 'DatabaseUnreachableError';

  constructor(cause: unknown) {
    const code = (cause as { code?: string }).code;
    super(
      `Cannot connect to the database${code ? ` (${code})` : ''}. Nothing was changed. Check DATABASE_URL, or leave it ` +
        'out to use the embedded database in the data folder.',
      { cause },
    );
  }
}

/** The server went away, or could not go on, in the middle of the work. */
export class DatabaseLostError extends StoreError {
  override name = 'DatabaseLostError';

  constructor(cause: unknown) {
    const { code } = cause as { code?: string };
    super(
      `The database failed in the middle of the run${code ? ` (${code})` : ''}: ${(cause as Error).message}. What was ` +
        'stored before is kept, and the last good snapshots and site were left as they are. Run again when it is back.',
      { cause },
    );
  }
}

/** A folder of ours cannot be one: its path leads through a file, or may not be written. */
export class FolderUnusableError extends StoreError {
  override name = 'FolderUnusableError';

  constructor(folder: string, cause: unknown) {
    const { code } = cause as NodeJS.ErrnoException;
    super(
      `The folder ${folder} cannot be made or written (${code}). Nothing was changed. Name another one ` +
        '(GRIDPULSE_DATA_DIR, GRIDPULSE_SNAPSHOT_DIR, GRIDPULSE_SITE_DIR) or correct its permissions, and run again.',
      { cause },
    );
  }
}

import type { Provenance } from '../grid/observation.ts';
import type { Queryable } from './database.ts';
import { ProvenanceMismatchError } from './store-error.ts';

export async function readProvenance(database: Queryable): Promise<Provenance | null> {
  const [row] = await database.query<{ value: Provenance }>(
    "SELECT value FROM meta WHERE key = 'provenance'",
  );
  return row?.value ?? null;
}

/** The first claim is written down; a later one must be the same. */
export async function claimProvenance(database: Queryable, claimed: Provenance): Promise<void> {
  await database.query(
    "INSERT INTO meta (key, value) VALUES ('provenance', to_jsonb($1::text)) ON CONFLICT (key) DO NOTHING",
    [claimed],
  );
  const stored = await readProvenance(database);
  if (stored && stored !== claimed) throw new ProvenanceMismatchError(stored, claimed);
}

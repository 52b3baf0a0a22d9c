import type { Queryable } from './database.ts';
import type { SchemaVariant } from './migrate.ts';

export interface StoreSize {
  /** The planner's estimate, as of the last vacuum. */
  observationRows: number;
  /** On disk, indexes included. */
  observationBytes: number;
}

export async function readSize(database: Queryable, variant: SchemaVariant): Promise<StoreSize> {
  const [row] = await database.query<StoreSize>(
    variant === 'timescaledb'
      ? `SELECT approximate_row_count('observations') AS "observationRows",
                hypertable_size('observations') AS "observationBytes"`
      : `SELECT greatest(reltuples, 0)::bigint AS "observationRows",
                pg_total_relation_size('observations') AS "observationBytes"
         FROM pg_class WHERE oid = 'observations'::regclass`,
  );
  return row as StoreSize;
}

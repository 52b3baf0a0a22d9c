import { createHash } from 'node:crypto';
import type { QuarantinedRow } from '../grid/observation.ts';
import type { Database, Queryable } from './database.ts';

/** A bad row as remembered: each different one once. */
export interface RememberedRow extends QuarantinedRow {
  firstRunId: number;
  lastRunId: number;
  timesSeen: number;
}

export interface QuarantineCount {
  origin: string;
  reason: string;
  rowCount: number;
}

const digestOf = (row: QuarantinedRow): string =>
  createHash('sha256')
    .update(JSON.stringify([row.origin, row.respondent, row.period, row.reason, row.excerpt]))
    .digest('hex');

const REMEMBER = `
  INSERT INTO quarantine AS known
    (digest, origin, respondent, period, reason, excerpt, times_seen, first_run_id, last_run_id)
  SELECT given.*, $8, $8
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[]) given
  ON CONFLICT (digest) DO UPDATE
  SET last_run_id = excluded.last_run_id, times_seen = known.times_seen + excluded.times_seen`;

const COUNT = `
  INSERT INTO quarantine_counts AS known (origin, reason, row_count, run_id)
  SELECT given.*, $4 FROM unnest($1::text[], $2::text[], $3::int[]) given
  ON CONFLICT (run_id, origin, reason) DO UPDATE SET row_count = known.row_count + excluded.row_count`;

/** Rows that are the same by a key, each once, with how many there were. */
function grouped(rows: readonly QuarantinedRow[], keyOf: (row: QuarantinedRow) => string) {
  const groups = new Map<string, { key: string; row: QuarantinedRow; count: number }>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key) ?? { key, row, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** PostgreSQL's text cannot hold the character NUL. */
const storable = (text: string | null): string | null => text?.replaceAll('\0', '�') ?? null;

async function remember(database: Queryable, runId: number, rows: readonly QuarantinedRow[]): Promise<void> {
  const groups = grouped(rows, digestOf);
  await database.query(REMEMBER, [
    groups.map(({ key }) => key),
    groups.map(({ row }) => storable(row.origin)),
    groups.map(({ row }) => storable(row.respondent)),
    groups.map(({ row }) => storable(row.period)),
    groups.map(({ row }) => storable(row.reason)),
    groups.map(({ row }) => storable(row.excerpt)),
    groups.map(({ count }) => count),
    runId,
  ]);
}

async function count(database: Queryable, runId: number, rows: readonly QuarantinedRow[]): Promise<void> {
  const groups = grouped(rows, (row) => `${storable(row.origin)}\n${storable(row.reason)}`);
  await database.query(COUNT, [
    groups.map(({ row }) => storable(row.origin)),
    groups.map(({ row }) => storable(row.reason)),
    groups.map((group) => group.count),
    runId,
  ]);
}

export async function quarantine(
  database: Database,
  runId: number,
  rows: readonly QuarantinedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await database.transaction(async (transaction) => {
    await remember(transaction, runId, rows);
    await count(transaction, runId, rows);
  });
}

/** The latest met first. */
export async function recentQuarantine(database: Queryable, limit: number): Promise<RememberedRow[]> {
  return database.query<RememberedRow>(
    `SELECT origin, respondent, period, reason, excerpt, first_run_id AS "firstRunId",
            last_run_id AS "lastRunId", times_seen AS "timesSeen"
     FROM quarantine ORDER BY last_run_id DESC, period DESC NULLS LAST, digest LIMIT $1`,
    [limit],
  );
}

/** How many rows a run put aside, by origin and reason. */
export async function quarantineCounts(database: Queryable, runId: number): Promise<QuarantineCount[]> {
  return database.query<QuarantineCount>(
    `SELECT origin, reason, row_count AS "rowCount" FROM quarantine_counts
     WHERE run_id = $1 ORDER BY row_count DESC, origin, reason`,
    [runId],
  );
}

/**
 * Testimony as lines of JSON, one a record, in the order in which it was written down: what the archive
 * keeps and a lost store is filled from. The database makes the lines and takes them back, so that a number is
 * written the same way every time.
 */
import type { Database, Queryable } from './database.ts';
import type { SeriesCatalog, SeriesName } from './series.ts';
import { StoreError } from './store-error.ts';

export const TESTIMONY_KINDS = ['runs', 'revisions', 'predictions', 'corrections', 'losses'] as const;
export type TestimonyKind = (typeof TESTIMONY_KINDS)[number];

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

interface Table {
  /** By which instant a record belongs to a month. */
  dated: string;
  /** A JSON object of one record. */
  line: string;
  from: string;
  order: string;
  /** From the records as `$1`, a JSON array. */
  insert: string;
}

const TABLES: Record<TestimonyKind, Table> = {
  runs: {
    dated: 'started_at',
    // The last run may be going on; one that a later run follows was killed.
    from: `ingest_runs run WHERE (status <> 'running' OR id < (SELECT max(id) FROM ingest_runs))`,
    order: 'id',
    line: `json_build_object('id', id, 'started_at', ${instant('started_at')}, 'finished_at', ${instant('finished_at')},
      'source', source, 'first_hour', ${instant('first_hour')}, 'last_hour', ${instant('last_hour')},
      'status', status, 'outcome', outcome, 'quarantined', (
        SELECT json_agg(json_build_object('origin', origin, 'reason', reason, 'rows', row_count) ORDER BY origin, reason)
        FROM quarantine_counts WHERE run_id = run.id))`,
    insert: `
      WITH given AS (
        SELECT * FROM json_to_recordset($1::text::json) AS given (id int, started_at timestamptz,
          finished_at timestamptz, source text, first_hour timestamptz, last_hour timestamptz,
          status text, outcome jsonb, quarantined json)
      ), counts AS (
        INSERT INTO quarantine_counts (run_id, origin, reason, row_count)
        SELECT id, c.origin, c.reason, c.rows
        FROM given, json_to_recordset(quarantined) AS c (origin text, reason text, rows int)
        WHERE quarantined IS NOT NULL AND json_typeof(quarantined) = 'array'
        ON CONFLICT DO NOTHING
      )
      INSERT INTO ingest_runs (id, started_at, finished_at, source, first_hour, last_hour, status, outcome)
      OVERRIDING SYSTEM VALUE
      SELECT id, started_at, finished_at, source, first_hour, last_hour, status, outcome FROM given
      ON CONFLICT (id) DO NOTHING`,
  },
  revisions: {
    dated: 'seen_at',
    from: 'revisions JOIN series ON series.id = revisions.series_id WHERE true',
    order: 'revisions.id',
    line: `json_build_object('seen_at', ${instant('seen_at')}, 'respondent', respondent, 'kind', kind,
      'hour_ending', ${instant('ts')}, 'old_value_mwh', old_value, 'new_value_mwh', new_value, 'run_id', run_id)`,
    insert: `
      INSERT INTO revisions (seen_at, ts, old_value, new_value, series_id, run_id)
      SELECT seen_at, hour_ending, old_value_mwh, new_value_mwh, series.id, run_id
      FROM ROWS FROM (json_to_recordset($1::text::json) AS (seen_at timestamptz, respondent text, kind text,
        hour_ending timestamptz, old_value_mwh float8, new_value_mwh float8, run_id int))
        WITH ORDINALITY AS given JOIN series USING (respondent, kind)
      ORDER BY ordinality`,
  },
  predictions: {
    dated: 'recorded_at',
    from: 'predictions WHERE true',
    order: 'recorded_at, respondent COLLATE "C", slot',
    line: `json_build_object('recorded_at', ${instant('recorded_at')}, 'respondent', respondent,
      'slot', ${instant('slot')}, 'issued_at', ${instant('issued_at')}, 'last_known_at', ${instant('last_known_at')},
      'method', method, 'kg_per_mwh', value, 'low', low, 'high', high, 'windows', windows)`,
    insert: `
      INSERT INTO predictions
        (slot, issued_at, last_known_at, recorded_at, respondent, method, value, low, high, windows)
      SELECT slot, issued_at, last_known_at, recorded_at, respondent, method, kg_per_mwh, low, high, windows
      FROM json_to_recordset($1::text::json) AS given (slot timestamptz, issued_at timestamptz,
        last_known_at timestamptz, recorded_at timestamptz, respondent text, method text, kg_per_mwh real[],
        low real[], high real[], windows json)
      ON CONFLICT (respondent, slot) DO NOTHING`,
  },
  corrections: {
    dated: 'seen_at',
    from: 'corrections WHERE true',
    order: 'id',
    line: `json_build_object('seen_at', ${instant('seen_at')}, 'respondent', respondent,
      'day', to_char(day, 'YYYY-MM-DD'), 'rule', rule, 'was', was, 'now', now)`,
    insert: `
      INSERT INTO corrections (respondent, day, seen_at, rule, was, now)
      SELECT respondent, day, seen_at, rule, was, now
      FROM ROWS FROM (json_to_recordset($1::text::json) AS (seen_at timestamptz, respondent text, day date,
        rule text, was text, now text)) WITH ORDINALITY AS given
      ORDER BY ordinality`,
  },
  losses: {
    dated: 'declared_at',
    from: 'testimony_losses WHERE true',
    order: 'id',
    line: `json_build_object('declared_at', ${instant('declared_at')}, 'kind', kind, 'month', month, 'reason', reason)`,
    insert: `
      INSERT INTO testimony_losses (declared_at, kind, month, reason)
      SELECT declared_at, kind, month, reason
      FROM ROWS FROM (json_to_recordset($1::text::json) AS (declared_at timestamptz, kind text, month text,
        reason text)) WITH ORDINALITY AS given
      ORDER BY ordinality
      ON CONFLICT (kind, month) DO NOTHING`,
  },
};

/** From an instant on, until before another. */
export interface Span {
  since: Date;
  before: Date;
}

/** The records that were written down within a span, as lines. */
export async function readTestimony(database: Queryable, kind: TestimonyKind, span: Span): Promise<string[]> {
  const { dated, line, from, order } = TABLES[kind];
  const rows = await database.query<{ line: string }>(
    `SELECT (${line})::text AS line FROM ${from} AND ${dated} >= $1 AND ${dated} < $2 ORDER BY ${order}`,
    [span.since.toISOString(), span.before.toISOString()],
  );
  return rows.map((row) => row.line);
}

/** The first and the last instant of which there is testimony; null where there is none. */
export async function testimonySpan(database: Queryable): Promise<{ first: Date; last: Date } | null> {
  const edges = TESTIMONY_KINDS.map((kind) => {
    const { dated, from } = TABLES[kind];
    return `SELECT min(${dated}) AS first, max(${dated}) AS last FROM ${from}`;
  });
  const [row] = await database.query<{ first: Date | null; last: Date | null }>(
    `SELECT min(first) AS first, max(last) AS last FROM (${edges.join(' UNION ALL ')}) edges`,
  );
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}

const RESTORED = 'restored-testimony';

/** What of an archive is in the store already; null where no restore is under way. */
async function restoredParts(database: Queryable): Promise<string[] | null> {
  const [row] = await database.query<{ value: string[] }>('SELECT value FROM meta WHERE key = $1', [
    RESTORED,
  ]);
  return row?.value ?? null;
}

/** From now until endRestore() the store says that it is not whole: a restore that was killed goes on where it stopped. */
export async function beginRestore(database: Queryable): Promise<void> {
  await database.query(`INSERT INTO meta (key, value) VALUES ($1, '[]') ON CONFLICT (key) DO NOTHING`, [
    RESTORED,
  ]);
}

export interface RestoredPart {
  kind: TestimonyKind;
  /** A name by which the part is known again. */
  part: string;
  lines: readonly string[];
}

/**
 * Takes lines back, whole or not at all, and only once by the name of their part.
 *
 * @throws StoreError where the lines are not what this version writes
 */
export async function restoreTestimony(
  database: Database,
  catalog: SeriesCatalog,
  { kind, part, lines }: RestoredPart,
): Promise<void> {
  if (kind === 'revisions')
    await catalog.ensure(
      database,
      lines.map((line) => JSON.parse(line) as SeriesName),
    );
  try {
    await database.transaction(async (transaction) => {
      const done = (await restoredParts(transaction)) ?? [];
      if (done.includes(part)) return;
      if (lines.length > 0) await transaction.query(TABLES[kind].insert, [`[${lines.join(',')}]`]);
      await transaction.query(
        `INSERT INTO meta (key, value) VALUES ($1, $2::text::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [RESTORED, JSON.stringify([...done, part])],
      );
      if (kind === 'runs') await continueRunIds(transaction);
    });
  } catch (cause) {
    throw new StoreError(
      `The testimony of ${part} could not be taken back: ${(cause as Error).message}. Nothing of it was stored; what was ` +
        'restored before it is kept. If another version of GridPulse wrote the archive, restore with that one.',
      { cause },
    );
  }
}

/** Ids that were given explicitly do not advance the counter. */
const continueRunIds = (transaction: Queryable) =>
  transaction.query(
    `SELECT setval(pg_get_serial_sequence('ingest_runs', 'id'), greatest((SELECT max(id) FROM ingest_runs), 1))`,
  );

/** A restore is whole: from now on the store is like any other. */
export async function endRestore(database: Queryable): Promise<void> {
  await database.query('DELETE FROM meta WHERE key = $1', [RESTORED]);
}

/** Whether a restore began and did not end. */
export const isRestoreOpen = async (database: Queryable): Promise<boolean> =>
  (await restoredParts(database)) !== null;

/** Testimony of a month that was looked for and not found. */
export interface TestimonyLoss {
  declaredAt: Date;
  kind: TestimonyKind;
  /** YYYY-MM */
  month: string;
  reason: string;
}

/** Declares what is lost; what was declared before stays as it is. */
export async function declareLosses(database: Queryable, losses: readonly TestimonyLoss[]): Promise<void> {
  const lines = losses.map(({ declaredAt, ...loss }) => ({ declared_at: declaredAt.toISOString(), ...loss }));
  if (lines.length > 0) await database.query(TABLES.losses.insert, [JSON.stringify(lines)]);
}

/** In the order in which they were declared. */
export async function readLosses(database: Queryable): Promise<TestimonyLoss[]> {
  return database.query<TestimonyLoss>(
    'SELECT declared_at AS "declaredAt", kind, month, reason FROM testimony_losses ORDER BY id',
  );
}

import type { LocalDate } from '../grid/hour.ts';
import type { Queryable } from './database.ts';

/** A sentence of a published pulse that a revision replaced. Testimony: only ever added to. */
export interface StoredCorrection {
  respondent: string;
  date: LocalDate;
  seenAt: Date;
  rule: string;
  was: string;
  now: string | null;
}

/** In the order in which they were seen. */
export async function readCorrections(database: Queryable): Promise<StoredCorrection[]> {
  return database.query<StoredCorrection>(
    `SELECT respondent, to_char(day, 'YYYY-MM-DD') AS date, seen_at AS "seenAt", rule, was, now
     FROM corrections ORDER BY id`,
  );
}

export async function appendCorrections(
  database: Queryable,
  corrections: readonly StoredCorrection[],
): Promise<void> {
  if (corrections.length === 0) return;
  const column = <K extends keyof StoredCorrection>(key: K) => corrections.map((row) => row[key]);
  await database.query(
    `INSERT INTO corrections (respondent, day, seen_at, rule, was, now)
     SELECT * FROM unnest($1::text[], $2::date[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])`,
    [
      column('respondent'),
      column('date'),
      column('seenAt').map((at) => at.toISOString()),
      column('rule'),
      column('was'),
      column('now'),
    ],
  );
}

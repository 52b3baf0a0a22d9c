import { type HourEnding, hourToIso, type LocalDate, MS_PER_HOUR } from '../grid/hour.ts';
import type { SeriesKind } from '../grid/observation.ts';
import type { Queryable } from './database.ts';

/** A value that its publisher replaced. A first value is none. */
export interface Revision {
  respondent: string;
  kind: SeriesKind;
  hour: HourEnding;
  oldValueMwh: number | null;
  newValueMwh: number | null;
  seenAt: Date;
  runId: number;
}

/** Every bound is inclusive and may be left out. */
export interface RevisionsQuery {
  respondents?: readonly string[];
  kinds?: readonly SeriesKind[];
  firstHour?: HourEnding;
  lastHour?: HourEnding;
  seenSince?: Date;
  seenUntil?: Date;
  /** The latest so many; all where left out. */
  limit?: number;
}

interface RevisionRow {
  respondent: string;
  kind: SeriesKind;
  ts: Date;
  old_value: number | null;
  new_value: number | null;
  seen_at: Date;
  run_id: number;
}

const MATCHING_REVISIONS = `
  FROM revisions JOIN series ON series.id = revisions.series_id
  LEFT JOIN balancing_authorities ON balancing_authorities.code = series.respondent
  WHERE ($1::text[] IS NULL OR series.respondent = any($1))
    AND ($2::text[] IS NULL OR series.kind = any($2))
    AND ($3::timestamptz IS NULL OR revisions.ts >= $3)
    AND ($4::timestamptz IS NULL OR revisions.ts <= $4)
    AND ($5::timestamptz IS NULL OR seen_at >= $5)
    AND ($6::timestamptz IS NULL OR seen_at <= $6)`;

const parametersOf = (query: RevisionsQuery) => [
  query.respondents ?? null,
  query.kinds ?? null,
  query.firstHour === undefined ? null : hourToIso(query.firstHour),
  query.lastHour === undefined ? null : hourToIso(query.lastHour),
  query.seenSince ?? null,
  query.seenUntil ?? null,
  query.limit ?? null,
];

/** The latest recorded first. */
export async function readRevisions(database: Queryable, query: RevisionsQuery = {}): Promise<Revision[]> {
  const rows = await database.query<RevisionRow>(
    `SELECT series.respondent, series.kind, revisions.ts, old_value, new_value, seen_at, run_id
     ${MATCHING_REVISIONS} ORDER BY revisions.id DESC LIMIT $7`,
    parametersOf(query),
  );
  return rows.map((row) => ({
    respondent: row.respondent,
    kind: row.kind,
    hour: row.ts.getTime() / MS_PER_HOUR,
    oldValueMwh: row.old_value,
    newValueMwh: row.new_value,
    seenAt: row.seen_at,
    runId: row.run_id,
  }));
}

export interface RevisedHoursQuery {
  kind: SeriesKind;
  firstHour: HourEnding;
  lastHour: HourEnding;
  /** Only revisions seen more than so many hours after the hour's end. */
  seenAfterHours: number;
}

/** By respondent, how many hours of a series had a value that was replaced later; without those of none. */
export async function countRevisedHours(
  database: Queryable,
  { kind, firstHour, lastHour, seenAfterHours }: RevisedHoursQuery,
): Promise<Map<string, number>> {
  const rows = await database.query<{ respondent: string; hours: number }>(
    `SELECT series.respondent, count(DISTINCT revisions.ts) AS hours
     FROM revisions JOIN series ON series.id = revisions.series_id
     WHERE series.kind = $1 AND revisions.ts BETWEEN $2 AND $3
       AND old_value IS NOT NULL AND seen_at > revisions.ts + make_interval(hours => $4)
     GROUP BY 1`,
    [kind, hourToIso(firstHour), hourToIso(lastHour), seenAfterHours],
  );
  return new Map(rows.map(({ respondent, hours }) => [respondent, hours]));
}

/** A day of a respondent's own calendar of which values were revised. */
export interface RevisedDay {
  respondent: string;
  date: LocalDate;
  revisionCount: number;
  lastSeenAt: Date;
}

/** The local days that revisions touched, the latest first; the limit is of days. */
export async function readRevisedDays(
  database: Queryable,
  query: RevisionsQuery = {},
): Promise<RevisedDay[]> {
  // The day is the one in which the hour starts; UTC where the respondent has no zone.
  return database.query<RevisedDay>(
    `SELECT series.respondent,
            ((revisions.ts - interval '1 hour') AT TIME ZONE coalesce(timezone, 'UTC'))::date AS date,
            count(*) AS "revisionCount", max(seen_at) AS "lastSeenAt"
     ${MATCHING_REVISIONS} GROUP BY 1, 2 ORDER BY date DESC, respondent COLLATE "C" LIMIT $7`,
    parametersOf(query),
  );
}

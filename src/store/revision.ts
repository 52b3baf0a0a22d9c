import { type HourEnding, hourToIso, type LocalDate, MS_PER_HOUR } from '../grid/hour.ts';
import type { SeriesKind } from '../grid/observation.ts';
import type { Queryable } from './database.ts';
import { respondentLocalDate } from './local-date.ts';

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

const SELECT_REVISIONS = `
  SELECT series.respondent, series.kind, revisions.ts, old_value, new_value, seen_at, run_id
  FROM revisions JOIN series ON series.id = revisions.series_id
  WHERE ($1::text[] IS NULL OR series.respondent = any($1))
    AND ($2::text[] IS NULL OR series.kind = any($2))
    AND ($3::timestamptz IS NULL OR revisions.ts >= $3)
    AND ($4::timestamptz IS NULL OR revisions.ts <= $4)
    AND ($5::timestamptz IS NULL OR seen_at >= $5)
    AND ($6::timestamptz IS NULL OR seen_at <= $6)
  ORDER BY revisions.id DESC
  LIMIT $7`;

/** The latest recorded first. */
export async function readRevisions(database: Queryable, query: RevisionsQuery = {}): Promise<Revision[]> {
  const rows = await database.query<RevisionRow>(SELECT_REVISIONS, [
    query.respondents ?? null,
    query.kinds ?? null,
    query.firstHour === undefined ? null : hourToIso(query.firstHour),
    query.lastHour === undefined ? null : hourToIso(query.lastHour),
    query.seenSince ?? null,
    query.seenUntil ?? null,
    query.limit ?? null,
  ]);
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

export interface RevisedDay {
  respondent: string;
  date: LocalDate;
  revisionCount: number;
  lastSeenAt: Date;
}

/** The local days that revisions touched, by respondent and date. */
export async function readRevisedDays(
  database: Queryable,
  query: RevisionsQuery = {},
  localDateOf: (respondent: string, hour: HourEnding) => LocalDate = respondentLocalDate,
): Promise<RevisedDay[]> {
  const days = new Map<string, RevisedDay>();
  for (const { respondent, hour, seenAt } of await readRevisions(database, query)) {
    const date = localDateOf(respondent, hour);
    const day = days.get(`${respondent} ${date}`) ?? {
      respondent,
      date,
      revisionCount: 0,
      lastSeenAt: seenAt,
    };
    day.revisionCount += 1;
    if (seenAt > day.lastSeenAt) day.lastSeenAt = seenAt;
    days.set(`${respondent} ${date}`, day);
  }
  return [...days.keys()].sort().map((key) => days.get(key) as RevisedDay);
}

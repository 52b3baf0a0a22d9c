import { addDays, type HourEnding, type LocalDate } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import type { SeriesKind } from '../grid/observation.ts';
import type { Database, Queryable } from './database.ts';
import type { SchemaVariant } from './migrate.ts';
import { type FramesQuery, readFrames } from './read-frames.ts';
import type { SeriesCatalog } from './series.ts';
import type { RespondentDay } from './upsert.ts';

/** A series over one UTC day, the 24 hours that start in it. Null where no hour has a value. */
export interface DailySummary {
  respondent: string;
  kind: SeriesKind;
  date: LocalDate;
  minMwh: number | null;
  maxMwh: number | null;
  averageMwh: number | null;
  sumMwh: number | null;
  valueCount: number;
}

export interface DailySummariesQuery {
  /** UTC days, both included. */
  firstDate: LocalDate;
  lastDate: LocalDate;
  respondents?: readonly string[];
  kinds?: readonly SeriesKind[];
}

/** Ids found first and compared on the big table's own column, so that its index serves. */
const WANTED_SERIES = `ARRAY(
  SELECT id FROM series
  WHERE ($1::text[] IS NULL OR respondent = any($1)) AND ($2::text[] IS NULL OR kind = any($2)))`;

export async function readDailySummaries(
  database: Queryable,
  query: DailySummariesQuery,
): Promise<DailySummary[]> {
  return database.query<DailySummary>(
    `SELECT series.respondent, series.kind, days.day AS date,
            days.min_value AS "minMwh", days.max_value AS "maxMwh", days.avg_value AS "averageMwh",
            days.sum_value AS "sumMwh", days.value_count AS "valueCount"
     FROM daily_summaries_between($3::date, $4::date) days JOIN series ON series.id = days.series_id
     WHERE days.series_id = any(${WANTED_SERIES})
     ORDER BY series.respondent, series.kind, days.day`,
    [query.respondents ?? null, query.kinds ?? null, query.firstDate, query.lastDate],
  );
}

/** A series over a stretch of hours, for example the last seven days. */
export interface PeriodSummary {
  respondent: string;
  kind: SeriesKind;
  minMwh: number | null;
  maxMwh: number | null;
  averageMwh: number | null;
  valueCount: number;
  lastValueHour: HourEnding | null;
}

export type PeriodSummaryQuery = FramesQuery;

function summaryOf(
  respondent: string,
  kind: SeriesKind,
  values: HourlyValues,
  firstHour: HourEnding,
): PeriodSummary {
  let [min, max, sum, count, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    count += 1;
    last = firstHour + index;
  });
  const orNull = (number: number) => (count === 0 ? null : number);
  return {
    respondent,
    kind,
    minMwh: orNull(min),
    maxMwh: orNull(max),
    averageMwh: orNull(sum / count),
    valueCount: count,
    lastValueHour: orNull(last),
  };
}

/**
 * Of each series that has a row within the hours. The hours are read out and summed here: the embedded
 * database takes longer to group the 3,192 rows of a week than to hand them over.
 */
export async function readPeriodSummaries(
  database: Database,
  catalog: SeriesCatalog,
  query: PeriodSummaryQuery,
): Promise<PeriodSummary[]> {
  const frames = await readFrames(database, catalog, query);
  const summaries = [...frames.values()].flatMap(({ respondent, firstHour, series }) =>
    [...series].map(([kind, values]) => summaryOf(respondent, kind, values, firstHour)),
  );
  const nameOf = ({ respondent, kind }: PeriodSummary) => `${respondent} ${kind}`;
  return summaries.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/**
 * Brings the continuous aggregate up to date over the changed days: below its watermark it knows of a
 * late revision only when told. The plain twins are views, which cannot be stale.
 */
export async function refreshSummaries(
  database: Database,
  variant: SchemaVariant,
  changedDays: readonly RespondentDay[],
): Promise<void> {
  if (variant === 'plain' || changedDays.length === 0) return;
  const dates = changedDays.map(({ date }) => date).sort();
  // A local day lies within the UTC days from the one before it to the one after it.
  const first = addDays(dates[0] as LocalDate, -1);
  const last = addDays(dates.at(-1) as LocalDate, 3);
  await database.exec(
    `CALL refresh_continuous_aggregate('daily_buckets', '${first}T01:00:00Z', '${last}T01:00:00Z')`,
  );
}

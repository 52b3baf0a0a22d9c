import { type HourEnding, hourToIso, type LocalDate, MS_PER_HOUR } from '../grid/hour.ts';
import type { Observation } from '../grid/observation.ts';
import type { Database, Queryable } from './database.ts';
import { copyFirstRows } from './first-rows.ts';
import { respondentLocalDate } from './local-date.ts';
import { encodeObservationRows, OBSERVATION_COLUMNS, type ObservationRows } from './observation-copy.ts';
import type { SeriesCatalog } from './series.ts';
import { StoreError } from './store-error.ts';

/** A day of a respondent's own calendar. */
export interface RespondentDay {
  respondent: string;
  date: LocalDate;
}

/** `received` = `inserted` + `changed` + `unchanged`; a row given twice counts once more as unchanged. */
export interface UpsertResult {
  received: number;
  inserted: number;
  changed: number;
  unchanged: number;
  /** Days with a new or changed value, in order. */
  changedDays: RespondentDay[];
}

export interface UpsertOptions {
  runId: number;
  /** When the values were seen at their source; it dates the revisions. */
  seenAt: Date;
  localDateOf?: (respondent: string, hour: HourEnding) => LocalDate;
  /** Some 150 bytes of memory each; a kill loses this many at most. */
  rowsPerTransaction?: number;
}

export type ObservationInput = readonly Observation[] | AsyncIterable<readonly Observation[]>;

const ROWS_PER_TRANSACTION = 100_000;

async function* inChunks(
  input: ObservationInput,
  rowsPerChunk: number,
): AsyncGenerator<readonly Observation[]> {
  const batches = Symbol.asyncIterator in input ? input : [input];
  let chunk: Observation[] = [];
  for await (const batch of batches) {
    for (const observation of batch) {
      chunk.push(observation);
      if (chunk.length < rowsPerChunk) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

function checked({ respondent, kind, hour, valueMwh }: Observation): number {
  if (valueMwh === null && Number.isInteger(hour)) return Number.NaN;
  if (!Number.isFinite(valueMwh) || !Number.isInteger(hour)) {
    throw new StoreError(`Not an observation: ${respondent} ${kind}, hour ${hour}, value ${valueMwh}.`);
  }
  return valueMwh as number;
}

/** The chunk by column, each (series, hour) once: the last one given wins. */
function toRows(chunk: readonly Observation[], catalog: SeriesCatalog): ObservationRows {
  const hours = new Int32Array(chunk.length);
  const seriesIds = new Int32Array(chunk.length);
  const values = new Float64Array(chunk.length);
  const positions = new Map<number, number>();
  let count = 0;
  for (const observation of chunk) {
    const value = checked(observation);
    const seriesId = catalog.idOf(observation.respondent, observation.kind) as number;
    const key = seriesId * 2 ** 24 + observation.hour;
    const position = positions.get(key);
    if (position !== undefined) {
      values[position] = value;
      continue;
    }
    positions.set(key, count);
    hours[count] = observation.hour;
    seriesIds[count] = seriesId;
    values[count++] = value;
  }
  return { count, hours, seriesIds, values };
}

const STAGING_TABLES = `
  CREATE TEMP TABLE staging (ts timestamptz, series_id integer, value double precision) ON COMMIT DROP;
  CREATE TEMP TABLE diff (
    ts timestamptz, series_id integer, value double precision, old_value double precision, is_new boolean
  ) ON COMMIT DROP`;

/**
 * Bounds on ts are literals, not parameters: the planner must see them to leave chunks and blocks
 * alone.
 */
function diffSql(firstHour: HourEnding, lastHour: HourEnding): string {
  return `
    INSERT INTO diff
    SELECT staging.ts, staging.series_id, staging.value, known.value, known.series_id IS NULL
    FROM staging
    LEFT JOIN observations known
      ON known.series_id = staging.series_id AND known.ts = staging.ts
     AND known.ts BETWEEN '${hourToIso(firstHour)}' AND '${hourToIso(lastHour)}'
    WHERE known.series_id IS NULL OR known.value IS DISTINCT FROM staging.value`;
}

const WRITE_OBSERVATIONS = `
  INSERT INTO observations (ts, series_id, value)
  SELECT ts, series_id, value FROM diff ORDER BY series_id, ts
  ON CONFLICT (series_id, ts) DO UPDATE SET value = excluded.value`;

const WRITE_REVISIONS = `
  INSERT INTO revisions (seen_at, ts, old_value, new_value, series_id, run_id)
  SELECT $1, ts, old_value, value, series_id, $2 FROM diff WHERE NOT is_new ORDER BY series_id, ts`;

const ADVANCE_SERIES = `
  UPDATE series SET last_observed_at = latest.ts
  FROM (SELECT series_id, max(ts) AS ts FROM diff WHERE value IS NOT NULL GROUP BY series_id) latest
  WHERE series.id = latest.series_id
    AND (series.last_observed_at IS NULL OR series.last_observed_at < latest.ts)`;

const CHANGED_HOURS = `
  SELECT series.respondent, diff.ts,
         (count(*) FILTER (WHERE is_new))::int AS inserted,
         (count(*) FILTER (WHERE NOT is_new))::int AS changed
  FROM diff JOIN series ON series.id = diff.series_id
  GROUP BY series.respondent, diff.ts`;

interface ChangedHour {
  respondent: string;
  ts: Date;
  inserted: number;
  changed: number;
}

function extent(rows: ObservationRows): [HourEnding, HourEnding] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows.count; i++) {
    first = Math.min(first, rows.hours[i] as number);
    last = Math.max(last, rows.hours[i] as number);
  }
  return [first, last];
}

/** Every respondent's hours among rows that are all new. */
function insertedHours(rows: ObservationRows, catalog: SeriesCatalog): ChangedHour[] {
  const byHour = new Map<string, ChangedHour>();
  for (let i = 0; i < rows.count; i++) {
    const respondent = catalog.respondentOf(rows.seriesIds[i] as number);
    const hour = rows.hours[i] as number;
    const key = `${respondent} ${hour}`;
    const known = byHour.get(key);
    if (known) known.inserted++;
    else byHour.set(key, { respondent, ts: new Date(hour * MS_PER_HOUR), inserted: 1, changed: 0 });
  }
  return [...byHour.values()];
}

async function writeRows(
  transaction: Queryable,
  catalog: SeriesCatalog,
  rows: ObservationRows,
  options: UpsertOptions,
  prepare: string,
): Promise<ChangedHour[]> {
  if (prepare) await transaction.exec(prepare);
  const { first, rest } = await copyFirstRows(transaction, rows);
  const inserted = insertedHours(first, catalog);
  return rest.count === 0 ? inserted : [...inserted, ...(await mergeRows(transaction, rest, options))];
}

/** Compares rows with what is held, and writes the difference. */
async function mergeRows(
  transaction: Queryable,
  rows: ObservationRows,
  { runId, seenAt }: UpsertOptions,
): Promise<ChangedHour[]> {
  await transaction.exec(STAGING_TABLES);
  await transaction.copyIn({ table: 'staging', columns: OBSERVATION_COLUMNS }, encodeObservationRows(rows));
  await transaction.exec(diffSql(...extent(rows)));
  await transaction.exec(WRITE_OBSERVATIONS);
  await transaction.query(WRITE_REVISIONS, [seenAt, runId]);
  await transaction.exec(ADVANCE_SERIES);
  return transaction.query<ChangedHour>(CHANGED_HOURS);
}

function changedDaysTally(localDateOf: (respondent: string, hour: HourEnding) => LocalDate) {
  const dates = new Map<string, Set<LocalDate>>();
  return {
    add({ respondent, ts }: ChangedHour) {
      let own = dates.get(respondent);
      if (!own) dates.set(respondent, (own = new Set()));
      own.add(localDateOf(respondent, ts.getTime() / MS_PER_HOUR));
    },
    days: (): RespondentDay[] =>
      [...dates.keys()]
        .sort()
        .flatMap((respondent) =>
          [...(dates.get(respondent) ?? [])].sort().map((date) => ({ respondent, date })),
        ),
  };
}

/** What an engine wants said at the start of a transaction that may touch compressed chunks. */
export const DECOMPRESS_FREELY = 'SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0;';

/**
 * Stores what is new, replaces what changed and keeps its old value as a revision, and leaves the
 * rest untouched. Each chunk is one transaction; a stop between two is repaired by the next run.
 */
export async function upsertObservations(
  database: Database,
  catalog: SeriesCatalog,
  input: ObservationInput,
  options: UpsertOptions,
  prepare = '',
): Promise<UpsertResult> {
  const result = { received: 0, inserted: 0, changed: 0, unchanged: 0 };
  const tally = changedDaysTally(options.localDateOf ?? respondentLocalDate);
  for await (const chunk of inChunks(input, options.rowsPerTransaction ?? ROWS_PER_TRANSACTION)) {
    await catalog.ensure(database, chunk);
    const rows = toRows(chunk, catalog);
    const changedHours = await database.transaction((tx) => writeRows(tx, catalog, rows, options, prepare));
    result.received += chunk.length;
    for (const hour of changedHours) {
      result.inserted += hour.inserted;
      result.changed += hour.changed;
      tally.add(hour);
    }
  }
  result.unchanged = result.received - result.inserted - result.changed;
  return { ...result, changedDays: tally.days() };
}

import { type HourEnding, type HourRange, hourToIso, MS_PER_HOUR } from '../grid/hour.ts';
import { emptyFrame, ensureSeries, type HourlyFrame, type HourlyValues } from '../grid/hourly-frame.ts';
import type { SeriesKind } from '../grid/observation.ts';
import type { CopyOut, Database, Queryable } from './database.ts';
import { OBSERVATION_COLUMNS, observationRowDecoder } from './observation-copy.ts';
import type { SeriesCatalog, StoredSeries } from './series.ts';

export interface FramesQuery extends HourRange {
  /** All where left out, and so of kinds. */
  respondents?: readonly string[];
  kinds?: readonly SeriesKind[];
}

/** Hours of series from which on a second reader is worth its connection: some 100 ms of reading. */
const CELLS_WORTH_DIVIDING = 250_000;

/** COPY takes no parameters: everything here is a number or comes from one. Of all series without ids. */
function selectSql({ firstHour, lastHour }: HourRange, ids: number[] | null): string {
  const named = ids ? ` AND series_id = any('{${ids.join(',')}}'::int[])` : '';
  return `
    SELECT ${OBSERVATION_COLUMNS.join(', ')} FROM observations
    WHERE ts BETWEEN '${hourToIso(firstHour)}' AND '${hourToIso(lastHour)}'${named}`;
}

/** The hours in as many parts as can be read at once; few are one part. */
function partsOf({ firstHour, lastHour }: HourRange, seriesCount: number, sideBySide: number): HourRange[] {
  const hours = lastHour - firstHour + 1;
  const count = hours * seriesCount < CELLS_WORTH_DIVIDING ? 1 : sideBySide;
  const startOf = (part: number) => firstHour + Math.floor((hours * part) / count);
  return Array.from({ length: count }, (_, part) => ({
    firstHour: startOf(part),
    lastHour: startOf(part + 1) - 1,
  }));
}

/**
 * Every series of the respondents that has a row within the hours, as complete arrays: an hour
 * without a row, or whose row has no value, is NaN. Rows come unordered and are scattered by index.
 */
export async function readFrames(
  database: Database,
  catalog: SeriesCatalog,
  query: FramesQuery,
): Promise<Map<string, HourlyFrame>> {
  const { firstHour, lastHour, respondents, kinds } = query;
  const known = await catalog.read(database, respondents);
  const series = kinds ? known.filter(({ kind }) => kinds.includes(kind)) : known;
  const ids = respondents || kinds ? series.map(({ id }) => id) : null;
  const byId: StoredSeries[] = [];
  for (const one of series) byId[one.id] = one;
  const frames = new Map<string, HourlyFrame>();
  const valuesById: HourlyValues[] = [];

  const open = (seriesId: number): HourlyValues => {
    const { respondent, kind } = byId[seriesId] as StoredSeries;
    let frame = frames.get(respondent);
    if (!frame) frames.set(respondent, (frame = emptyFrame(respondent, firstHour, lastHour - firstHour + 1)));
    return (valuesById[seriesId] = ensureSeries(frame, kind));
  };
  const scatter = (hour: HourEnding, seriesId: number, value: number) => {
    (valuesById[seriesId] ?? open(seriesId))[hour - firstHour] = value;
  };

  if (series.length === 0) return frames;
  const copies = partsOf(query, series.length, database.sideBySide).map(
    (part): CopyOut => ({
      select: selectSql(part, ids),
      onChunk: observationRowDecoder(scatter),
    }),
  );
  if (copies.length > 1) await database.copyOutSideBySide(copies);
  else for (const { select, onChunk } of copies) await database.copyOut(select, onChunk);
  return frames;
}

/** The first and the last hour of which the store holds a row; null where it is empty. */
export async function readObservedRange(database: Queryable): Promise<HourRange | null> {
  // One index probe per series rather than a walk over all rows.
  const [row] = await database.query<{ first: Date | null; last: Date | null }>(`
    SELECT min(edge.first) AS first, max(edge.last) AS last
    FROM series CROSS JOIN LATERAL (
      SELECT (SELECT ts FROM observations WHERE series_id = series.id ORDER BY ts LIMIT 1) AS first,
             (SELECT ts FROM observations WHERE series_id = series.id ORDER BY ts DESC LIMIT 1) AS last
    ) edge`);
  if (!row?.first || !row.last) return null;
  return { firstHour: row.first.getTime() / MS_PER_HOUR, lastHour: row.last.getTime() / MS_PER_HOUR };
}

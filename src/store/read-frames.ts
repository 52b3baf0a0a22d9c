import { type HourEnding, type HourRange, hourToIso, MS_PER_HOUR } from '../grid/hour.ts';
import { emptyFrame, ensureSeries, type HourlyFrame, type HourlyValues } from '../grid/hourly-frame.ts';
import type { Queryable } from './database.ts';
import { OBSERVATION_COLUMNS, observationRowDecoder } from './observation-copy.ts';
import type { SeriesCatalog, StoredSeries } from './series.ts';

export interface FramesQuery extends HourRange {
  /** All where left out. */
  respondents?: readonly string[];
}

/** PGlite hands over a COPY in one piece of memory; half a year of the whole grid is 180 MB. */
const HOURS_PER_COPY = 183 * 24;

/** COPY takes no parameters: everything here is a number or comes from one. */
function selectSql({ firstHour, lastHour, respondents }: FramesQuery, series: StoredSeries[]): string {
  const ids = respondents ? ` AND series_id = any('{${series.map(({ id }) => id).join(',')}}'::int[])` : '';
  return `
    SELECT ${OBSERVATION_COLUMNS.join(', ')} FROM observations
    WHERE ts BETWEEN '${hourToIso(firstHour)}' AND '${hourToIso(lastHour)}'${ids}`;
}

/**
 * Every series of the respondents that has a row within the hours, as complete arrays: an hour
 * without a row, or whose row has no value, is NaN. Rows come unordered and are scattered by index.
 */
export async function readFrames(
  database: Queryable,
  catalog: SeriesCatalog,
  query: FramesQuery,
): Promise<Map<string, HourlyFrame>> {
  const { firstHour, lastHour, respondents } = query;
  const series = await catalog.read(database, respondents);
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
  for (let from = firstHour; from <= lastHour; from += HOURS_PER_COPY) {
    const part = { firstHour: from, lastHour: Math.min(lastHour, from + HOURS_PER_COPY - 1), respondents };
    await database.copyOut(selectSql(part, series), observationRowDecoder(scatter));
  }
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

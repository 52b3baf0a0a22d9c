import { type HourEnding, hourToIso } from '../grid/hour.ts';
import type { Queryable } from './database.ts';
import { encodeObservationRows, OBSERVATION_COLUMNS } from './observation-copy.ts';
import { groupedBySeries, type ObservationRows } from './observation-rows.ts';
import type { RowDifference } from './row-difference.ts';

/** When the values were seen at their source, and by which run. */
export interface Sighting {
  runId: number;
  seenAt: Date;
}

/** One statement: the new values, and the old ones as revisions. */
const REPLACE_VALUES = `
  WITH given AS MATERIALIZED (
    SELECT to_timestamp(hour * 3600.0) AS ts, series_id, value, old_value
    FROM unnest($1::int[], $2::int[], $3::float8[], $4::float8[]) AS rows (hour, series_id, value, old_value)
    ORDER BY series_id, ts
  ), kept AS (
    INSERT INTO revisions (seen_at, ts, old_value, new_value, series_id, run_id)
    SELECT $5, ts, old_value, value, series_id, $6 FROM given
  )
  INSERT INTO observations (ts, series_id, value) SELECT ts, series_id, value FROM given
  ON CONFLICT (series_id, ts) DO UPDATE SET value = excluded.value`;

const ADVANCE_SERIES = `
  UPDATE series SET last_observed_at = latest.ts
  FROM unnest($1::int[], $2::timestamptz[]) AS latest (series_id, ts)
  WHERE series.id = latest.series_id
    AND (series.last_observed_at IS NULL OR series.last_observed_at < latest.ts)`;

const nullable = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));

async function replaceValues(
  transaction: Queryable,
  { changed, oldValues }: RowDifference,
  { runId, seenAt }: Sighting,
): Promise<void> {
  const { count, hours, seriesIds, values } = changed;
  await transaction.query(REPLACE_VALUES, [
    [...hours.subarray(0, count)],
    [...seriesIds.subarray(0, count)],
    nullable(values.subarray(0, count)),
    nullable(oldValues.subarray(0, count)),
    seenAt,
    runId,
  ]);
}

function noteLatest(latest: Map<number, HourEnding>, rows: ObservationRows): void {
  for (let i = 0; i < rows.count; i++) {
    if (Number.isNaN(rows.values[i])) continue;
    const [id, hour] = [rows.seriesIds[i] as number, rows.hours[i] as number];
    if (hour > (latest.get(id) ?? Number.NEGATIVE_INFINITY)) latest.set(id, hour);
  }
}

/** Stores what was added and what changed, and keeps what the changed values were. */
export async function writeDifference(
  transaction: Queryable,
  difference: RowDifference,
  sighting: Sighting,
): Promise<void> {
  const { added, changed } = difference;
  // Nothing is held of these, so they go straight in. Hours of a series that lie side by side are read
  // in a tenth of the pages, and come to the index in its own order.
  const target = { table: 'observations', columns: OBSERVATION_COLUMNS };
  if (added.count > 0) await transaction.copyIn(target, encodeObservationRows(groupedBySeries(added)));
  if (changed.count > 0) await replaceValues(transaction, difference, sighting);
  const latest = new Map<number, HourEnding>();
  noteLatest(latest, added);
  noteLatest(latest, changed);
  if (latest.size === 0) return;
  await transaction.query(ADVANCE_SERIES, [[...latest.keys()], [...latest.values()].map(hourToIso)]);
}

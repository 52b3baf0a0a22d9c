import type { HourEnding } from '../grid/hour.ts';
import type { Observation } from '../grid/observation.ts';
import type { SeriesCatalog } from './series.ts';
import { StoreError } from './store-error.ts';

/** Rows by column; NaN is a row without a value. */
export interface ObservationRows {
  count: number;
  hours: Int32Array;
  seriesIds: Int32Array;
  values: Float64Array;
}

export function emptyRows(capacity: number): ObservationRows {
  return {
    count: 0,
    hours: new Int32Array(capacity),
    seriesIds: new Int32Array(capacity),
    values: new Float64Array(capacity),
  };
}

export function addRow(rows: ObservationRows, hour: HourEnding, seriesId: number, value: number): void {
  rows.hours[rows.count] = hour;
  rows.seriesIds[rows.count] = seriesId;
  rows.values[rows.count++] = value;
}

function checked({ respondent, kind, hour, valueMwh }: Observation): number {
  if (valueMwh === null && Number.isInteger(hour)) return Number.NaN;
  if (!Number.isFinite(valueMwh) || !Number.isInteger(hour)) {
    throw new StoreError(`Not an observation: ${respondent} ${kind}, hour ${hour}, value ${valueMwh}.`);
  }
  return valueMwh as number;
}

/** The chunk by column, each (series, hour) once: the last one given wins. */
export function toRows(chunk: readonly Observation[], catalog: SeriesCatalog): ObservationRows {
  const rows = emptyRows(chunk.length);
  const positions = new Map<number, number>();
  for (const observation of chunk) {
    const value = checked(observation);
    const seriesId = catalog.idOf(observation.respondent, observation.kind) as number;
    const key = seriesId * 2 ** 24 + observation.hour;
    const position = positions.get(key);
    if (position !== undefined) {
      rows.values[position] = value;
      continue;
    }
    positions.set(key, rows.count);
    addRow(rows, observation.hour, seriesId, value);
  }
  return rows;
}

/** The hours that rows span, and of which series they are. */
export interface Extent {
  firstHour: HourEnding;
  lastHour: HourEnding;
  seriesIds: number[];
}

export function extentOf({ count, hours, seriesIds }: ObservationRows): Extent {
  let firstHour = Number.POSITIVE_INFINITY;
  let lastHour = Number.NEGATIVE_INFINITY;
  const ids = new Set<number>();
  for (let i = 0; i < count; i++) {
    const hour = hours[i] as number;
    if (hour < firstHour) firstHour = hour;
    if (hour > lastHour) lastHour = hour;
    ids.add(seriesIds[i] as number);
  }
  return { firstHour, lastHour, seriesIds: [...ids] };
}

/** The rows of the hours up to one, and the others. */
export function splitAfter(rows: ObservationRows, hour: HourEnding): [ObservationRows, ObservationRows] {
  const [before, after] = [emptyRows(rows.count), emptyRows(rows.count)];
  for (let i = 0; i < rows.count; i++) {
    const part = (rows.hours[i] as number) <= hour ? before : after;
    addRow(part, rows.hours[i] as number, rows.seriesIds[i] as number, rows.values[i] as number);
  }
  return [before, after];
}

/** The same rows series by series, each in the order in which its rows were given. */
export function groupedBySeries({ count, hours, seriesIds, values }: ObservationRows): ObservationRows {
  const ids = seriesIds.subarray(0, count);
  // Counted first, then each row set down at the next free place of its series.
  const nextAt = new Int32Array(ids.reduce((largest, id) => Math.max(largest, id), 0) + 2);
  for (const id of ids) nextAt[id + 1] = (nextAt[id + 1] as number) + 1;
  for (let id = 1; id < nextAt.length; id++) {
    nextAt[id] = (nextAt[id] as number) + (nextAt[id - 1] as number);
  }
  const grouped = { ...emptyRows(count), count };
  for (let i = 0; i < count; i++) {
    const id = ids[i] as number;
    const at = nextAt[id] as number;
    nextAt[id] = at + 1;
    grouped.hours[at] = hours[i] as number;
    grouped.seriesIds[at] = id;
    grouped.values[at] = values[i] as number;
  }
  return grouped;
}

/**
 * PostgreSQL's binary COPY of rows (ts timestamptz, series_id int4, value float8), written and read
 * by hand: three to eight times faster than rows of text.
 *
 * File: signature of 11 bytes, flags int4, length of the extension int4 (and the extension); then per
 * row an int2 field count and per field an int4 length (-1 = null) and its bytes; at the end int2 -1.
 * All big-endian. timestamptz is int8 microseconds since 2000-01-01T00Z.
 */
import type { HourEnding } from '../grid/hour.ts';
import type { ObservationRows } from './observation-rows.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const HEADER_BYTES = SIGNATURE.length + 8;
const ROW_BYTES = 2 + (4 + 8) + (4 + 4) + (4 + 8);
const NULL_ROW_BYTES = ROW_BYTES - 8;
const TRAILER = -1;
const NULL_LENGTH = -1;
const EPOCH_2000_HOURS = 262_968;
const MICROSECONDS_PER_HOUR = 3_600_000_000;
const TWO_POW_32 = 4_294_967_296;

export const OBSERVATION_COLUMNS = ['ts', 'series_id', 'value'] as const;

function writeRow(out: DataView, at: number, hour: HourEnding, seriesId: number, value: number): number {
  const microseconds = (hour - EPOCH_2000_HOURS) * MICROSECONDS_PER_HOUR;
  const high = Math.floor(microseconds / TWO_POW_32);
  out.setInt16(at, 3);
  out.setInt32(at + 2, 8);
  out.setInt32(at + 6, high);
  out.setUint32(at + 10, microseconds - high * TWO_POW_32);
  out.setInt32(at + 14, 4);
  out.setInt32(at + 18, seriesId);
  if (Number.isNaN(value)) {
    out.setInt32(at + 22, NULL_LENGTH);
    return at + NULL_ROW_BYTES;
  }
  out.setInt32(at + 22, 8);
  out.setFloat64(at + 26, value);
  return at + ROW_BYTES;
}

export function encodeObservationRows({ count, hours, seriesIds, values }: ObservationRows): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + count * ROW_BYTES + 2);
  bytes.set(SIGNATURE);
  const out = new DataView(bytes.buffer);
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    at = writeRow(out, at, hours[i] as number, seriesIds[i] as number, values[i] as number);
  }
  out.setInt16(at, TRAILER);
  return bytes.subarray(0, at + 2);
}

/** Takes a COPY in pieces cut anywhere; calls back once a row, NaN for null. */
export function observationRowDecoder(onRow: (hour: HourEnding, seriesId: number, value: number) => void) {
  let left: Uint8Array = new Uint8Array(0);
  let headerRead = false;

  function decode(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    if (!headerRead) {
      if (bytes.length < HEADER_BYTES) return 0;
      at = HEADER_BYTES + view.getInt32(SIGNATURE.length + 4);
      headerRead = true;
    }
    // A null row is the shortest: the value's length is in it, and says whether 8 more bytes are needed.
    while (at + NULL_ROW_BYTES <= bytes.length && view.getInt16(at) !== TRAILER) {
      const isNull = view.getInt32(at + 22) === NULL_LENGTH;
      if (!isNull && at + ROW_BYTES > bytes.length) break;
      const microseconds = view.getInt32(at + 6) * TWO_POW_32 + view.getUint32(at + 10);
      const hour = microseconds / MICROSECONDS_PER_HOUR + EPOCH_2000_HOURS;
      onRow(hour, view.getInt32(at + 18), isNull ? Number.NaN : view.getFloat64(at + 26));
      at += isNull ? NULL_ROW_BYTES : ROW_BYTES;
    }
    return at;
  }

  return (chunk: Uint8Array): void => {
    const bytes = left.length === 0 ? chunk : Buffer.concat([left, chunk]);
    left = bytes.slice(decode(bytes));
  };
}

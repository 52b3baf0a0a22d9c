import { type HourEnding, hourToIso, MS_PER_HOUR } from '../grid/hour.ts';
import type { Queryable } from './database.ts';

/** A block of hours that was advised; both ends included. */
export interface StoredWindow {
  hours: number;
  firstHour: HourEnding;
  lastHour: HourEnding;
  meaningful: boolean;
}

/** A forecast of carbon intensity as it was published, kg/MWh. Testimony: only ever added to. */
export interface StoredPrediction {
  respondent: string;
  /** Of which daily issue this is one: an instant in hours since 1970, UTC. */
  slot: HourEnding;
  /** The last hour that had ended. */
  issuedAt: HourEnding;
  /** The last hour whose mix was known. */
  lastKnownHour: HourEnding;
  recordedAt: Date;
  method: string;
  /** Of the hours after `issuedAt`, in order. */
  kgPerMwh: number[];
  low: number[];
  high: number[];
  windows: StoredWindow[];
}

/** By the instant of issue; both bounds included. */
export interface PredictionsQuery {
  issuedSince: HourEnding;
  issuedUntil: HourEnding;
}

type Instants = 'slot' | 'issuedAt' | 'lastKnownHour';
type PredictionRow = Omit<StoredPrediction, Instants> & Record<Instants, Date>;

const asHour = (instant: Date): HourEnding => instant.getTime() / MS_PER_HOUR;

/** By respondent, then oldest first. */
export async function readPredictions(
  database: Queryable,
  { issuedSince, issuedUntil }: PredictionsQuery,
): Promise<StoredPrediction[]> {
  // Arrays as JSON: both drivers parse it far faster than they do arrays.
  const rows = await database.query<PredictionRow>(
    `SELECT respondent, slot, issued_at AS "issuedAt", last_known_at AS "lastKnownHour",
            recorded_at AS "recordedAt", method, array_to_json(value) AS "kgPerMwh",
            array_to_json(low) AS low, array_to_json(high) AS high, windows
     FROM predictions WHERE issued_at >= $1 AND issued_at <= $2 ORDER BY respondent COLLATE "C", slot`,
    [hourToIso(issuedSince), hourToIso(issuedUntil)],
  );
  return rows.map((row) => ({
    ...row,
    slot: asHour(row.slot),
    issuedAt: asHour(row.issuedAt),
    lastKnownHour: asHour(row.lastKnownHour),
  }));
}

/** Adds those whose slot has none yet; of what stands nothing changes. */
export async function appendPredictions(
  database: Queryable,
  predictions: readonly StoredPrediction[],
): Promise<void> {
  if (predictions.length === 0) return;
  const rows = predictions.map((prediction) => ({
    ...prediction,
    slot: hourToIso(prediction.slot),
    issued_at: hourToIso(prediction.issuedAt),
    last_known_at: hourToIso(prediction.lastKnownHour),
    recorded_at: prediction.recordedAt.toISOString(),
    value: prediction.kgPerMwh,
  }));
  await database.query(
    `INSERT INTO predictions
       (respondent, slot, issued_at, last_known_at, recorded_at, method, value, low, high, windows)
     SELECT respondent, slot, issued_at, last_known_at, recorded_at, method, value, low, high, windows
     FROM json_to_recordset($1::text::json) AS given
       (respondent text, slot timestamptz, issued_at timestamptz, last_known_at timestamptz,
        recorded_at timestamptz, method text, value real[], low real[], high real[], windows json)
     ON CONFLICT (respondent, slot) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

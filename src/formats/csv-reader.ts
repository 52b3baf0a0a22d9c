/** The month's hours back from the CSV that csv.ts writes. */
import { parse } from 'csv-parse/sync';
import { ENERGY_SOURCE_CODES } from '../grid/energy-source.ts';
import { type HourEnding, isoToHour } from '../grid/hour.ts';
import { generationOf, type SeriesKind } from '../grid/observation.ts';
import { csvColumnOf } from './csv.ts';

/** The file is not one of GridPulse's downloads. */
export class CsvUnreadableError extends Error {
  override name = 'CsvUnreadableError';
}

export interface CsvHour {
  hour: HourEnding;
  /** As reported; NaN for a gap. */
  valuesMwh: Map<SeriesKind, number>;
  /** Series that screening does not believe in this hour. */
  doubted: SeriesKind[];
}

const FIXED_KINDS: SeriesKind[] = [
  'demand',
  'day-ahead-demand-forecast',
  'net-generation',
  'total-interchange',
  ...ENERGY_SOURCE_CODES.map(generationOf),
];
const KIND_OF_COLUMN = new Map(FIXED_KINDS.map((kind) => [csvColumnOf(kind), kind]));

function kindOfColumn(column: string): SeriesKind | null {
  const neighbor = /^interchange_(\w+)_mwh$/.exec(column)?.[1];
  return neighbor ? `interchange:${neighbor}` : (KIND_OF_COLUMN.get(column) ?? null);
}

/** `generation:SUN:flat-run;demand:short-spike` names the series before each last colon. */
const doubtedSeries = (flags: string): SeriesKind[] =>
  flags === '' ? [] : flags.split(';').map((flag) => flag.slice(0, flag.lastIndexOf(':')) as SeriesKind);

function hourOf(record: Record<string, string>, kinds: ReadonlyMap<string, SeriesKind>): CsvHour {
  const hour = isoToHour(record['hour_ending_utc'] ?? '');
  if (!Number.isInteger(hour))
    throw new CsvUnreadableError(`"${record['hour_ending_utc']}" names no hour. Nothing was verified.`);
  const valuesMwh = new Map<SeriesKind, number>();
  for (const [column, kind] of kinds) {
    const cell = record[column] ?? '';
    valuesMwh.set(kind, cell === '' ? Number.NaN : Number(cell));
  }
  return { hour, valuesMwh, doubted: doubtedSeries(record['flags'] ?? '') };
}

/** Every hour of the file, in its order. */
export function parseHourlyCsv(text: string): CsvHour[] {
  const records = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  const first = records[0];
  if (!first) return [];
  if (!('hour_ending_utc' in first && 'flags' in first))
    throw new CsvUnreadableError(
      'The file has no columns hour_ending_utc and flags, so it is no download of GridPulse. Nothing was verified.',
    );
  const kinds = new Map<string, SeriesKind>();
  for (const column of Object.keys(first)) {
    const kind = kindOfColumn(column);
    if (kind) kinds.set(column, kind);
  }
  return records.map((record) => hourOf(record, kinds));
}

import { gunzipSync, gzipSync } from 'node:zlib';
import { hourToIso, isoToHour } from '../grid/hour.ts';
import type { Observation, SeriesKind } from '../grid/observation.ts';
import { NO_ROW, type ReportedHours } from '../grid/reported-hours.ts';

/**
 * A month's rows as they were reported: one a line, by respondent, series and hour. An empty value is a row
 * that its publisher gave without one; what is not listed was never given. No field needs quotes.
 */
export const CSV_HEADER = 'respondent,series,hour_ending,value_mwh';

export function observationsCsv(series: readonly ReportedHours[]): Uint8Array {
  const lines = [CSV_HEADER];
  for (const { respondent, kind, firstHour, valuesMwh } of series) {
    valuesMwh.forEach((value, i) => {
      if (value === NO_ROW) return;
      const text = Number.isNaN(value) ? '' : String(value);
      lines.push(`${respondent},${kind},${hourToIso(firstHour + i)},${text}`);
    });
  }
  return gzipSync(`${lines.join('\n')}\n`);
}

const ROWS_PER_BATCH = 20_000;

/** Throws a plain Error that says which line is none: the caller knows of which file. */
export function* observationsFromCsv(gzipped: Uint8Array): Generator<Observation[]> {
  const lines = gunzipSync(gzipped).toString('utf8').split('\n');
  if (lines[0] !== CSV_HEADER) throw new Error(`its first line is not ${CSV_HEADER}`);
  let batch: Observation[] = [];
  for (let i = 1; i < lines.length - 1; i++) {
    batch.push(observationOf(lines[i] as string, i + 1));
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function observationOf(line: string, lineNumber: number): Observation {
  const fields = line.split(',');
  const [respondent, kind, end, text] = fields as [string, string, string, string];
  const hour = fields.length === 4 ? isoToHour(end) : Number.NaN;
  const valueMwh = text === '' ? null : Number(text);
  if (!Number.isInteger(hour) || Number.isNaN(valueMwh)) throw new Error(`line ${lineNumber} is no row`);
  return { respondent, kind: kind as SeriesKind, hour, valueMwh };
}

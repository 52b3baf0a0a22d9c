import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { recordedData } from '../recorded-data.ts';

/**
 * What the recorded pages say of one local day, by a second way of reckoning: raw rows, the machine's
 * own calendar, and not a line of the project's code.
 */

export interface RawHour {
  /** ISO instant at which the hour ends. */
  hourEnding: string;
  /** Clock hour at which it starts, in the balancing authority's zone. */
  clockHour: number;
  demandMwh: number | null;
  generationMwh: Record<string, number | null>;
}

type Cell = number | null;
let rows: Map<string, Cell> | undefined;

/** Values by `respondent code period`, the last fetched winning; D is demand. */
function recordedRows(): Map<string, Cell> {
  if (rows) return rows;
  const directory = recordedData('eia-api-v2/pages');
  const pages = readdirSync(directory)
    .map((name) => JSON.parse(gunzipSync(readFileSync(join(directory, name))).toString()))
    .sort((a, b) => (a.fetched_at < b.fetched_at ? -1 : 1));
  rows = new Map();
  for (const page of pages) {
    for (const row of page.payload.response.data) {
      const value = row.value === null ? null : Number(row.value);
      rows.set(`${row.respondent} ${row.fueltype ?? 'D'} ${row.period}`, value);
    }
  }
  return rows;
}

export function rawDay(respondent: string, date: string, timezone: string): RawHour[] {
  const values = recordedRows();
  const codes = new Set<string>();
  for (const key of values.keys()) {
    const [owner, code] = key.split(' ') as [string, string];
    if (owner === respondent && code !== 'D') codes.add(code);
  }
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const hours: RawHour[] = [];
  const noon = Date.parse(`${date}T18:00:00Z`);
  for (let start = noon - 36 * 3_600_000; start < noon + 36 * 3_600_000; start += 3_600_000) {
    const [day, hour] = clock.format(start).split(', ') as [string, string];
    if (day !== date) continue;
    const ending = new Date(start + 3_600_000).toISOString();
    const period = ending.slice(0, 13);
    hours.push({
      hourEnding: `${period}:00:00Z`,
      clockHour: Number(hour),
      demandMwh: values.get(`${respondent} D ${period}`) ?? null,
      generationMwh: Object.fromEntries(
        [...codes].map((code) => [code, values.get(`${respondent} ${code} ${period}`) ?? null]),
      ),
    });
  }
  return hours;
}

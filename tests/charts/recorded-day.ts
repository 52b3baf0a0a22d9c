/** Local days of the recorded pages, shaped as pulses: demand and sources as they came. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findBalancingAuthority } from '../../src/grid/balancing-authority.ts';
import { hourToIso, localDay, localHourOfDay, parsePeriod } from '../../src/grid/hour.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { shapedPulse } from './shaped-pulse.ts';

const PAGES = resolve(import.meta.dirname, '../../../shared/data/eia-api-v2/pages');

export const noRecordedPages = !existsSync(PAGES) && `no recorded pages at ${PAGES}`;

interface Row {
  period: string;
  respondent: string;
  type?: string;
  fueltype?: string;
  value: string | null;
}

function rowsOf(month: string): Row[] {
  return readdirSync(PAGES)
    .filter((name) => new RegExp(`^(demand|fuelmix)_${month}-01T00`).test(name))
    .flatMap(
      (name) => JSON.parse(gunzipSync(readFileSync(join(PAGES, name))).toString()).payload.response.data,
    );
}

const months = new Map<string, Row[]>();

export function recordedDay(code: string, date: string): PulseSnapshot {
  const month = date.slice(0, 7);
  const rows = months.get(month) ?? rowsOf(month);
  months.set(month, rows);
  const timezone = findBalancingAuthority(code)?.timezone as string;
  const day = localDay(date, timezone);
  const demandMwh = new Array<number | null>(day.hourCount).fill(null);
  const generationMwh: Record<string, (number | null)[]> = {};
  for (const row of rows) {
    const i = (parsePeriod(row.period) ?? Number.NaN) - day.firstHour;
    if (row.respondent !== code || !(i >= 0 && i < day.hourCount) || row.value === null) continue;
    if (row.fueltype === undefined) demandMwh[i] = Number(row.value);
    else
      (generationMwh[row.fueltype] ??= new Array<number | null>(day.hourCount).fill(null))[i] = Number(
        row.value,
      );
  }
  const hourEnding = demandMwh.map((_, i) => hourToIso(day.firstHour + i));
  const localHour = demandMwh.map((_, i) => localHourOfDay(day.firstHour + i, timezone));
  return shapedPulse({ code, date, timezone, hourEnding, localHour, demandMwh, generationMwh });
}

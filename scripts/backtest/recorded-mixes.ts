/** The recorded fuel mixes as frames: 13 balancing authorities of 2019 to mid 2020, and EIA's pages of four from July 2025. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type HourEnding, parsePeriod } from '../../src/grid/hour.ts';
import { emptyFrame, ensureSeries, type HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';

export const RECORDED_DATA = resolve(import.meta.dirname, '../../../shared/data');

export const hourOf = (period: string): HourEnding => parsePeriod(period) as HourEnding;

const gunzipped = (path: string) => gunzipSync(readFileSync(join(RECORDED_DATA, path))).toString();

function put(
  frames: Map<string, HourlyFrame>,
  range: [HourEnding, HourEnding],
  respondent: string,
  kind: SeriesKind,
  period: string,
  value: number,
): void {
  const [first, last] = range;
  const index = hourOf(period) - first;
  if (index < 0 || index > last - first) return;
  let frame = frames.get(respondent);
  if (!frame) frames.set(respondent, (frame = emptyFrame(respondent, first, last - first + 1)));
  ensureSeries(frame, kind)[index] = value;
}

/** Net generation by energy source of 13 balancing authorities, 2019-01-01 to 2020-06-30, and their raw demand from 2020 on. */
export function framesOf2019(): Map<string, HourlyFrame> {
  const frames = new Map<string, HourlyFrame>();
  const range: [HourEnding, HourEnding] = [hourOf('2019-01-01T00'), hourOf('2020-06-30T23')];
  for (const line of gunzipped('fuel-mix/fuel-mix-13-bas-2019-2020h1.csv.gz').split('\n').slice(1)) {
    const [period, respondent, source, value] = line.split(',');
    if (!period || !respondent || !value) continue;
    put(frames, range, respondent, `generation:${source}` as SeriesKind, period, Number(value));
  }
  const demand = gunzipped('demand/demand-and-forecast-54-bas-2020-h1.csv.gz');
  for (const line of demand.split('\n').slice(1)) {
    const [period, respondent, value] = line.split(',');
    const mwh = value ? Number(value) : Number.NaN;
    if (!period || !respondent || !frames.has(respondent) || Number.isNaN(mwh)) continue;
    put(frames, range, respondent, 'demand', period, mwh);
  }
  return frames;
}

interface Page {
  fetched_at: string;
  payload: { response: { data: Record<string, string | null>[] } };
}

/** Demand and net generation by energy source of CISO, ERCO, MISO and PJM, 2025-07-01 to 2026-03-31. */
export function framesOf2025(): Map<string, HourlyFrame> {
  const frames = new Map<string, HourlyFrame>();
  const range: [HourEnding, HourEnding] = [hourOf('2025-07-01T00'), hourOf('2026-03-31T23')];
  const names = readdirSync(join(RECORDED_DATA, 'eia-api-v2/pages')).filter(
    (name) => name.includes('_2025-') || /_2026-0[123]-/.test(name),
  );
  const pages = names.map((name) => JSON.parse(gunzipped(`eia-api-v2/pages/${name}`)) as Page);
  pages.sort((a, b) => a.fetched_at.localeCompare(b.fetched_at));
  for (const row of pages.flatMap((page) => page.payload.response.data)) {
    if (row['value'] == null) continue;
    const kind = row['fueltype'] ? `generation:${row['fueltype']}` : 'demand';
    put(
      frames,
      range,
      String(row['respondent']),
      kind as SeriesKind,
      String(row['period']),
      Number(row['value']),
    );
  }
  return frames;
}

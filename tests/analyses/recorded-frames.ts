/** Frames of recorded EIA pages, read without any code of the project's own reader. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';

const PAGES = join(import.meta.dirname, '../../../shared/data/eia-api-v2/pages');
export const RECORDED_PAGES_MISSING = existsSync(PAGES)
  ? false
  : 'the recorded EIA pages (../shared/data) are not there';

interface Page {
  fetched_at: string;
  payload: { response: { data: Record<string, string>[] } };
}

const readPage = (name: string): Page =>
  JSON.parse(gunzipSync(readFileSync(join(PAGES, name))).toString()) as Page;

const hourOfPeriod = (period: string) => Date.parse(`${period}:00:00Z`) / 3_600_000;

function kindOf(row: Record<string, string>): SeriesKind {
  return (row['fueltype'] ? `generation:${row['fueltype']}` : 'demand') as SeriesKind;
}

function putRow(frame: HourlyFrame, row: Record<string, string>): void {
  const index = hourOfPeriod(row['period'] as string) - frame.firstHour;
  if (index < 0 || index >= frame.hourCount || row['value'] == null) return;
  const kind = kindOf(row);
  let values = frame.series.get(kind);
  if (!values) frame.series.set(kind, (values = new Float64Array(frame.hourCount).fill(Number.NaN)));
  values[index] = Number(row['value']);
}

/** Frames by respondent, of all pages whose window starts with one of the months; bounds are EIA periods. */
export function recordedFrames(months: string[], first: string, last: string): Map<string, HourlyFrame> {
  const frames = new Map<string, HourlyFrame>();
  const firstHour = hourOfPeriod(first);
  const hourCount = hourOfPeriod(last) - firstHour + 1;
  const names = readdirSync(PAGES).filter((name) =>
    months.some((month) => name.includes(`_${month}-01T00_`)),
  );
  const pages = names.map(readPage).sort((a, b) => a.fetched_at.localeCompare(b.fetched_at));
  for (const row of pages.flatMap((page) => page.payload.response.data)) {
    const respondent = row['respondent'] as string;
    if (!frames.has(respondent))
      frames.set(respondent, { respondent, firstHour, hourCount, series: new Map() });
    putRow(frames.get(respondent) as HourlyFrame, row);
  }
  return frames;
}

export const RECORDED_MONTHS = [
  '2025-07',
  '2025-08',
  '2025-09',
  '2025-10',
  '2025-11',
  '2025-12',
  '2026-01',
  '2026-02',
  '2026-03',
];

let nineMonths: Map<string, HourlyFrame> | undefined;

/** CISO, ERCO, MISO and PJM from 2025-07-01 to 2026-03-31, read once. */
export function nineRecordedMonths(): Map<string, HourlyFrame> {
  nineMonths ??= recordedFrames(RECORDED_MONTHS, '2025-07-01T00', '2026-04-01T00');
  return nineMonths;
}

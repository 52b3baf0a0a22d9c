/** Frames of the first half of 2020 with demand and utility solar: raw rows, joined by hour, unscreened. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';
import { recordedData } from '../recorded-data.ts';

const FIRST = Date.parse('2020-01-01T00:00:00Z') / 3_600_000;
const HOUR_COUNT = 182 * 24;

function* linesOf(path: string): Generator<string[]> {
  const text = gunzipSync(readFileSync(recordedData(path))).toString();
  for (const line of text.split('\n').slice(1)) if (line) yield line.split(',');
}

function put(frame: HourlyFrame, kind: SeriesKind, period: string, value: string): void {
  const index = Date.parse(`${period}:00:00Z`) / 3_600_000 - FIRST;
  if (index < 0 || index >= HOUR_COUNT || value === '') return;
  let values = frame.series.get(kind);
  if (!values) frame.series.set(kind, (values = new Float64Array(HOUR_COUNT).fill(Number.NaN)));
  values[index] = Number(value);
}

/** By balancing authority, of those whose mix of 2020 is held. */
export function framesOf2020(): Map<string, HourlyFrame> {
  const frames = new Map<string, HourlyFrame>();
  for (const [period, code, source, value] of linesOf(
    'fuel-mix/fuel-mix-13-bas-2019-2020h1.csv.gz',
  ) as Generator<[string, string, string, string]>) {
    if (!frames.has(code))
      frames.set(code, { respondent: code, firstHour: FIRST, hourCount: HOUR_COUNT, series: new Map() });
    put(frames.get(code) as HourlyFrame, `generation:${source}` as SeriesKind, period, value);
  }
  for (const [period, code, demand] of linesOf(
    'demand/demand-and-forecast-54-bas-2020-h1.csv.gz',
  ) as Generator<[string, string, string]>) {
    const frame = frames.get(code);
    if (frame) put(frame, 'demand', period, demand);
  }
  return frames;
}

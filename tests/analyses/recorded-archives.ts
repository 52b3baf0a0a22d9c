/** Frames of the recorded CSV archives, read without any code of the project's own readers. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';
import { recordedData } from '../recorded-data.ts';

const FORECASTS = recordedData('demand/demand-and-forecast-54-bas-2020-h1.csv.gz');
const FUEL_MIX = recordedData('fuel-mix/fuel-mix-13-bas-2019-2020h1.csv.gz');
const RAW_DEMAND = recordedData('demand/demand-raw-69-respondents-2021-2022.csv.gz');

export const ARCHIVES_MISSING = [FORECASTS, FUEL_MIX, RAW_DEMAND].every(existsSync)
  ? false
  : 'the recorded CSV archives (../shared/data) are not there';

const hourOfPeriod = (period: string) => Date.parse(`${period}:00:00Z`) / 3_600_000;

/** Empty frames of the hours between two EIA periods, both included, made as respondents appear. */
function frameBook(first: string, last: string) {
  const firstHour = hourOfPeriod(first);
  const hourCount = hourOfPeriod(last) - firstHour + 1;
  const indexOfPeriod = new Map(
    Array.from({ length: hourCount }, (_, i) => [
      new Date((firstHour + i) * 3_600_000).toISOString().slice(0, 13),
      i,
    ]),
  );
  const frames = new Map<string, HourlyFrame>();
  const put = (respondent: string, kind: SeriesKind, period: string, value: string) => {
    const index = indexOfPeriod.get(period);
    if (value === '' || index === undefined) return;
    let frame = frames.get(respondent);
    if (!frame) frames.set(respondent, (frame = { respondent, firstHour, hourCount, series: new Map() }));
    let values = frame.series.get(kind);
    if (!values) frame.series.set(kind, (values = new Float64Array(hourCount).fill(Number.NaN)));
    values[index] = Number(value);
  };
  return { frames, put };
}

function* rowsOf(path: string): Generator<string[]> {
  const text = gunzipSync(readFileSync(path)).toString();
  let start = text.indexOf('\n') + 1;
  while (start > 0 && start < text.length) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end < 0 ? undefined : end).split(',');
    start = end + 1;
  }
}

let firstHalfOf2020: Map<string, HourlyFrame> | undefined;

/** 54 balancing authorities with demand and forecast, 13 of them with their fuel mix, read once. */
export function framesOf2020(): Map<string, HourlyFrame> {
  if (firstHalfOf2020) return firstHalfOf2020;
  const { frames, put } = frameBook('2020-01-01T00', '2020-06-30T23');
  for (const [period, respondent, demand, forecast] of rowsOf(FORECASTS) as Generator<
    [string, string, string, string]
  >) {
    put(respondent, 'demand', period, demand);
    put(respondent, 'day-ahead-demand-forecast', period, forecast);
  }
  for (const [period, respondent, source, value] of rowsOf(FUEL_MIX) as Generator<
    [string, string, string, string]
  >)
    put(respondent, `generation:${source}` as SeriesKind, period, value);
  firstHalfOf2020 = frames;
  return frames;
}

let rawDemand: Map<string, HourlyFrame> | undefined;

/** Demand of 55 balancing authorities, 13 regions and the Lower 48 over 2021 and 2022, as it came, read once. */
export function demandOf2021And2022(): Map<string, HourlyFrame> {
  if (rawDemand) return rawDemand;
  const { frames, put } = frameBook('2021-01-01T00', '2022-12-31T23');
  for (const [period, respondent, value] of rowsOf(RAW_DEMAND) as Generator<[string, string, string]>)
    put(respondent, 'demand', period, value);
  rawDemand = frames;
  return frames;
}

/** Some hours of a frame, by EIA period, both included. */
export function cutFrame(frame: HourlyFrame, first: string, last: string): HourlyFrame {
  const from = Math.max(0, hourOfPeriod(first) - frame.firstHour);
  const to = Math.min(frame.hourCount, hourOfPeriod(last) - frame.firstHour + 1);
  return {
    respondent: frame.respondent,
    firstHour: frame.firstHour + from,
    hourCount: to - from,
    series: new Map([...frame.series].map(([kind, values]) => [kind, values.slice(from, to)])),
  };
}

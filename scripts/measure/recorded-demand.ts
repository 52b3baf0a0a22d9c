/** Recorded demand by which screening is measured (see docs/screening.md); read from a folder beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type HourEnding, parsePeriod } from '../../src/grid/hour.ts';
import { emptyFrame, ensureSeries, type HourlyFrame } from '../../src/grid/hourly-frame.ts';

/** Raw demand of 54 balancing authorities, first half of 2020, with the class that Ruggles et al. (2020) gave each hour. */
const LABELLED = 'demand-and-forecast-54-bas-2020-h1.csv.gz';
/** Raw demand of 69 respondents, 2021 and 2022. */
const UNLABELLED = 'demand-raw-69-respondents-2021-2022.csv.gz';

export const RECORDED_DEMAND = join(import.meta.dirname, '../../../shared/data/demand');

/** Why recorded demand cannot be read; false where it can. */
export const RECORDED_DEMAND_MISSING =
  existsSync(join(RECORDED_DEMAND, LABELLED)) && existsSync(join(RECORDED_DEMAND, UNLABELLED))
    ? (false as const)
    : 'the recorded demand (../shared/data/demand) is not there';

export interface LabelledDemand {
  frame: HourlyFrame;
  /** By index into the frame: `OKAY`, `MISSING`, `EMPTY` or a class of anomaly. */
  labels: string[];
}

export const isAnomaly = (label: string): boolean => !['OKAY', 'MISSING', 'EMPTY'].includes(label);

const hour = (period: string): HourEnding => parsePeriod(period) as HourEnding;

function* rowsOf(file: string): Generator<string[]> {
  const text = gunzipSync(readFileSync(join(RECORDED_DEMAND, file))).toString();
  for (const line of text.trim().split('\n').slice(1)) yield line.split(',');
}

/** Puts a value where the frame has its hour; returns the index, -1 outside. A blank is a gap. */
function put(frame: HourlyFrame, period: string, value: string): number {
  const index = hour(period) - frame.firstHour;
  if (index < 0 || index >= frame.hourCount) return -1;
  if (value !== '') ensureSeries(frame, 'demand')[index] = Number(value);
  return index;
}

export function readLabelledDemand(): Map<string, LabelledDemand> {
  const first = hour('2020-01-01T00');
  const hourCount = hour('2020-07-01T00') - first;
  const byCode = new Map<string, LabelledDemand>();
  for (const [period, code, value, , label] of rowsOf(LABELLED) as Iterable<
    [string, string, string, string, string]
  >) {
    let held = byCode.get(code);
    if (!held) {
      held = { frame: emptyFrame(code, first, hourCount), labels: Array(hourCount).fill('MISSING') };
      byCode.set(code, held);
    }
    const index = put(held.frame, period, value);
    if (index >= 0) held.labels[index] = label;
  }
  return byCode;
}

export function readDemandOf2021And2022(): Map<string, HourlyFrame> {
  const first = hour('2021-01-01T00');
  const hourCount = hour('2023-01-01T00') - first;
  const byCode = new Map<string, HourlyFrame>();
  for (const [period, code, value] of rowsOf(UNLABELLED) as Iterable<[string, string, string]>) {
    let frame = byCode.get(code);
    if (!frame) byCode.set(code, (frame = emptyFrame(code, first, hourCount)));
    put(frame, period, value);
  }
  return byCode;
}

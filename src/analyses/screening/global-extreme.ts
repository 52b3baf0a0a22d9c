/**
 * Demand, or a forecast of it, of ten times its median over the frame or more; and the hour before
 * and after such demand, which shares its fault. EIA's sentinels (around 2,147,480,000) and their
 * neighbours, which differ from hour to hour, fall here. Source: Ruggles et al. (2020), "global
 * demand filter" and "global demand plus/minus 1 hour filter"; in PUDL |d - median| > 9 median.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import type { SeriesKind } from '../../grid/observation.ts';
import { extent, median } from '../statistics.ts';
import { type Finding, findingsWhere, type Screening, type ScreeningRule } from './screening-rule.ts';

const MEDIANS = 10;
const KINDS: SeriesKind[] = ['demand', 'day-ahead-demand-forecast'];

/** 1 at each hour that is extreme. */
function extremeHours(values: HourlyValues): Uint8Array {
  const limit = MEDIANS * median(values);
  const extreme = new Uint8Array(values.length);
  if (limit > 0) values.forEach((mwh, i) => void (extreme[i] = mwh >= limit ? 1 : 0));
  return extreme;
}

/** Whether no value can reach the limit, wherever between the lowest and the highest the median lies. */
function isClearlyOrdinary(values: HourlyValues): boolean {
  const { low, high } = extent(values);
  return low > 0 && high < MEDIANS * low;
}

function extremesOf({ trusted }: Screening, kind: SeriesKind): Finding[] {
  const values = trusted.series.get(kind);
  if (!values || isClearlyOrdinary(values)) return [];
  const extreme = extremeHours(values);
  const isBeside = (i: number) => extreme[i] === 0 && (extreme[i - 1] === 1 || extreme[i + 1] === 1);
  return [
    ...findingsWhere(kind, values, (_, i) => extreme[i] === 1, 'Ten times the usual demand or more.'),
    ...findingsWhere(kind, values, (_, i) => isBeside(i), 'Beside an hour of ten times the usual demand.'),
  ];
}

export const globalExtreme: ScreeningRule = {
  name: 'global-extreme',
  findings: (screening) => KINDS.flatMap((kind) => extremesOf(screening, kind)),
};

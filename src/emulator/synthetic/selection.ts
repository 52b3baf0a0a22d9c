/** Which rows of the synthetic grid a query is about and in what order, counted without rendering any. */

import type { HourEnding } from '../../grid/hour.ts';
import type { DataQuery, SortKey } from '../emulated-source.ts';
import { ROUTES } from '../route.ts';
import { isAbsent } from './junk.ts';
import type { SyntheticSeries } from './series.ts';

/** What the pages of one request share. */
export interface Selection {
  /** Indices of the asked series, in the order in which an hour lists them. */
  series: number[];
  /** Per asked series the last hour that is published. */
  lastHours: number[];
  /** In the order of the answer. */
  hours: HourEnding[];
  /** Rows before each of the hours, and at the end their total. */
  rowsBefore: Uint32Array;
}

/** How the synthetic grid is read, as of the instant of the query. */
export interface SelectionContext {
  series: readonly SyntheticSeries[];
  historyStart: HourEnding;
  lastHourOf(series: SyntheticSeries): HourEnding;
}

export function select(query: DataQuery, context: SelectionContext): Selection {
  const series = askedSeries(query, context.series);
  const lastHours = series.map((s) => context.lastHourOf(context.series[s] as SyntheticSeries));
  const hours = askedHours(query, context.historyStart, lastHours);
  const rowsBefore = new Uint32Array(hours.length + 1);
  for (const [i, hour] of hours.entries()) {
    let count = 0;
    for (let k = 0; k < series.length; k++) {
      const each = context.series[series[k] as number] as SyntheticSeries;
      if (hour <= (lastHours[k] as number) && !isAbsent(each, hour)) count++;
    }
    rowsBefore[i + 1] = (rowsBefore[i] as number) + count;
  }
  return { series, lastHours, hours, rowsBefore };
}

/** Whether the answer goes hour by hour; else it has to be sorted as a whole. */
export function isByPeriod(query: DataQuery): boolean {
  const [first, ...others] = query.sort;
  return first === undefined || (first.column === 'period' && others.every((key) => key.column !== 'value'));
}

function askedSeries(query: DataQuery, series: readonly SyntheticSeries[]): number[] {
  const [firstFacet, secondFacet] = ROUTES[query.route].facets;
  const first = query.facets.get(firstFacet);
  const second = query.facets.get(secondFacet);
  const asked = [...series.keys()].filter((s) => {
    const each = series[s] as SyntheticSeries;
    return (!first || first.has(each.first)) && (!second || second.has(each.second));
  });
  const keys = query.sort.filter((key) => key.column !== 'period' && key.column !== 'value');
  return asked.sort((a, b) => compareSeries(query, keys, series, a, b));
}

function compareSeries(
  query: DataQuery,
  keys: readonly SortKey[],
  series: readonly SyntheticSeries[],
  a: number,
  b: number,
): number {
  const [firstFacet] = ROUTES[query.route].facets;
  for (const { column, descending } of keys) {
    const of = (s: number) => series[s]?.[column === firstFacet ? 'first' : 'second'] as string;
    if (of(a) !== of(b)) return of(a) < of(b) === descending ? 1 : -1;
  }
  return a - b;
}

function askedHours(query: DataQuery, historyStart: HourEnding, lastHours: number[]): HourEnding[] {
  const from = Math.max(historyStart, query.start ?? historyStart);
  const lastKnown = lastHours.reduce((last, hour) => Math.max(last, hour), Number.NEGATIVE_INFINITY);
  const to = Math.min(lastKnown, query.end ?? lastKnown);
  const hours = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  return query.sort[0]?.column === 'period' && query.sort[0].descending ? hours.reverse() : hours;
}

/** Index of the hour in which the row at an offset lies. */
export function hourOfOffset(selection: Selection, offset: number): number {
  let low = 0;
  let high = selection.hours.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((selection.rowsBefore[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

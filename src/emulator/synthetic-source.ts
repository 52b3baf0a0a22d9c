import { type HourEnding, MS_PER_HOUR, parsePeriod } from '../grid/hour.ts';
import { lastPublishedHour } from '../grid/publication-schedule.ts';
import type { DataPage, DataQuery, EmulatedSource, FacetOption, SortKey } from './emulated-source.ts';
import { ROUTE_IDS, ROUTES, type RouteId } from './route.ts';
import { syntheticGrid } from './synthetic/grid-day.ts';
import { asReadAt } from './synthetic/junk.ts';
import { RouteDays } from './synthetic/route-days.ts';
import { periodText, seriesText, valueText } from './synthetic/row-text.ts';
import { hourOfOffset, isByPeriod, type Selection, select } from './synthetic/selection.ts';
import { type SyntheticSeries, syntheticSeries } from './synthetic/series.ts';

export const DEFAULT_SEED = 930;

/** The synthetic grid began then. */
const HISTORY_START = parsePeriod('2023-01-01T00') as HourEnding;
/** Older values are final: published within 3 days, revised within 2 more. */
const REVISABLE_HOURS = 24 * 6;
const MS_PER_MINUTE = 60_000;
const KEPT_SELECTIONS = 16;

/**
 * A deterministic grid of all active balancing authorities, their regions and the nation. The same
 * seed gives the same value for an hour, whichever window asks for it.
 */
export function syntheticSource(seed = DEFAULT_SEED): EmulatedSource {
  return new SyntheticSource(seed);
}

/** A row before it is written: its hour, its series' index, its final value. */
interface Row {
  hour: HourEnding;
  s: number;
  mwh: number;
}

class SyntheticSource implements EmulatedSource {
  readonly provenance = 'synthetic';
  readonly #series: Record<RouteId, SyntheticSeries[]>;
  readonly #texts: Record<RouteId, string[]>;
  readonly #days: RouteDays;
  readonly #selections = new Map<string, Selection>();

  constructor(seed: number) {
    const grid = syntheticGrid(seed);
    this.#series = syntheticSeries(grid, seed);
    this.#days = new RouteDays(grid, this.#series);
    const texts = ROUTE_IDS.map((id) => [id, this.#series[id].map((each) => seriesText(id, each))]);
    this.#texts = Object.fromEntries(texts);
  }

  page(query: DataQuery, now: number | null): DataPage {
    const nowMs = Math.floor((now ?? Date.now()) / MS_PER_MINUTE) * MS_PER_MINUTE;
    const selection = this.#selection(query, nowMs);
    const rows = isByPeriod(query) ? this.#walk(query, selection) : this.#sort(query, selection);
    return {
      total: selection.rowsBefore[selection.hours.length] as number,
      rows: this.#render(query, rows, nowMs),
    };
  }

  facetOptions(route: RouteId, facet: string): FacetOption[] {
    const names = new Map<string, string>();
    for (const { first, firstName, second, secondName } of this.#series[route]) {
      if (facet === ROUTES[route].facets[0]) names.set(first, firstName);
      else names.set(second, secondName);
    }
    return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #selection(query: DataQuery, nowMs: number): Selection {
    const facets = [...query.facets].map(([facet, values]) => [facet, ...values]);
    const key = JSON.stringify([query.route, query.start, query.end, facets, query.sort, nowMs]);
    let selection = this.#selections.get(key);
    if (!selection) {
      if (this.#selections.size >= KEPT_SELECTIONS) this.#selections.clear();
      selection = select(query, {
        series: this.#series[query.route],
        historyStart: HISTORY_START,
        lastHourOf: rememberByClock(nowMs),
      });
      this.#selections.set(key, selection);
    }
    return selection;
  }

  /** The rows of a page, hour by hour from the one in which it begins. */
  #walk(query: DataQuery, selection: Selection): Row[] {
    const rows: Row[] = [];
    const first = hourOfOffset(selection, query.offset);
    let skip = query.offset - (selection.rowsBefore[first] as number);
    for (let i = first; i < selection.hours.length && rows.length < query.length; i++) {
      const hour = selection.hours[i] as HourEnding;
      const values = this.#days.valuesAt(query.route, hour);
      for (let k = 0; k < selection.series.length && rows.length < query.length; k++) {
        const s = selection.series[k] as number;
        const mwh = values[s] as number;
        if (Number.isNaN(mwh) || hour > (selection.lastHours[k] as number)) continue;
        if (skip > 0) skip--;
        else rows.push({ hour, s, mwh });
      }
    }
    return rows;
  }

  /** The page of an order in which the period does not come first: all rows are sorted. */
  #sort(query: DataQuery, selection: Selection): Row[] {
    const all = this.#walk({ ...query, offset: 0, length: Number.POSITIVE_INFINITY }, selection);
    const series = this.#series[query.route];
    const columnOf = (row: Row, { column }: SortKey): string | number => {
      if (column === 'period') return row.hour;
      if (column === 'value') return row.mwh;
      const each = series[row.s] as SyntheticSeries;
      return column === ROUTES[query.route].facets[0] ? each.first : each.second;
    };
    all.sort((a, b) => {
      for (const key of query.sort) {
        const [x, y] = [columnOf(a, key), columnOf(b, key)];
        if (x !== y) return x < y === key.descending ? 1 : -1;
      }
      return 0;
    });
    return all.slice(query.offset, query.offset + query.length);
  }

  #render(query: DataQuery, rows: readonly Row[], nowMs: number): string[] {
    const texts = this.#texts[query.route];
    const series = this.#series[query.route];
    const firstRevisable = nowMs / MS_PER_HOUR - REVISABLE_HOURS;
    let period = '';
    let periodHour = Number.NaN;
    return rows.map(({ hour, s, mwh }) => {
      if (hour !== periodHour) period = periodText((periodHour = hour));
      const read = hour < firstRevisable ? mwh : asReadAt(series[s] as SyntheticSeries, hour, mwh, nowMs);
      return period + texts[s] + valueText(read, query.withValue);
    });
  }
}

/** The last published hour of a series at an instant, computed once per family and zone. */
function rememberByClock(nowMs: number): (series: SyntheticSeries) => HourEnding {
  const known = new Map<string, HourEnding>();
  return ({ family, timezone }) => {
    const key = `${family} ${timezone}`;
    let hour = known.get(key);
    if (hour === undefined) known.set(key, (hour = lastPublishedHour(family, timezone, nowMs)));
    return hour;
  };
}

import type { DataPage, DataQuery, EmulatedSource, FacetOption, SortKey } from './emulated-source.ts';
import { readVintages } from './recorded-page.ts';
import {
  indexVintages,
  type KnownRow,
  naturalOrder,
  type RecordedIndex,
  rowsKnownAt,
} from './recorded-series.ts';
import { ROUTES, type RouteId } from './route.ts';

/**
 * Serves a folder of recorded pages as EIA would have answered at `now`. Of a series that the
 * folder lacks it has no rows.
 */
export function recordedSource(directory: string): EmulatedSource {
  const index = indexVintages(readVintages(directory));
  const knownRows = rememberLast((key: string) => {
    const [route, now] = key.split(' ') as [RouteId, string];
    return rowsKnownAt(index, route, now === 'end' ? null : Number(now));
  }, 6);
  const rowsAt = (route: RouteId, nowMs: number | null) => knownRows(`${route} ${nowMs ?? 'end'}`);
  const answers = new Map<string, KnownRow[]>();

  return {
    provenance: 'eia',
    page: (query, nowMs) => {
      const key = answerKey(query, nowMs);
      let rows = answers.get(key);
      if (!rows) {
        if (answers.size >= 8) answers.clear();
        answers.set(key, (rows = answer(rowsAt(query.route, nowMs), query)));
      }
      return renderPage(rows, query);
    },
    facetOptions: (route, facet) => facetOptions(index, route, facet),
  };
}

/** Remembers the last few results of a costly pure function. */
function rememberLast<T>(compute: (key: string) => T, count: number): (key: string) => T {
  const results = new Map<string, T>();
  return (key) => {
    const found = results.get(key);
    if (found !== undefined) return found;
    if (results.size >= count) results.clear();
    const result = compute(key);
    results.set(key, result);
    return result;
  };
}

/** What tells the pages of one request from those of another. */
function answerKey(query: DataQuery, nowMs: number | null): string {
  const facets = [...query.facets].map(([facet, values]) => [facet, [...values]]);
  return JSON.stringify([query.route, query.start, query.end, facets, query.sort, nowMs]);
}

function answer(rows: readonly KnownRow[], query: DataQuery): KnownRow[] {
  const [firstFacet, secondFacet] = ROUTES[query.route].facets;
  const first = query.facets.get(firstFacet);
  const second = query.facets.get(secondFacet);
  const start = query.start ?? Number.NEGATIVE_INFINITY;
  const end = query.end ?? Number.POSITIVE_INFINITY;
  const found = rows.filter(
    (row) =>
      row.hour >= start &&
      row.hour <= end &&
      (!first || first.has(row.first)) &&
      (!second || second.has(row.second)),
  );
  return query.sort.length === 0 ? found : found.sort(comparator(query));
}

function comparator(query: DataQuery): (a: KnownRow, b: KnownRow) => number {
  const [firstFacet] = ROUTES[query.route].facets;
  const compare = (key: SortKey, a: KnownRow, b: KnownRow): number => {
    if (key.column === 'period') return a.hour - b.hour;
    if (key.column === 'value') return Number(a.row['value']) - Number(b.row['value']);
    const column = key.column === firstFacet ? 'first' : 'second';
    return a[column] < b[column] ? -1 : a[column] > b[column] ? 1 : 0;
  };
  return (a, b) => {
    for (const key of query.sort) {
      const order = compare(key, a, b);
      if (order !== 0) return key.descending ? -order : order;
    }
    return naturalOrder(a, b);
  };
}

function renderPage(rows: readonly KnownRow[], query: DataQuery): DataPage {
  const page = rows.slice(query.offset, query.offset + query.length);
  return { total: rows.length, rows: page.map((known) => renderRow(known, query.withValue)) };
}

function renderRow(known: KnownRow, withValue: boolean): string {
  if (withValue) return JSON.stringify(known.row);
  const { value: _value, 'value-units': _units, ...bare } = known.row;
  return JSON.stringify(bare);
}

function facetOptions(index: RecordedIndex, route: RouteId, facet: string): FacetOption[] {
  const isFirst = ROUTES[route].facets[0] === facet;
  const nameColumn = facet === 'type' || facet === 'fueltype' ? 'type-name' : `${facet}-name`;
  const names = new Map<string, string>();
  for (const series of index) {
    if (series.route !== route) continue;
    const [sighting] = series.sightings.values().next().value ?? [];
    names.set(isFirst ? series.first : series.second, String(sighting?.row[nameColumn] ?? ''));
  }
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

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

const KEPT_ANSWERS = 8;

/**
 * Serves a folder of recorded pages as EIA would have answered at `now`. Of a series that the
 * folder lacks it has no rows.
 */
export function recordedSource(directory: string): EmulatedSource {
  const index = indexVintages(readVintages(directory));
  const answers = new Map<string, KnownRow[]>();
  const answer = (query: DataQuery, nowMs: number | null): KnownRow[] => {
    const key = answerKey(query, nowMs);
    let rows = answers.get(key);
    if (!rows) {
      if (answers.size >= KEPT_ANSWERS) answers.clear();
      rows = rowsKnownAt(index, query, nowMs);
      if (query.sort.length > 0) rows.sort(comparator(query));
      answers.set(key, rows);
    }
    return rows;
  };
  return {
    provenance: 'eia',
    page: (query, nowMs) => renderPage(answer(query, nowMs), query),
    facetOptions: (route, facet) => facetOptions(index, route, facet),
  };
}

/** What tells the pages of one request from those of another. */
function answerKey(query: DataQuery, nowMs: number | null): string {
  const facets = [...query.facets].map(([facet, values]) => [facet, [...values]]);
  return JSON.stringify([query.route, query.start, query.end, facets, query.sort, nowMs]);
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

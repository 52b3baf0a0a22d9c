/**
 * What a recorded folder knew of each series at an instant.
 *
 * Of the vintages of an hour fetched by `now` the last one holds. Where none of them had the hour
 * although one asked for it, the hour was not yet published. Where nobody had asked yet, the
 * earliest later vintage stands in, from the hour's publication by EIA's schedule on.
 */

import { findRespondent } from '../grid/balancing-authority.ts';
import { type HourEnding, parsePeriod } from '../grid/hour.ts';
import { isPublished } from '../grid/publication-schedule.ts';
import type { DataQuery } from './emulated-source.ts';
import type { RecordedRow, Vintage } from './recorded-page.ts';
import { familyOfRow, ROUTES, type RouteId } from './route.ts';

interface Sighting {
  vintage: Vintage;
  row: RecordedRow;
}

interface RecordedSeries {
  route: RouteId;
  first: string;
  second: string;
  /** Per hour, in the order of fetching. */
  sightings: Map<HourEnding, Sighting[]>;
  /** The vintages that asked for the series. */
  askedBy: Vintage[];
}

export interface KnownRow {
  hour: HourEnding;
  /** The values of the route's two facets. */
  first: string;
  second: string;
  row: RecordedRow;
}

export type RecordedIndex = RecordedSeries[];

function asks(vintage: Vintage, series: RecordedSeries): boolean {
  const [firstFacet, secondFacet] = ROUTES[series.route].facets;
  const accepts = (facet: string, value: string) =>
    vintage.askedFacets[facet] === undefined || vintage.askedFacets[facet].includes(value);
  return (
    vintage.route === series.route && accepts(firstFacet, series.first) && accepts(secondFacet, series.second)
  );
}

export function indexVintages(vintages: readonly Vintage[]): RecordedIndex {
  const byKey = new Map<string, RecordedSeries>();
  for (const vintage of vintages) for (const row of vintage.rows) addSighting(byKey, vintage, row);
  const index = [...byKey.values()];
  for (const series of index) series.askedBy = vintages.filter((vintage) => asks(vintage, series));
  return index;
}

function addSighting(byKey: Map<string, RecordedSeries>, vintage: Vintage, row: RecordedRow): void {
  const [firstFacet, secondFacet] = ROUTES[vintage.route].facets;
  const hour = parsePeriod(String(row['period']));
  if (hour === null) return;
  const [first, second] = [String(row[firstFacet]), String(row[secondFacet])];
  const key = `${vintage.route} ${first} ${second}`;
  let series = byKey.get(key);
  if (!series) {
    byKey.set(key, (series = { route: vintage.route, first, second, sightings: new Map(), askedBy: [] }));
  }
  const sightings = series.sightings.get(hour);
  if (sightings) sightings.push({ vintage, row });
  else series.sightings.set(hour, [{ vintage, row }]);
}

function wasAskedFor(series: RecordedSeries, hour: HourEnding, nowMs: number): boolean {
  return series.askedBy.some((v) => v.fetchedAtMs <= nowMs && v.firstHour <= hour && hour <= v.lastHour);
}

function knownRow(
  series: RecordedSeries,
  hour: HourEnding,
  sightings: Sighting[],
  nowMs: number,
): RecordedRow | null {
  const seen = sightings.findLast((sighting) => sighting.vintage.fetchedAtMs <= nowMs);
  if (seen) return seen.row;
  if (wasAskedFor(series, hour, nowMs)) return null;
  const family = familyOfRow(series.route, series.second);
  const timezone = findRespondent(series.first)?.timezone ?? 'UTC';
  return isPublished(family, hour, timezone, nowMs) ? (sightings[0] as Sighting).row : null;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which EIA sorts by period and then by every facet. */
export const naturalOrder = (a: KnownRow, b: KnownRow) =>
  a.hour - b.hour || compareText(a.first, b.first) || compareText(a.second, b.second);

/** The rows that a query is about and that were known at an instant (null: at the end), in natural order. */
export function rowsKnownAt(index: RecordedIndex, query: DataQuery, nowMs: number | null): KnownRow[] {
  const rows: KnownRow[] = [];
  const start = query.start ?? Number.NEGATIVE_INFINITY;
  const end = query.end ?? Number.POSITIVE_INFINITY;
  for (const series of index) {
    if (!isAsked(query, series)) continue;
    for (const [hour, sightings] of series.sightings) {
      if (hour < start || hour > end) continue;
      const row = knownRow(series, hour, sightings, nowMs ?? Number.POSITIVE_INFINITY);
      if (row) rows.push({ hour, first: series.first, second: series.second, row });
    }
  }
  return rows.sort(naturalOrder);
}

function isAsked(query: DataQuery, series: RecordedSeries): boolean {
  if (series.route !== query.route) return false;
  const [firstFacet, secondFacet] = ROUTES[query.route].facets;
  const first = query.facets.get(firstFacet);
  const second = query.facets.get(secondFacet);
  return (!first || first.has(series.first)) && (!second || second.has(series.second));
}

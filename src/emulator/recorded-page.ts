/**
 * Recorded responses of EIA's API, `{fetched_at, window, payload}` one file a page, gathered into
 * vintages. A page may lack the first two: it then says what EIA has, not when, nor what it lacked.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type HourEnding, parsePeriod } from '../grid/hour.ts';
import { ROUTE_IDS, ROUTES, type RouteId } from './route.ts';

export type RecordedRow = Record<string, string | number | null>;

/** What one fetch of one window saw: all its pages together. */
export interface Vintage {
  route: RouteId;
  fetchedAtMs: number;
  firstHour: HourEnding;
  lastHour: HourEnding;
  /** The facet values that were asked for; an absent facet was asked for whole. */
  askedFacets: Record<string, string[]>;
  rows: RecordedRow[];
}

interface PageFile {
  fetched_at?: string;
  window?: string;
  payload: {
    response: { data: RecordedRow[] };
    request?: { params?: { facets?: Record<string, string[]> } };
  };
}

/** A folder of recorded pages that cannot be served. */
export class RecordedPagesError extends Error {
  override readonly name = 'RecordedPagesError';
}

function namesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => /\.json(\.gz)?$/.test(name))
      .sort();
  } catch (cause) {
    throw new RecordedPagesError(`The folder of recorded pages cannot be read: ${directory}`, { cause });
  }
}

/** A recorded page, or null where the file is JSON of another kind. */
function readPageFile(path: string): PageFile | null {
  let page: Partial<PageFile>;
  try {
    const bytes = readFileSync(path);
    page = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch (cause) {
    throw new RecordedPagesError(`No JSON, whole or gzipped, in the recorded page ${path}`, { cause });
  }
  return page.payload?.response?.data ? (page as PageFile) : null;
}

/** The route whose facets a row has. */
function routeOf(row: RecordedRow): RouteId | undefined {
  return ROUTE_IDS.find((id) => ROUTES[id].facets.every((facet) => facet in row));
}

function emptyVintage(route: RouteId, page: PageFile): Vintage {
  const [first, last] = page.window?.split('_') ?? [];
  return {
    route,
    // Later than any clock, so that EIA's publication schedule decides what is known.
    fetchedAtMs: page.fetched_at ? Date.parse(page.fetched_at) : Number.POSITIVE_INFINITY,
    firstHour: parsePeriod(first ?? '') ?? Number.NEGATIVE_INFINITY,
    lastHour: parsePeriod(last ?? '') ?? Number.POSITIVE_INFINITY,
    askedFacets: page.payload.request?.params?.facets ?? {},
    rows: [],
  };
}

/** The vintages of a folder, in the order in which they were fetched. */
export function readVintages(directory: string): Vintage[] {
  const vintages = new Map<string, Vintage>();
  for (const name of namesOf(directory)) {
    const page = readPageFile(join(directory, name));
    const first = page?.payload.response.data[0];
    const route = first && routeOf(first);
    if (!page || !route) continue;
    const key = `${route} ${page.fetched_at} ${page.window}`;
    let vintage = vintages.get(key);
    if (!vintage) vintages.set(key, (vintage = emptyVintage(route, page)));
    for (const row of page.payload.response.data) vintage.rows.push(row);
  }
  if (vintages.size === 0) {
    throw new RecordedPagesError(
      `No recorded page, {payload} or {fetched_at, window, payload}, lies in ${directory}`,
    );
  }
  return [...vintages.values()].sort((a, b) =>
    a.fetchedAtMs < b.fetchedAtMs ? -1 : a.fetchedAtMs > b.fetchedAtMs ? 1 : 0,
  );
}

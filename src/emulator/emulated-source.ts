import type { HourEnding } from '../grid/hour.ts';
import type { Provenance } from '../grid/observation.ts';
import type { RouteId } from './route.ts';

export interface SortKey {
  column: string;
  descending: boolean;
}

/** One data request, understood and found valid. */
export interface DataQuery {
  route: RouteId;
  /** Both included; null is unbounded. */
  start: HourEnding | null;
  end: HourEnding | null;
  /** Accepted values by facet; a facet that was not asked for is absent. */
  facets: ReadonlyMap<string, ReadonlySet<string>>;
  /** False where `data[]` was not asked for: the rows then come without value. */
  withValue: boolean;
  sort: readonly SortKey[];
  offset: number;
  length: number;
}

/** A page of rows, already rendered: each entry is a JSON object. */
export interface DataPage {
  total: number;
  rows: string[];
}

export interface FacetOption {
  id: string;
  name: string;
}

/** What the emulator serves. `nowMs` hides what was not yet published then; null hides nothing. */
export interface EmulatedSource {
  provenance: Provenance;
  page(query: DataQuery, nowMs: number | null): DataPage;
  facetOptions(route: RouteId, facet: string): FacetOption[];
}

/** The three EIA routes that form EIA-930 is read from, as the wire describes them. */

import { FACETS, REGION_TYPES, ROUTES as ROUTE_IDS, type Route as RouteId } from '../eia/wire.ts';
import type { SeriesFamily } from '../grid/observation.ts';

export { ROUTE_IDS, type RouteId };

export interface Route {
  id: RouteId;
  name: string;
  description: string;
  /** The columns that name a series, in EIA's own order; facets on the wire. */
  facets: readonly [string, string];
}

const SOURCE_NOTE = '  \n    Source: Form EIA-930\n    Product: Hourly Electric Grid Monitor';

export const ROUTES: Record<RouteId, Route> = {
  'region-data': {
    id: 'region-data',
    name: 'Hourly Demand, Demand Forecast, Generation, and Interchange',
    description: `Hourly demand, day-ahead demand forecast, net generation, and interchange by balancing authority.${SOURCE_NOTE}`,
    facets: FACETS['region-data'],
  },
  'fuel-type-data': {
    id: 'fuel-type-data',
    name: 'Hourly Generation by Energy Source',
    description: `Hourly net generation by balancing authority and energy source.${SOURCE_NOTE}`,
    facets: FACETS['fuel-type-data'],
  },
  'interchange-data': {
    id: 'interchange-data',
    name: 'Hourly Interchange by Neighboring BA',
    description: `Hourly interchange between neighboring balancing authorities.${SOURCE_NOTE}`,
    facets: FACETS['interchange-data'],
  },
};

const REGION_FAMILIES: Record<string, SeriesFamily | undefined> = REGION_TYPES;

/** The publication family of a row of a route, by its second facet. */
export function familyOfRow(route: RouteId, secondFacet: string): SeriesFamily {
  if (route === 'fuel-type-data') return 'generation';
  if (route === 'interchange-data') return 'interchange';
  return REGION_FAMILIES[secondFacet] ?? 'net-generation';
}

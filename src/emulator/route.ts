/** The three EIA routes that form EIA-930 is read from, as the wire names them. */

import type { SeriesFamily } from '../grid/observation.ts';

export type RouteId = 'region-data' | 'fuel-type-data' | 'interchange-data';

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
    facets: ['respondent', 'type'],
  },
  'fuel-type-data': {
    id: 'fuel-type-data',
    name: 'Hourly Generation by Energy Source',
    description: `Hourly net generation by balancing authority and energy source.${SOURCE_NOTE}`,
    facets: ['respondent', 'fueltype'],
  },
  'interchange-data': {
    id: 'interchange-data',
    name: 'Hourly Interchange by Neighboring BA',
    description: `Hourly interchange between neighboring balancing authorities.${SOURCE_NOTE}`,
    facets: ['fromba', 'toba'],
  },
};

export const ROUTE_IDS = Object.keys(ROUTES) as RouteId[];

const REGION_FAMILY: Record<string, SeriesFamily> = {
  D: 'demand',
  DF: 'day-ahead-demand-forecast',
  NG: 'net-generation',
  TI: 'total-interchange',
};

/** The publication family of a row of a route, by its second facet. */
export function familyOfRow(route: RouteId, secondFacet: string): SeriesFamily {
  if (route === 'fuel-type-data') return 'generation';
  if (route === 'interchange-data') return 'interchange';
  return REGION_FAMILY[secondFacet] ?? 'net-generation';
}

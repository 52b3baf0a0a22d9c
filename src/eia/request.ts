import { formatPeriod, type HourRange } from '../grid/hour.ts';
import { FACETS, PAGE_ROWS, REGION_TYPES, type Route, routePath } from './wire.ts';

export interface Query {
  route: Route;
  /** Absent: all of them, those that nobody knows yet included. */
  respondents?: readonly string[] | undefined;
}

/**
 * The address of a page. Sorted by period and then by every facet, because EIA's paging is
 * unstable otherwise. The key is not part of it: EIA echoes a URL's parameters in the body.
 */
export function pageUrl(origin: string, query: Query, window: HourRange, offset: number): string {
  const [respondentFacet, codeFacet] = FACETS[query.route];
  const parameters = new URLSearchParams({ frequency: 'hourly', 'data[0]': 'value' });
  if (query.route === 'region-data') {
    for (const type of Object.keys(REGION_TYPES)) parameters.append('facets[type][]', type);
  }
  for (const code of query.respondents ?? []) parameters.append(`facets[${respondentFacet}][]`, code);
  parameters.set('start', formatPeriod(window.firstHour));
  parameters.set('end', formatPeriod(window.lastHour));
  for (const [index, column] of ['period', respondentFacet, codeFacet].entries()) {
    parameters.set(`sort[${index}][column]`, column);
    parameters.set(`sort[${index}][direction]`, 'asc');
  }
  parameters.set('offset', String(offset));
  parameters.set('length', String(PAGE_ROWS));
  return `${origin.replace(/\/+$/, '')}${routePath(query.route)}?${parameters}`;
}

/**
 * Bodies as EIA API 2.1.13 writes them. The `warnings` block stands beside `response` whenever the
 * page holds fewer rows than `total`: so on the recorded pages, a run's last page included.
 */

import { INCOMPLETE_RETURN as INCOMPLETE_RETURN_WARNING, routePath } from '../eia/wire.ts';
import type { DataPage, EmulatedSource } from './emulated-source.ts';
import type { Route } from './route.ts';
import { notFound } from './wire-error.ts';
import type { ParameterTree } from './wire-parameters.ts';

const DATE_FORMAT = 'YYYY-MM-DD"T"HH24';
const VERSIONS = '"apiVersion":"2.1.13","ExcelAddInVersion":"2.1.0"';

const INCOMPLETE_RETURN = JSON.stringify([
  {
    warning: INCOMPLETE_RETURN_WARNING,
    description:
      'The API can only return 5000 rows in JSON format.  Please consider constraining your request with facet, start, or end, or using offset to paginate results.',
  },
]);

const requestEcho = (command: string, parameters: ParameterTree) =>
  `"request":${JSON.stringify({ command, params: parameters })}`;

/** The body of a `/data/` request. */
export function dataBody(route: Route, parameters: ParameterTree, page: DataPage): string {
  const warnings = page.rows.length < page.total ? `"warnings":${INCOMPLETE_RETURN},` : '';
  const head = `"total":"${page.total}","dateFormat":${JSON.stringify(DATE_FORMAT)},"frequency":"hourly"`;
  const response = `{${head},"data":[${page.rows.join(',')}],"description":${JSON.stringify(route.description)}}`;
  return `{${warnings}"response":${response},${requestEcho(routePath(route.id), parameters)},${VERSIONS}}`;
}

/** The body of a route's own address, which describes it. */
export function metadataBody(route: Route, parameters: ParameterTree): string {
  const response = {
    id: route.id,
    name: route.name,
    description: route.description,
    frequency: [
      {
        id: 'hourly',
        description: 'One data point for each hour in UTC time.',
        query: 'H',
        format: DATE_FORMAT,
      },
    ],
    facets: route.facets.map((id) => ({ id, description: `${id} of the row` })),
    data: { value: { alias: 'Value', units: 'megawatthours' } },
    defaultDateFormat: DATE_FORMAT,
    defaultFrequency: 'hourly',
  };
  return plainBody(response, `/v2/electricity/rto/${route.id}/`, parameters);
}

/** The body of a route's `/facet/{name}/`. */
export function facetBody(
  route: Route,
  facet: string,
  parameters: ParameterTree,
  source: EmulatedSource,
): string {
  if (!route.facets.includes(facet)) throw notFound();
  const facets = source.facetOptions(route.id, facet);
  const command = `/v2/electricity/rto/${route.id}/facet/${facet}/`;
  return plainBody({ totalFacets: facets.length, facets }, command, parameters);
}

const plainBody = (response: object, command: string, parameters: ParameterTree) =>
  `{"response":${JSON.stringify(response)},${requestEcho(command, parameters)},${VERSIONS}}`;

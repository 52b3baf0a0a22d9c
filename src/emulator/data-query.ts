import { PAGE_ROWS } from '../eia/wire.ts';
import { type HourEnding, parsePeriod } from '../grid/hour.ts';
import type { DataQuery, SortKey } from './emulated-source.ts';
import type { Route } from './route.ts';
import { badRequest } from './wire-error.ts';
import type { ParameterTree, ParameterValue } from './wire-parameters.ts';

/** The query that a parameter tree asks of a route; throws EIA's 400 where it would. */
export function dataQuery(route: Route, parameters: ParameterTree): DataQuery {
  checkFrequency(parameters['frequency']);
  return {
    route: route.id,
    start: bound(parameters['start']),
    end: bound(parameters['end']),
    facets: facetsOf(route, parameters['facets']),
    withValue: asksForValue(parameters['data']),
    sort: sortOf(route, parameters['sort']),
    offset: count(parameters['offset'], 0, 'offset'),
    length: Math.min(PAGE_ROWS, count(parameters['length'], PAGE_ROWS, 'length')),
  };
}

function checkFrequency(frequency: ParameterValue | undefined): void {
  if (frequency === undefined || frequency === 'hourly') return;
  throw badRequest(`Invalid frequency '${frequency}' provided. The only valid frequencies are hourly.`);
}

const listOf = (value: ParameterValue | undefined): ParameterValue[] => {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : typeof value === 'object' ? Object.values(value) : [value];
};

function asksForValue(data: ParameterValue | undefined): boolean {
  const columns = listOf(data);
  const unknown = columns.find((column) => column !== 'value');
  if (unknown !== undefined) {
    throw badRequest(`Invalid data '${unknown}' provided. The only valid data are 'value'.`);
  }
  return columns.length > 0;
}

function bound(date: ParameterValue | undefined): HourEnding | null {
  if (date === undefined || date === null || date === '') return null;
  const text = String(date);
  const hour = parsePeriod(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00` : text);
  if (hour === null) {
    throw badRequest(`Invalid date format '${text}' provided. The only valid format is YYYY-MM-DD"T"HH24.`);
  }
  return hour;
}

function facetsOf(route: Route, facets: ParameterValue | undefined): Map<string, Set<string>> {
  const asked = new Map<string, Set<string>>();
  if (facets === null || typeof facets !== 'object' || Array.isArray(facets)) return asked;
  for (const [facet, values] of Object.entries(facets)) {
    if (!route.facets.includes(facet)) {
      throw badRequest(
        `Invalid facet '${facet}' provided. The only valid facets are ${route.facets.join(', ')}.`,
      );
    }
    asked.set(facet, new Set(listOf(values).map(String)));
  }
  return asked;
}

function sortOf(route: Route, sort: ParameterValue | undefined): SortKey[] {
  const sortable = ['period', 'value', ...route.facets];
  return listOf(sort).map((entry) => {
    const key = entry !== null && typeof entry === 'object' && !Array.isArray(entry) ? entry : {};
    const column = String(key['column']);
    if (!sortable.includes(column)) {
      throw badRequest(`Invalid sort '${column}' provided. The only valid sorts are ${sortable.join(', ')}.`);
    }
    return { column, descending: String(key['direction'] ?? 'asc').toLowerCase() === 'desc' };
  });
}

function count(value: ParameterValue | undefined, otherwise: number, name: string): number {
  if (value === undefined || value === null || value === '') return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw badRequest(`Invalid ${name} '${value}' provided.`);
  return number;
}

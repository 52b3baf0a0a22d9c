import { ROUTES, type RouteId } from './route.ts';

/** Rows that no reader should believe, made from a good row of the same window. */
export function malformedRows(route: RouteId, goodRow: string): string[] {
  const good = JSON.parse(goodRow) as Record<string, unknown>;
  const [first, second] = ROUTES[route].facets;
  const { period: _period, ...withoutPeriod } = good;
  const rows = [
    withoutPeriod,
    { ...good, [first]: 'ZZZZ', [`${first}-name`]: 'Nobody' },
    { ...good, [second]: 'QQQQ' },
    { ...good, value: 'NaN' },
    { ...good, value: { megawatthours: '100' } },
    { ...good, period: '1926-03-01T05' },
    { ...good, period: '2126-03-01T05' },
    good,
  ];
  return rows.map((row) => JSON.stringify(row));
}

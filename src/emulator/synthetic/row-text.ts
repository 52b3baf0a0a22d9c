import { formatPeriod, type HourEnding } from '../../grid/hour.ts';
import { ROUTES, type RouteId } from '../route.ts';
import { NULL_VALUE } from './junk.ts';
import type { SyntheticSeries } from './series.ts';

/** Everything of a row between its period and its value, which never changes. */
export function seriesText(route: RouteId, series: SyntheticSeries): string {
  const [first, second] = ROUTES[route].facets;
  const secondName = route === 'interchange-data' ? 'toba-name' : 'type-name';
  const columns = {
    [first]: series.first,
    [`${first}-name`]: series.firstName,
    [second]: series.second,
    [secondName]: series.secondName,
  };
  return `",${JSON.stringify(columns).slice(1, -1)}`;
}

export const periodText = (hour: HourEnding): string => `{"period":"${formatPeriod(hour)}`;

const TAIL = ',"value-units":"megawatthours"}';

export function valueText(mwh: number, withValue: boolean): string {
  if (!withValue) return '}';
  return mwh === NULL_VALUE ? `,"value":null${TAIL}` : `,"value":"${mwh}"${TAIL}`;
}

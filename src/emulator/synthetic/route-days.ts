import type { HourEnding } from '../../grid/hour.ts';
import type { RouteId } from '../route.ts';
import { type Grid, type GridDay, gridDay, HOURS_PER_DAY } from './grid-day.ts';
import { reported } from './junk.ts';
import type { SyntheticSeries } from './series.ts';

/** Days kept: about 200 KB each. */
const KEPT_DAYS = 500;

/** The reported values of a route's day, series side by side: `[hour of day * series + index]`. */
type RouteDay = Float64Array;

type Columns = { width: number; array: Float64Array };

/** Finally reported values of any hour, computed by the day and kept. */
export class RouteDays {
  readonly #grid: Grid;
  readonly #series: Record<RouteId, SyntheticSeries[]>;
  readonly #days = new Map<number, Record<RouteId, RouteDay>>();

  constructor(grid: Grid, series: Record<RouteId, SyntheticSeries[]>) {
    this.#grid = grid;
    this.#series = series;
  }

  /** The values of one hour of a route, by index of its series. */
  valuesAt(route: RouteId, hour: HourEnding): Float64Array {
    const day = Math.floor(hour / HOURS_PER_DAY);
    const width = this.#series[route].length;
    const from = (hour - day * HOURS_PER_DAY) * width;
    return this.#day(day)[route].subarray(from, from + width);
  }

  #day(day: number): Record<RouteId, RouteDay> {
    let found = this.#days.get(day);
    if (!found) {
      if (this.#days.size >= KEPT_DAYS) this.#days.clear();
      const grid = gridDay(this.#grid, day);
      found = {
        'region-data': this.#routeDay('region-data', grid, day),
        'fuel-type-data': this.#routeDay('fuel-type-data', grid, day),
        'interchange-data': this.#routeDay('interchange-data', grid, day),
      };
      this.#days.set(day, found);
    }
    return found;
  }

  #routeDay(route: RouteId, grid: GridDay, day: number): RouteDay {
    const series = this.#series[route];
    const values = new Float64Array(series.length * HOURS_PER_DAY);
    for (const [s, each] of series.entries()) {
      const array = grid[each.array];
      const columns: Columns = { array, width: array.length / HOURS_PER_DAY };
      for (let h = 0; h < HOURS_PER_DAY; h++) {
        const mwh = trueMwh(each, columns, h);
        values[h * series.length + s] = reported(each, day * HOURS_PER_DAY + h, mwh);
      }
    }
    return values;
  }
}

function trueMwh(series: SyntheticSeries, columns: Columns, h: number): number {
  let sum = 0;
  for (const column of series.columns) sum += columns.array[h * columns.width + column] as number;
  return series.sign * sum;
}

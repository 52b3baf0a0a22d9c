/** How far off a forecast will be, from the days held out while it was fitted. */
import { mean } from '../statistics.ts';
import type { CarbonForecast } from './carbon-forecast.ts';

const DAY = 24;

export interface ExpectedError {
  dayAhead: number;
  /** Held-out days with an outcome. */
  days: number;
  meanAbsoluteErrorKgPerMwh: number;
}

/** By day ahead; days of which nothing was held out are absent. */
export function expectedErrors({ errorPaths, hours }: CarbonForecast): ExpectedError[] {
  return Array.from({ length: hours.length / DAY }, (_, i) => {
    const ofDay = errorPaths
      .map((path) => mean(path.subarray(i * DAY, (i + 1) * DAY).map(Math.abs)))
      .filter((error) => !Number.isNaN(error));
    return { dayAhead: i + 1, days: ofDay.length, meanAbsoluteErrorKgPerMwh: mean(ofDay) };
  }).filter(({ days }) => days > 0);
}

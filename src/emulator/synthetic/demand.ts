/** Demand of the synthetic grid: season, weekday, hour of the local day, and a temperature that wanders. */

import { type HourEnding, utcOffsetHours } from '../../grid/hour.ts';
import { drift } from './noise.ts';
import type { SyntheticAuthority } from './plant.ts';
import { yearFraction } from './weather.ts';

/** Local hours 0 to 23, mean about 1: a summer afternoon's single hump. */
const SUMMER_DAY = [
  0.85, 0.81, 0.78, 0.76, 0.76, 0.78, 0.83, 0.88, 0.93, 0.97, 1.02, 1.06, 1.1, 1.14, 1.17, 1.2, 1.22, 1.23,
  1.21, 1.17, 1.12, 1.06, 0.98, 0.91,
];
/** A winter day's morning and evening peaks. */
const WINTER_DAY = [
  0.89, 0.87, 0.86, 0.86, 0.88, 0.93, 1.02, 1.09, 1.09, 1.06, 1.03, 1.01, 0.99, 0.97, 0.96, 0.97, 1.01, 1.09,
  1.13, 1.11, 1.08, 1.03, 0.97, 0.92,
];
/** Sunday to Saturday. */
const WEEKDAY = [0.93, 1.01, 1.025, 1.025, 1.02, 1.01, 0.95];

/** 1970-01-01 was one. */
const THURSDAY = 4;

/** 1 in late July, 0 in late January. */
const summerness = (hour: HourEnding): number =>
  0.5 + 0.5 * Math.cos(2 * Math.PI * (yearFraction(hour) - 0.56));

/** How much the season moves demand: air conditioning in the south, heating in the north-west. */
function seasonFactor(latitude: number, region: string | null, summer: number): number {
  const extremes = (2 * summer - 1) ** 2 - 0.5;
  if (region === 'NW') return 1 + 0.02 * (2 * summer - 1) + 0.1 * extremes;
  return 1 + (latitude < 36 ? 0.16 : 0.08) * (2 * summer - 1) + 0.08 * extremes;
}

/** MWh that an hour would ask for. */
export function demandMwh(of: SyntheticAuthority, hour: HourEnding): number {
  if (of.meanDemandMw === 0) return 0;
  const { timezone, latitude, region } = of.authority;
  const summer = summerness(hour);
  const localStart = hour - 1 + utcOffsetHours(timezone, hour - 1);
  const clock = ((localStart % 24) + 24) % 24;
  const day = (SUMMER_DAY[clock] as number) * summer + (WINTER_DAY[clock] as number) * (1 - summer);
  const week = WEEKDAY[(Math.floor(localStart / 24) + THURSDAY) % 7] as number;
  const temperature =
    0.06 * drift(of.heatSeed, hour, 110) +
    0.03 * drift(of.seed, hour, 37) +
    0.012 * drift(of.seed + 1, hour, 5);
  return of.meanDemandMw * seasonFactor(latitude, region, summer) * day * week * (1 + temperature);
}

/** The day-ahead forecast over the demand that came: smooth errors of a few percent. */
export function forecastFactor(of: SyntheticAuthority, hour: HourEnding): number {
  return 1 + 0.02 * drift(of.forecastSeed, hour, 13) + 0.015 * drift(of.forecastSeed + 1, hour, 60);
}

/** Sun, clouds and wind over the synthetic grid. */

import type { HourEnding } from '../../grid/hour.ts';
import { drift } from './noise.ts';

const RADIANS = Math.PI / 180;
const HOURS_PER_YEAR = 8766;

/** 0 to 1 through the year, from 1 January. */
export const yearFraction = (hour: HourEnding): number => ((hour - 0.5) % HOURS_PER_YEAR) / HOURS_PER_YEAR;

/** Sine of the sun's elevation in the middle of an hour; negative at night. Declination to within half a degree. */
export function sineOfSolarElevation(hour: HourEnding, latitude: number, longitude: number): number {
  const declination = -23.44 * RADIANS * Math.cos(2 * Math.PI * (yearFraction(hour) + 10 / 365.25));
  const solarHour = ((hour - 0.5) % 24) + longitude / 15;
  const hourAngle = (solarHour - 12) * 15 * RADIANS;
  const phi = latitude * RADIANS;
  return Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle);
}

/** The share of clear-sky sun that clouds leave, in [0.3, 1]: most days are fair. */
export function clearness(cloudSeed: number, ownSeed: number, hour: HourEnding): number {
  const cover = 0.7 * drift(cloudSeed, hour, 31) + 0.3 * drift(ownSeed, hour, 9);
  return 1 - 0.7 * Math.max(0, cover) ** 1.5;
}

/** Output of tracking panels over their capacity, from 0 to 0.95. */
export function solarFactor(sineOfElevation: number, clear: number): number {
  if (sineOfElevation <= 0) return 0;
  return Math.min(0.95, 1.25 * sineOfElevation ** 0.7) * clear;
}

/** Output of wind over capacity, 0.02 to 0.9: gusts of the place on fronts of the region. */
export function windFactor(windSeed: number, ownSeed: number, hour: HourEnding): number {
  const front = drift(windSeed, hour, 41);
  const breeze = drift(ownSeed, hour, 11);
  const gust = drift(ownSeed + 1, hour, 3);
  const season = 0.06 * Math.cos(2 * Math.PI * (yearFraction(hour) - 0.22));
  const night = 0.04 * Math.cos((2 * Math.PI * ((hour % 24) - 8)) / 24);
  const factor = 0.36 + 0.32 * front + 0.14 * breeze + 0.05 * gust + season + night;
  return Math.min(0.9, Math.max(0.02, factor));
}

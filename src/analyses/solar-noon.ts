/**
 * When the sun stands highest: in UTC, 12 h - longitude/15 - the equation of time of the date
 * (longitude in degrees, east positive).
 */
import { isoToHour, type LocalDate } from '../grid/hour.ts';

const HOURS_PER_DEGREE = 1 / 15;

function dayOfYear(date: LocalDate): number {
  const year = date.slice(0, 4);
  return (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000;
}

/**
 * Apparent less mean solar time, in minutes: -14 in mid February, +16 in early November.
 * Spencer's Fourier series (1971), within about half a minute.
 */
export function equationOfTimeMinutes(date: LocalDate): number {
  const angle = (2 * Math.PI * dayOfYear(date)) / 365;
  const sum =
    0.000075 +
    0.001868 * Math.cos(angle) -
    0.032077 * Math.sin(angle) -
    0.014615 * Math.cos(2 * angle) -
    0.040849 * Math.sin(2 * angle);
  return 229.18 * sum;
}

/** The instant of solar noon of a local date, in hours since the epoch (a fraction, not an hour's name). */
export function solarNoonInstantHours(date: LocalDate, longitude: number): number {
  const midnightUtc = isoToHour(`${date}T00:00:00Z`);
  return midnightUtc + 12 - longitude * HOURS_PER_DEGREE - equationOfTimeMinutes(date) / 60;
}

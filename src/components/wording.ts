/** The words and figures of pages: the formats of src/formats, with a dash where nothing is known. */

import {
  formatCalendarDate,
  formatCarbonIntensityDifference,
  formatClock,
  formatClockHours,
  formatClockTime,
  formatDate,
  formatInstantLocal,
  formatNumber,
  formatPercent,
  formatPercentDifference,
  formatPower,
  formatPowerDifference,
  formatShortDate,
  formatWeekday,
  formatWeekdayDate,
} from '../formats/units.ts';
import { isoToHour, type LocalDate, localHourOfDay } from '../grid/hour.ts';

type Known<T> = T | null | undefined;

const orDash =
  (format: (value: number) => string) =>
  (value: Known<number>): string =>
    value === null || value === undefined ? '–' : format(value);

export const power = orDash(formatPower);
export const signedPower = orDash(formatPowerDifference);
export const signedIntensity = orDash(formatCarbonIntensityDifference);
export const percent = orDash(formatPercent);
export const cell = orDash((value) => formatNumber(value));
export const intensity = cell;

/** From here on a day's table is in GW, to the tenth that all words about the day have. */
const LARGE_MWH = 10_000;
const MWH_PER_GWH = 1000;

/** How a day's table writes what an hour's MWh were, and what its figures mean. */
export function hourPower(mwhs: readonly Known<number>[]) {
  const isLarge = mwhs.some((mwh) => Math.abs(mwh ?? 0) >= LARGE_MWH);
  return isLarge
    ? {
        unit: 'GW',
        meaning: 'GW, the mean of each hour; the files have every MWh.',
        cell: orDash((mwh) => (mwh === 0 ? '0' : formatNumber(mwh / MWH_PER_GWH, 1))),
      }
    : { unit: 'MW', meaning: 'MWh in each hour, which is also its average MW.', cell };
}

const FIGURE_AND_UNIT = /(\d) (GWh?|MWh?|gigawatts?|megawatts?|a\.m\.|p\.m\.)/g;
const PART_OF_WHOLE = /(\d) of (\d)/g;
const MONTH_AND_DAY = /([A-Z][a-z]{2,8}) (\d)/g;
/**
 * As printed: a figure stays on a line with its unit and with the whole that it is a part of, a day with its month;
 * a dash between names hangs on the first; an apostrophe is curled.
 */
export const tied = (text: string): string =>
  text
    .replace(FIGURE_AND_UNIT, '$1\u00a0$2')
    .replace(PART_OF_WHOLE, '$1\u00a0of\u00a0$2')
    .replace(MONTH_AND_DAY, '$1\u00a0$2')
    .replaceAll(' - ', '\u00a0– ')
    .replaceAll("'", '’');

export const points = orDash((value) => formatNumber(value, 1));
/** One decimal, for sums that a reader may check. */
export const tenths = (value: number): string => formatNumber(value, 1);
export const signedTenths = (value: number): string => (value > 0 ? `+${tenths(value)}` : tenths(value));
export const count = (value: number): string => formatNumber(value);
export const signedPercent = formatPercentDifference;
/** `Sunday, March 15, 2026`. */
export const longDate = (date: LocalDate): string => tied(formatDate(date));
/** `March 15, 2026`. */
export const fullDate = (date: LocalDate): string => tied(formatCalendarDate(date));
/** `Mar 15`. */
export const shortDate = (date: LocalDate): string => tied(formatShortDate(date));
export const weekdayName = formatWeekday;
/** `Sun, Mar 15`. */
export const weekdayDate = (date: LocalDate): string => tied(formatWeekdayDate(date));
export const clockHour = formatClock;
export const localInstant = (instant: string, timezone: string): string =>
  tied(formatInstantLocal(instant, timezone));
/** `1:30 p.m.` of 13.5. */
export const localTime = (localTimeHours: number): string => tied(formatClockTime(localTimeHours));

const plural = new Intl.PluralRules('en-US');
/** `1 row`, `2,310 rows`. */
export const counted = (value: number, one: string, many: string): string =>
  `${formatNumber(value)} ${plural.select(value) === 'one' ? one : many}`;

const list = new Intl.ListFormat('en-US');
/** `a, b, and c`. */
export const listed = (items: readonly string[]): string => list.format(items);

/** The hour that ends at an instant, on the clock of a zone: `7 p.m. to 8 p.m.`. */
export const hourSpan = (hourEnding: string, timezone: string): string =>
  hoursSpan(hourEnding, hourEnding, timezone);
/** Several in a row, by the first and the last. */
export const hoursSpan = (firstHourEnding: string, lastHourEnding: string, timezone: string): string => {
  const [first, last] = [firstHourEnding, lastHourEnding].map((end) =>
    localHourOfDay(isoToHour(end), timezone),
  );
  return formatClockHours(first as number, last as number);
};

const months = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long', year: 'numeric' });
/** `March 2026` of `2026-03`. */
export const monthName = (month: string): string => months.format(new Date(`${month}-15T00:00:00Z`));

function nameOfZone(timezone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longGeneric' });
  return format.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? timezone;
}

const zoneNames = new Map<string, string>();
/** `Pacific Time`. */
export function zoneName(timezone: string): string {
  const name = zoneNames.get(timezone) ?? nameOfZone(timezone);
  zoneNames.set(timezone, name);
  return name;
}

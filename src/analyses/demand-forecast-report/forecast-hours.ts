/**
 * The hours of which demand D and day-ahead demand forecast F both passed screening, by local day.
 *
 *   error = D - F                         MW; positive: demand came in above the forecast
 *   naive error = D - D a week before     MW; at the same hour of the local clock
 */
import {
  type HourEnding,
  type LocalDate,
  type LocalDay,
  localHourOfDay,
  utcOffsetHours,
} from '../../grid/hour.ts';
import { type HourlyFrame, sliceDay, valueAt } from '../../grid/hourly-frame.ts';

const HOURS_PER_WEEK = 168;
const LEAST_HOURS_OF_A_DAY = 22;

export interface ForecastHour {
  hour: HourEnding;
  date: LocalDate;
  localHour: number;
  demandMwh: number;
  forecastMwh: number;
  errorMw: number;
  /** NaN where demand a week before is not known. */
  naiveErrorMw: number;
}

export interface ForecastDay {
  day: LocalDay;
  hours: ForecastHour[];
}

/** The hour that stood on the local clock as this one does, a week before. */
export function hourAWeekBefore(hour: HourEnding, timezone: string): HourEnding {
  const before = hour - HOURS_PER_WEEK;
  return before + utcOffsetHours(timezone, hour - 1) - utcOffsetHours(timezone, before - 1);
}

/** How many hours lie between the two; the same for all hours of most days, so that few have to be asked. */
function hoursBack(day: LocalDay, timezone: string): (hour: HourEnding) => number {
  const of = (hour: HourEnding) => hour - hourAWeekBefore(hour, timezone);
  const first = of(day.firstHour);
  return first === of(day.firstHour + day.hourCount - 1) && day.hourCount === 24 ? () => first : of;
}

function hoursWithBoth(trusted: HourlyFrame, day: LocalDay, timezone: string): ForecastHour[] {
  const demand = sliceDay(trusted, 'demand', day);
  const forecast = sliceDay(trusted, 'day-ahead-demand-forecast', day);
  const backOf = hoursBack(day, timezone);
  const hours: ForecastHour[] = [];
  for (let i = 0; i < day.hourCount; i++) {
    const demandMwh = demand[i] as number;
    const forecastMwh = forecast[i] as number;
    if (Number.isNaN(demandMwh) || Number.isNaN(forecastMwh)) continue;
    const hour = day.firstHour + i;
    const naiveMwh = valueAt(trusted, 'demand', hour - backOf(hour));
    hours.push({
      hour,
      date: day.date,
      localHour: day.hourCount === 24 ? i : localHourOfDay(hour, timezone),
      demandMwh,
      forecastMwh,
      errorMw: demandMwh - forecastMwh,
      naiveErrorMw: demandMwh - naiveMwh,
    });
  }
  return hours;
}

/** Of trusted values: a flagged hour is a gap. */
export const forecastDays = (
  trusted: HourlyFrame,
  days: readonly LocalDay[],
  timezone: string,
): ForecastDay[] => days.map((day) => ({ day, hours: hoursWithBoth(trusted, day, timezone) }));

/** A day counts with at least 22 hours of both. */
export const isScoredDay = ({ hours }: ForecastDay): boolean => hours.length >= LEAST_HOURS_OF_A_DAY;

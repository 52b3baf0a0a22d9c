/**
 * The usual curve beside a duck day: demand less utility solar by local hour, median over the days of
 * its kind (Monday to Friday, or Saturday and Sunday) among the 30 before.
 *
 * Not of the same weekday alone: a month holds four of those, and the median of four is as cloudy as
 * they were. Not of all days: a Sunday's lower demand would pass for sun.
 */
import { addDays, type LocalDate, weekday } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import { countKnown, smallMedian } from './statistics.ts';

const DAYS_BEFORE = 30;
const LEAST_DAYS = 5;
const HOURS = 24;

export interface DayCurve {
  date: LocalDate;
  /** Local clock hour at which each hour starts. */
  localHours: readonly number[];
  mwh: HourlyValues;
  /** The same by local clock hour; null where no hour is known. */
  byLocalHour: HourlyValues | null;
}

export interface TypicalCurve {
  dayKind: 'weekday' | 'weekend';
  /** Newest first. */
  dates: LocalDate[];
  /** By the hours of the day it is drawn beside; NaN where fewer than five days know the hour. */
  mwh: HourlyValues;
}

export const dayKindOf = (date: LocalDate): TypicalCurve['dayKind'] =>
  weekday(date) === 0 || weekday(date) === 6 ? 'weekend' : 'weekday';

/** MWh by local clock hour; of an hour that comes twice, the first. */
function byLocalHour(localHours: readonly number[], mwh: HourlyValues): HourlyValues {
  const values = new Float64Array(HOURS).fill(Number.NaN);
  for (let i = localHours.length - 1; i >= 0; i--) values[localHours[i] as number] = mwh[i] as number;
  return values;
}

export const dayCurve = (date: LocalDate, localHours: readonly number[], mwh: HourlyValues): DayCurve => ({
  date,
  localHours,
  mwh,
  byLocalHour: countKnown(mwh) > 0 ? byLocalHour(localHours, mwh) : null,
});

/** The days of its kind among the 30 before it, newest first. */
function sameKindBefore(date: LocalDate): LocalDate[] {
  const dayKind = dayKindOf(date);
  const dates: LocalDate[] = [];
  for (let days = 1; days <= DAYS_BEFORE; days++) {
    const before = addDays(date, -days);
    if (dayKindOf(before) === dayKind) dates.push(before);
  }
  return dates;
}

/** Median of each local hour, NaN where fewer than five of the days know it. */
function medianByLocalHour(days: readonly HourlyValues[]): HourlyValues {
  const medians = new Float64Array(HOURS);
  const column = new Float64Array(days.length);
  for (let hour = 0; hour < HOURS; hour++) {
    for (let i = 0; i < days.length; i++) column[i] = (days[i] as HourlyValues)[hour] as number;
    medians[hour] = smallMedian(column, LEAST_DAYS);
  }
  return medians;
}

/** Null where fewer than five days of the kind are known. */
export function typicalCurve(
  day: DayCurve,
  curveOn: (date: LocalDate) => DayCurve | undefined,
): TypicalCurve | null {
  const known = sameKindBefore(day.date).flatMap((date) => {
    const byLocalHour = curveOn(date)?.byLocalHour;
    return byLocalHour ? [{ date, byLocalHour }] : [];
  });
  if (known.length < LEAST_DAYS) return null;
  const medians = medianByLocalHour(known.map(({ byLocalHour }) => byLocalHour));
  const mwh = new Float64Array(day.localHours.length);
  for (let i = 0; i < mwh.length; i++) mwh[i] = medians[day.localHours[i] as number] as number;
  return { dayKind: dayKindOf(day.date), dates: known.map(({ date }) => date), mwh };
}

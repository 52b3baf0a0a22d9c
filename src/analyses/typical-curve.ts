/**
 * The usual curve beside a duck day: demand less utility solar by local hour, median over the days of
 * its kind (Monday to Friday, or Saturday and Sunday) among the 30 before.
 *
 * Not of the same weekday alone: a month holds four of those, and the median of four is as cloudy as
 * they were. Not of all days: a Sunday's lower demand would pass for sun.
 */
import { addDays, type LocalDate, weekday } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import { smallMedian } from './statistics.ts';

const DAYS_BEFORE = 30;
const LEAST_DAYS = 5;

export interface DayCurve {
  date: LocalDate;
  /** Local clock hour at which each hour starts. */
  localHours: number[];
  mwh: HourlyValues;
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
function byLocalHour({ localHours, mwh }: DayCurve): HourlyValues {
  const values = new Float64Array(24).fill(Number.NaN);
  for (let i = localHours.length - 1; i >= 0; i--) values[localHours[i] as number] = mwh[i] as number;
  return values;
}

/** Null where fewer than five days of the kind are known. */
export function typicalCurve(
  day: DayCurve,
  curveOn: (date: LocalDate) => DayCurve | undefined,
): TypicalCurve | null {
  const dayKind = dayKindOf(day.date);
  const before = Array.from({ length: DAYS_BEFORE }, (_, i) => addDays(day.date, -1 - i))
    .filter((date) => dayKindOf(date) === dayKind)
    .flatMap((date) => curveOn(date) ?? [])
    .filter(({ mwh }) => mwh.some((value) => !Number.isNaN(value)));
  if (before.length < LEAST_DAYS) return null;
  const columns = before.map(byLocalHour);
  const medianAt = (hour: number) =>
    smallMedian(
      Float64Array.from(columns, (column) => column[hour] as number),
      LEAST_DAYS,
    );
  return {
    dayKind,
    dates: before.map(({ date }) => date),
    mwh: Float64Array.from(day.localHours, medianAt),
  };
}

/**
 * The gate before a number becomes news. Of an extreme (peak, trough, ramp): at most two hours of
 * the day missing or flagged, and none within two hours of it. Of a record: none at all. An hour is
 * good where the trusted frame has a value.
 */
import type { HourlyValues } from '../grid/hourly-frame.ts';
import { countKnown, indexOfMax, indexOfMin } from './statistics.ts';

export const BAD_HOURS_ALLOWED = 2;
const HOURS_OF_DISTANCE = 2;

export interface Completeness {
  hoursInDay: number;
  missingHours: number;
  /** Reported, but not believed. */
  flaggedHours: number;
}

export const badHours = ({ missingHours, flaggedHours }: Completeness): number => missingHours + flaggedHours;

/** Of one day of a series: NaN in `reported` is missing, NaN in `trusted` alone is flagged. */
export function completenessOf(reported: HourlyValues, trusted: HourlyValues): Completeness {
  let missingHours = 0;
  let flaggedHours = 0;
  for (let i = 0; i < trusted.length; i++) {
    if (!Number.isNaN(trusted[i])) continue;
    if (Number.isNaN(reported[i])) missingHours++;
    else flaggedHours++;
  }
  return { hoursInDay: trusted.length, missingHours, flaggedHours };
}

/** Whether so many hours are known that an average or a sum may stand for the day. */
export function isWithinGate(values: HourlyValues): boolean {
  return values.length - countKnown(values) <= BAD_HOURS_ALLOWED;
}

/** Whether an extreme at an hour may be published; an extreme of two hours (a ramp) names both. */
export function passesGate(values: HourlyValues, ...indices: number[]): boolean {
  let gaps = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    gaps++;
    if (gaps > BAD_HOURS_ALLOWED || indices.some((index) => Math.abs(i - index) <= HOURS_OF_DISTANCE))
      return false;
  }
  return true;
}

export interface Extreme {
  /** The first hour of the day that has it. */
  index: number;
  value: number;
  /** How many hours have exactly this value. */
  hoursTied: number;
}

function countOf(values: HourlyValues, value: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === value) count++;
  return count;
}

function extremeAt(values: HourlyValues, index: number): Extreme | null {
  if (index < 0 || !passesGate(values, index)) return null;
  const value = values[index] as number;
  return { index, value, hoursTied: countOf(values, value) };
}

/** The highest hour of a day, null where the gate is shut. */
export const highestHour = (values: HourlyValues): Extreme | null => extremeAt(values, indexOfMax(values));

/** The lowest hour of a day, null where the gate is shut. */
export const lowestHour = (values: HourlyValues): Extreme | null => extremeAt(values, indexOfMin(values));

/** Numbers and times as a newspaper writes them. */
import { isoToHour, type LocalDate, localHourOfDay, weekday } from '../../grid/hour.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'Jan.',
  'Feb.',
  'March',
  'April',
  'May',
  'June',
  'July',
  'Aug.',
  'Sept.',
  'Oct.',
  'Nov.',
  'Dec.',
];

export const weekdayName = (date: LocalDate): string => WEEKDAYS[weekday(date)] as string;

/** "March 30"; with the year where it is not that of `seenFrom`. */
export function dateInWords(date: LocalDate, seenFrom: LocalDate = date): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const words = `${MONTHS[month - 1]} ${day}`;
  return date.slice(0, 4) === seenFrom.slice(0, 4) ? words : `${words}, ${year}`;
}

const withoutTrailingZero = (text: string): string => text.replace(/\.0$/, '');

/** Gigawatts with one decimal from 1 GW, megawatts below, with one decimal below 10 MW; of a size, not a sign. */
export function power(mw: number): string {
  const size = Math.abs(mw);
  if (size >= 999.5)
    return `${withoutTrailingZero((size / 1000).toFixed(1))} gigawatts`.replace(/^1 gigawatts/, '1 gigawatt');
  const text = size < 9.95 ? withoutTrailingZero(size.toFixed(1)) : size.toFixed(0);
  return `${text} ${text === '1' ? 'megawatt' : 'megawatts'}`;
}

/** The same with its sign in words. */
export const signedPower = (mw: number): string => `${mw < 0 ? 'minus ' : ''}${power(mw)}`;

/** A share as whole percent; of a size, not a sign. */
export function percent(fraction: number): string {
  const size = Math.abs(fraction) * 100;
  return size > 0 && size < 0.5 ? 'less than 1%' : `${Math.round(size)}%`;
}

interface ClockTime {
  number: string;
  half: 'a.m.' | 'p.m.' | '';
}

function clockTime(hour: number): ClockTime {
  if (hour % 24 === 0) return { number: 'midnight', half: '' };
  if (hour === 12) return { number: 'noon', half: '' };
  return { number: String(hour % 12), half: hour < 12 ? 'a.m.' : 'p.m.' };
}

/** "8 p.m.", "noon". */
export function clock(hour: number): string {
  const { number, half } = clockTime(hour);
  return half === '' ? number : `${number} ${half}`;
}

function between(start: number, end: number): string {
  const from = clockTime(start);
  const to = clockTime(end);
  return from.half === to.half && from.half !== ''
    ? `between ${from.number} and ${clock(end)}`
    : `between ${clock(start)} and ${clock(end)}`;
}

/**
 * "between 7 and 8 p.m." of an hour (ISO instant of its end) on the local clock. The hour that comes
 * twice when clocks go back is told apart as daylight and standard time; the one that ends at the jump
 * forward ends at 3 a.m.
 */
export function hourSpan(hourEnding: string, timezone: string): string {
  const hour = isoToHour(hourEnding);
  const startOf = (other: number) => localHourOfDay(other, timezone);
  const start = startOf(hour);
  const isFirstOfTwo = startOf(hour + 1) === start;
  const span = between(start, isFirstOfTwo ? start + 1 : startOf(hour + 1));
  if (isFirstOfTwo) return `${span} daylight time`;
  return startOf(hour - 1) === start ? `${span} standard time` : span;
}

/** Local clock hour at which an hour starts. */
export const localHourAt = (hourEnding: string, timezone: string): number =>
  localHourOfDay(isoToHour(hourEnding), timezone);

/** "27 days", "3 months", "2 years": whole ones, rounded down, as in "at least". */
export function lengthOfTime(days: number): string {
  if (days < 61) return `${days} ${days === 1 ? 'day' : 'days'}`;
  const months = Math.floor(days / 30.44);
  if (months < 24) return months === 12 ? 'a year' : `${months} months`;
  return `${Math.floor(months / 12)} years`;
}

/** Whole grams; "less than 1" rather than 0 where there is some. */
export function grams(kgPerMwh: number): string {
  if (kgPerMwh > 0 && kgPerMwh < 0.5) return 'less than 1';
  const whole = Math.round(kgPerMwh);
  return whole < 1000 ? String(whole) : whole.toLocaleString('en-US');
}

/** "a, b and c". */
export function list(parts: string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** With its full stop; the one of "p.m." serves for both. */
export const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

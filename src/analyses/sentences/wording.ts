/** Numbers and times as a newspaper writes them. */
import { type LocalDate, weekday } from '../../grid/hour.ts';

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
 * "between 7 and 8 p.m." of an hour of a local day. The hour that comes twice when clocks go back is
 * told apart as daylight and standard time; the one that ends at the jump forward ends at 3 a.m.
 */
export function hourSpan(localHours: number[], index: number): string {
  const start = localHours[index] as number;
  const next = localHours[index + 1];
  const isFirstOfTwo = next === start;
  const isSecondOfTwo = localHours[index - 1] === start;
  const end = next === undefined || isFirstOfTwo ? start + 1 : next;
  const span = between(start, end);
  if (isFirstOfTwo) return `${span} daylight time`;
  return isSecondOfTwo ? `${span} standard time` : span;
}

/** Whole grams; "less than 1" rather than 0 where there is some. */
export function grams(kgPerMwh: number): string {
  return kgPerMwh > 0 && kgPerMwh < 0.5 ? 'less than 1' : String(Math.round(kgPerMwh));
}

/** "a, b and c". */
export function list(parts: string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

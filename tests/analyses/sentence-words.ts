/** Reads numbers, hours and dates out of a sentence, without any of the code that wrote them there. */

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
const MONTH = MONTHS.map((month) => month.replace('.', '\\.')).join('|');
const TIME = '(?:midnight|noon|\\d{1,2}(?: [ap]\\.m\\.)?)';

/** Pieces of the patterns that sentences must match whole. */
export const POWER = '(?:minus )?[\\d.]+ (?:gigawatts?|megawatts?)';
export const PERCENT = '(?:less than 1%|\\d+%)';
export const GRAMS = '(?:less than 1|[\\d,]+)';
export const DATE = `(?:${MONTH}) \\d{1,2}(?:, \\d{4})?`;
export const CLOCK = TIME;
export const SPAN = `between ${TIME} and ${TIME}(?: (?:daylight|standard) time)?`;
export const LENGTH = '(?:\\d+ days?|a year|\\d+ months|\\d+ years)';

interface Range {
  from: number;
  to: number;
}

/** All values that a rounded figure may stand for; `unit` is one step of its last digit. */
const around = (value: number, unit: number): Range => ({ from: value - unit / 2, to: value + unit / 2 });

/** Megawatts, of a size, unless it says "minus". */
export function powerRange(text: string): Range {
  const [, sign, digits, unit] = /^(minus )?([\d.]+) (gigawatts?|megawatts?)$/.exec(text) as unknown as [
    string,
    string | undefined,
    string,
    string,
  ];
  const scale = unit.startsWith('giga') ? 1000 : 1;
  const size = Number(digits);
  if ((size === 1) === unit.endsWith('s')) throw new Error(`"${text}" is not English`);
  const step = scale === 1000 || size < 10 ? 0.1 : 1;
  const range = around(size * scale, step * scale);
  return sign ? { from: -range.to, to: -range.from } : range;
}

export const percentRange = (text: string): Range =>
  text.startsWith('less') ? { from: 0, to: 0.005 } : around(Number.parseInt(text, 10) / 100, 0.01);

export const gramsRange = (text: string): Range =>
  text.startsWith('less') ? { from: 0, to: 0.5 } : around(Number(text.replace(',', '')), 1);

/** What a published number lost when it was rounded itself. */
export const holds = ({ from, to }: Range, value: number, lost = 0.006): boolean =>
  value >= from - lost && value <= to + lost;

function clockHour(text: string, otherHalf?: string): number {
  if (text === 'midnight') return 0;
  if (text === 'noon') return 12;
  const [, digits, half = otherHalf] = /^(\d+)(?: ([ap])\.m\.)?$/.exec(text) as unknown as [
    string,
    string,
    string?,
  ];
  if (!half) throw new Error(`"${text}" says neither a.m. nor p.m.`);
  return (Number(digits) % 12) + (half === 'p' ? 12 : 0);
}

/** Local clock hour, 0 to 23. */
export const hourOfClock = (text: string): number => clockHour(text);

/** The index of the hour that a span names among a day's local clock hours; -1 where there is no such hour. */
export function indexOfSpan(text: string, localHours: readonly number[]): number {
  const match = /^between (\S+(?: [ap]\.m\.)?) and (\S+(?: [ap]\.m\.)?)(?: (daylight|standard) time)?$/.exec(
    text,
  );
  const [, first, last, time] = match as unknown as [string, string, string, string?];
  const start = clockHour(first, /([ap])\.m\.$/.exec(last)?.[1]);
  const end = clockHour(last);
  const candidates = [...localHours.keys()].filter((i) => localHours[i] === start);
  if ((candidates.length === 2) !== (time !== undefined)) return -1;
  const index = candidates[time === 'standard' ? 1 : 0] ?? -1;
  const endsAt = time === 'daylight' ? start + 1 : (localHours[index + 1] ?? 0);
  return endsAt === end ? index : -1;
}

/** ISO date; of the year of `seenFrom` where the words name none. */
export function dateOf(text: string, seenFrom: string): string {
  const [, month, day, year] = new RegExp(`^(${MONTH}) (\\d+)(?:, (\\d{4}))?$`).exec(
    text,
  ) as unknown as string[];
  const number = (n: number) => String(n).padStart(2, '0');
  return `${year ?? seenFrom.slice(0, 4)}-${number(MONTHS.indexOf(month as string) + 1)}-${number(Number(day))}`;
}

/** Days from which on, and before which, one says so; lengths are rounded down. */
export function lengthRange(text: string): Range {
  const [count, unit] = text === 'a year' ? ['12', 'months'] : (text.split(' ') as [string, string]);
  const n = Number(count);
  if (unit.startsWith('day')) return { from: n, to: n };
  const months = unit === 'months' ? { from: n, to: n + 1 } : { from: 12 * n, to: 12 * n + 12 };
  return { from: 30.44 * months.from, to: 30.44 * months.to };
}

export const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);

export const weekdayOf = (date: string): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(date));

/**
 * Numbers, hours and days as a newspaper prints them. Everything here is for people; files for
 * programs carry plain numbers.
 */

import type { LocalDate } from '../grid/hour.ts';

const MINUS = '\u2212';
const MW_PER_GW = 1000;

/**
 * A number with a fixed count of decimals, thousands separators and a real minus sign; never "−0". The same
 * as Intl's "en-US", which is several times slower: a day's page uses hundreds.
 */
export function formatNumber(value: number, decimals = 0): string {
  const digits = grouped(roundedHalfUp(Math.abs(value), decimals).toFixed(decimals));
  return value < 0 && /[1-9]/.test(digits) ? `${MINUS}${digits}` : digits;
}

/** Half goes up in the decimals that people see: 3.05, a little less in binary, is 3.1. */
function roundedHalfUp(size: number, decimals: number): number {
  if (decimals === 0 || size < 1e-6) return Math.round(size);
  const scale = 10 ** decimals;
  const scaled = size * scale;
  // Reading its digits is slow, and needed only where binary could have moved a half.
  const isNearHalf = Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-6 * Math.max(1, scaled);
  return Math.round(isNearHalf ? Number(`${size}e${decimals}`) : scaled) / scale;
}

function grouped(digits: string): string {
  const point = digits.indexOf('.');
  let at = (point < 0 ? digits.length : point) - 3;
  let out = digits;
  for (; at > 0; at -= 3) out = `${out.slice(0, at)},${out.slice(at)}`;
  return out;
}

/** Puts a plus before what has no minus: for differences. */
function signed(text: string): string {
  if (text.startsWith(MINUS) || !/[1-9]/.test(text)) return text;
  return `+${text}`;
}

/** `26.5 GW`, `840 MW`, `7.4 MW`. An hour's MWh may stand for its average MW. */
export function formatPower(mw: number): string {
  const size = Math.abs(mw);
  // Compared after rounding, so that 999.6 MW is 1.0 GW and 9.96 MW is 10 MW.
  if (Math.round(size) >= MW_PER_GW) return `${formatNumber(mw / MW_PER_GW, 1)} GW`;
  if (Math.round(size * 10) / 10 >= 10) return `${formatNumber(mw)} MW`;
  return Math.round(size * 10) === 0 ? '0 MW' : `${formatNumber(mw, 1)} MW`;
}

/** `+1.6 GW`, `−840 MW`. */
export const formatPowerDifference = (mw: number): string => signed(formatPower(mw));

/** Energy over several hours: `523 GWh`, `7.4 GWh`, `840 MWh`. */
export function formatEnergy(mwh: number): string {
  const size = Math.abs(mwh);
  if (Math.round(size) < MW_PER_GW) return `${formatPower(mwh)}h`;
  return `${formatNumber(mwh / MW_PER_GW, size < 100 * MW_PER_GW ? 1 : 0)} GWh`;
}

/** A fraction as `33%`; small ones as `0.4%`, and what is not zero never as `0%`. */
export function formatPercent(fraction: number): string {
  const percent = fraction * 100;
  const size = Math.abs(percent);
  if (size === 0) return '0%';
  if (size < 0.1) return 'under 0.1%';
  return `${formatNumber(percent, size < 0.95 ? 1 : 0)}%`;
}

/** `+6%`, `−0.4%`; no difference is `0%`. */
export function formatPercentDifference(fraction: number): string {
  const percent = fraction * 100;
  const size = Math.abs(percent);
  return `${signed(formatNumber(percent, size >= 0.05 && size < 0.95 ? 1 : 0))}%`;
}

/** kg CO2/MWh is g/kWh: `155 g/kWh`. The page says direct or lifecycle beside it. */
export const formatCarbonIntensity = (kgPerMwh: number): string => `${formatNumber(kgPerMwh)} g/kWh`;

export const formatCarbonIntensityDifference = (kgPerMwh: number): string =>
  `${signed(formatNumber(kgPerMwh))} g/kWh`;

/** A local clock hour: `8 p.m.`, `noon`, `midnight`. */
export function formatClock(localHour: number): string {
  const hour = ((localHour % 24) + 24) % 24;
  if (hour === 0) return 'midnight';
  if (hour === 12) return 'noon';
  return `${hour % 12 || 12} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}

/** From the start of a clock hour to the end of another: `9 a.m. to noon`. */
export const formatClockHours = (firstLocalHour: number, lastLocalHour: number): string =>
  `${formatClock(firstLocalHour)} to ${formatClock(lastLocalHour + 1)}`;

/** The clock hour that starts at `localHour`: `11 a.m. to noon`. */
export const formatClockHour = (localHour: number): string => formatClockHours(localHour, localHour);

/** Local time as a number of hours: 13.5 is `1:30 p.m.`. */
export function formatClockTime(localTimeHours: number): string {
  const minutes = Math.round(localTimeHours * 60);
  const hour = Math.floor(minutes / 60);
  const minute = minutes - hour * 60;
  if (minute === 0) return formatClock(hour);
  const clockHour = ((hour % 24) + 24) % 24;
  return `${clockHour % 12 || 12}:${String(minute).padStart(2, '0')} ${clockHour < 12 ? 'a.m.' : 'p.m.'}`;
}

/** Remembers every text it made: a site names the same few days and instants over and over. */
function remembered(format: (key: string) => string): (key: string) => string {
  const texts = new Map<string, string>();
  return (key) => {
    let text = texts.get(key);
    if (text === undefined) texts.set(key, (text = format(key)));
    return text;
  };
}

/** A date is a day of a calendar, not an instant: its noon in UTC stands for it. */
function dateFormat(options: Intl.DateTimeFormatOptions): (date: LocalDate) => string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options });
  return remembered((date) => format.format(new Date(`${date}T12:00:00Z`)));
}

/** `Sunday, March 15, 2026`. */
export const formatDate = dateFormat({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });

/** `March 15, 2026`. */
export const formatCalendarDate = dateFormat({ year: 'numeric', month: 'long', day: 'numeric' });

/** `Mar 15`. */
export const formatShortDate = dateFormat({ month: 'short', day: 'numeric' });

/** `Sunday`. */
export const formatWeekday = dateFormat({ weekday: 'long' });

/** `Sun, Mar 15`. */
export const formatWeekdayDate = (date: LocalDate): string =>
  `${formatWeekday(date).slice(0, 3)}, ${formatShortDate(date)}`;

const instantFormats = new Map<string, (iso: string) => string>();

function instantFormat(timezone: string): (iso: string) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return remembered((iso) => {
    const parts: Record<string, string> = {};
    for (const part of format.formatToParts(new Date(iso))) parts[part.type] = part.value;
    const { month, day, hour, minute, timeZoneName } = parts;
    const clock = formatClockTime(Number(hour) + Number(minute) / 60);
    return `${clock} ${timeZoneName}, ${month} ${day}`;
  });
}

/** An instant on somebody's clock, the zone named: `midnight PDT, Mar 16`, `5:30 p.m. PDT, Mar 16`. */
export function formatInstantLocal(iso: string, timezone: string): string {
  let format = instantFormats.get(timezone);
  if (!format) instantFormats.set(timezone, (format = instantFormat(timezone)));
  return format(iso);
}

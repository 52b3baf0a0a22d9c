import type { HourEnding } from '../grid/hour.ts';
import { MS_PER_HOUR } from '../grid/hour.ts';

const TIME = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):00(?::00)? ?(AM|PM)$/i;

/** The bulk files' `07/01/2020 1:00:00 AM` (UTC, end of the hour) to an hour; null where it is none. */
export function parseBulkHour(text: string): HourEnding | null {
  const match = TIME.exec(text.trim());
  if (!match) return null;
  const [month, day, year, clock] = match.slice(1, 5).map(Number) as [number, number, number, number];
  if (clock < 1 || clock > 12) return null;
  const hourOfDay = (clock % 12) + (match[5]?.toUpperCase() === 'PM' ? 12 : 0);
  const instant = new Date(Date.UTC(year, month - 1, day, hourOfDay));
  // Date.UTC turns 02/30 into a day of March.
  const exists = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  return exists ? instant.getTime() / MS_PER_HOUR : null;
}

import { isoToHour, localHourOfDay } from '../grid/hour.ts';

/** Id of an hour's row in the table of a day, by its local start: `h19`; of an hour that comes twice, `h1b`. */
export function hourAnchor(hourEnding: string, timezone: string): string {
  const hour = isoToHour(hourEnding);
  const start = localHourOfDay(hour, timezone);
  return `h${start}${localHourOfDay(hour - 1, timezone) === start ? 'b' : ''}`;
}

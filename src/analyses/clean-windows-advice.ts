/** One plain sentence on when to use electricity, in local time, as a newspaper writes it. */
import { type HourEnding, localDate, localHourOfDay, MS_PER_HOUR } from '../grid/hour.ts';
import { clock, percent, weekdayName } from './sentences/wording.ts';

export interface CleanestSlot {
  firstHour: HourEnding;
  lastHour: HourEnding;
  savingFraction: number;
  /** Null where too few past days are held to say how sure the saving is. */
  savingLow?: number | null;
  meaningful: boolean;
}

/** To make one takes longer than to use it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();
function zoneFormat(timezone: string): Intl.DateTimeFormat {
  const found = formats.get(timezone);
  if (found) return found;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'short' });
  formats.set(timezone, made);
  return made;
}

/** "PDT" at an hour's start. */
function zoneName(hour: HourEnding, timezone: string): string {
  const parts = zoneFormat(timezone).formatToParts((hour - 1) * MS_PER_HOUR);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timezone;
}

const startClock = (hour: HourEnding, timezone: string) => clock(localHourOfDay(hour, timezone));

/** "today" or "on Wednesday", as seen in the hour under way. */
function dayName(hour: HourEnding, underWay: HourEnding, timezone: string): string {
  const date = localDate(hour, timezone);
  return date === localDate(underWay, timezone) ? 'today' : `on ${weekdayName(date)}`;
}

/** At most 140 characters. */
export function cleanWindowAdvice(best: CleanestSlot, underWay: HourEnding, timezone: string): string {
  if (best.savingLow === null)
    return 'No advice yet: too few past days are held to say how sure the forecast of the next 24 hours is.';
  if (!best.meaningful)
    return 'No meaningful window in the next 24 hours: the time of use makes no sure difference.';
  const hours = best.lastHour - best.firstHour + 1;
  const from = startClock(best.firstHour, timezone);
  const to = `${startClock(best.lastHour + 1, timezone)} ${zoneName(best.firstHour, timezone)}`;
  const when =
    best.firstHour === underWay
      ? `from now to ${to}`
      : `from ${from} to ${to} ${dayName(best.firstHour, underWay, timezone)}`;
  return `Cleanest ${hours} hours of the next 24: ${when}, about ${percent(best.savingFraction)} below the average of those 24 hours.`;
}

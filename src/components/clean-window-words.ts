/** Windows, grades and quarters as a page says them. */
import { formatClock, formatWeekday } from '../formats/units.ts';
import { isoToHour, localDate, localHourOfDay } from '../grid/hour.ts';
import type { Accuracy, CleanWindowsSnapshot } from '../snapshots/clean-windows.ts';
import { count, intensity } from './wording.ts';

type Horizon = CleanWindowsSnapshot['next24Hours'];
export type Slot = Horizon['slots'][number];

const JUDGED_HOURS = 4;

export const bestSlot = ({ slots }: Horizon): Slot =>
  slots.find(({ hours }) => hours === JUDGED_HOURS) as Slot;

/** `10 a.m. to 2 p.m., Tuesday`: from the start of the first hour to the end of the last. */
export function windowSpan(
  { firstHour, lastHour }: Pick<Slot, 'firstHour' | 'lastHour'>,
  timezone: string,
): string {
  const [first, last] = [isoToHour(firstHour), isoToHour(lastHour)];
  const clock = (hour: number) => formatClock(localHourOfDay(hour, timezone));
  return `${clock(first)} to ${clock(last + 1)}, ${formatWeekday(localDate(first, timezone))}`;
}

/** `38 g/kWh, between 20 and 51`. */
export function savingWords({ savingKgPerMwh, savingLow, savingHigh }: Slot): string {
  const saving = `${intensity(savingKgPerMwh)}\u00a0g/kWh`;
  return savingLow === null || savingHigh === null
    ? saving
    : `${saving}, between ${intensity(savingLow)} and ${intensity(savingHigh)}`;
}

const QUARTERS = ['cleanest', 'second cleanest', 'second dirtiest', 'dirtiest'];
/** `the cleanest quarter of the next 24 hours`. */
export const quarterWords = (quarter: number): string =>
  `the ${QUARTERS[quarter - 1]} quarter of the next 24 hours`;

/** Why there is no grade, or nothing where there is one. */
export function gradeNote({ windows, issues }: Accuracy, leastWindows: number): string | null {
  if (windows.grade !== null) return null;
  if (issues === 0) return 'No forecast of this grid has been written down yet.';
  return `Not graded yet: ${count(windows.scored)} of ${count(leastWindows)} evenings scored.`;
}

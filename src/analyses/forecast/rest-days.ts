/**
 * Days on which people work less: demand falls, and with it what is burnt to meet the last of it. Unlike
 * the weather, they are known years ahead.
 */
import { holidayName } from '../../grid/holiday.ts';
import { addDays, type HourEnding, type LocalDate, localDate, localDay, weekday } from '../../grid/hour.ts';

const [SUNDAY, MONDAY, FRIDAY, SATURDAY] = [0, 1, 5, 6];

/** The six of NERC's off-peak days; Juneteenth is kept by too few. */
const isKept = (date: LocalDate) => {
  const name = holidayName(date);
  return name !== null && name !== 'Juneteenth';
};
/** Days beside a holiday that many take off. */
const BRIDGES = ['-12-26', '-12-31', '-01-02'];
const BRIDGE_SHARE = 0.5;

/** How far a day is one of rest: 1 on weekends and holidays, 0 on working days. */
export function restShare(date: LocalDate): number {
  const day = weekday(date);
  if (day === SATURDAY || day === SUNDAY || isKept(date)) return 1;
  const yesterday = addDays(date, -1);
  if (day === MONDAY && isKept(yesterday)) return 1;
  if (day === FRIDAY && holidayName(yesterday) === 'Thanksgiving') return 1;
  if (date.endsWith('-12-24')) return 1;
  const isBridge =
    BRIDGES.some((ending) => date.endsWith(ending)) ||
    (day === FRIDAY && holidayName(yesterday) === 'Independence Day');
  return isBridge ? BRIDGE_SHARE : 0;
}

/** `restShare` of each hour's local day. */
function restHours(firstHour: HourEnding, count: number, timezone: string): Float64Array {
  const rest = new Float64Array(count);
  for (let date = localDate(firstHour, timezone), from = 0; from < count; date = addDays(date, 1)) {
    const day = localDay(date, timezone);
    const end = day.firstHour + day.hourCount - firstHour;
    rest.fill(restShare(date), from, end);
    from = end;
  }
  return rest;
}

/** What rest begins between two hours (indices), in tenths; negative where it ends. */
export type RestTurn = (from: number, to: number) => number;

/** So that a feature of 0 or 1 is of the size of the others. */
const UNIT = 0.1;

export function restTurns(firstHour: number, count: number, timezone: string): RestTurn {
  const rest = restHours(firstHour, count, timezone);
  return (from, to) => ((rest[to] as number) - (rest[Math.max(0, from)] as number)) * UNIT;
}

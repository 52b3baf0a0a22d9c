import { type HourEnding, type HourRange, isoToHour, MS_PER_HOUR } from '../grid/hour.ts';

/** `YYYY-MM`, a month in UTC. An hour belongs to the month in which it starts. */
export type Month = string;

const next = (month: Month): Month => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

export const monthOfInstant = (instant: Date): Month => instant.toISOString().slice(0, 7);

export const monthOfHour = (hour: HourEnding): Month => monthOfInstant(new Date((hour - 1) * MS_PER_HOUR));

/** From the month's first instant until before the next one's. */
export const spanOfMonth = (month: Month): { since: Date; before: Date } => ({
  since: new Date(`${month}-01T00:00:00Z`),
  before: new Date(`${next(month)}-01T00:00:00Z`),
});

/** The hours that start within the month. */
export const hoursOfMonth = (month: Month): HourRange => ({
  firstHour: isoToHour(`${month}-01T00:00:00Z`) + 1,
  lastHour: isoToHour(`${next(month)}-01T00:00:00Z`),
});

/** From one month to another, both included. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = next(month)) months.push(month);
  return months;
}

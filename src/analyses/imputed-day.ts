/** What a pulse tells of the hours of its day in which a part of a sum is estimated. */
import { hourToIso, type LocalDay } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import type { ImputedDemand } from '../snapshots/pulse.ts';
import type { ImputedHour } from './imputed-demand.ts';

/** The day's demand with the estimated parts in place; null where an hour is still open. */
function totalWith(
  demandMwh: HourlyValues,
  imputed: readonly ImputedHour[],
  firstHour: number,
): number | null {
  const filled = demandMwh.slice();
  for (const { hour, demandMwh: mwh } of imputed) filled[hour - firstHour] = mwh;
  const total = filled.reduce((sum, mwh) => sum + mwh, 0);
  return Number.isNaN(total) ? null : total;
}

/** Null where nothing of the day is estimated. */
export function imputedDay(
  imputed: readonly ImputedHour[],
  { firstHour, hourCount }: LocalDay,
  demandMwh: HourlyValues,
): ImputedDemand | null {
  const ofDay = imputed.filter(({ hour }) => hour >= firstHour && hour < firstHour + hourCount);
  if (ofDay.length === 0) return null;
  return {
    hours: ofDay.map(({ hour, demandMwh: mwh, imputedMwh, members }) => ({
      hourEnding: hourToIso(hour),
      demandMwh: mwh,
      imputedShare: imputedMwh / mwh,
      members,
    })),
    dayDemandMwh: totalWith(demandMwh, ofDay, firstHour),
  };
}

/** What the page says of it: how many hours, how large a part, whose, and what rests on it. */
export function imputedInWords({ hours, dayDemandMwh }: ImputedDemand): string {
  const percent = (100 * Math.max(...hours.map(({ imputedShare }) => imputedShare))).toFixed(1);
  const members = [...new Set(hours.flatMap((hour) => hour.members))].sort().join(', ');
  const part = `In ${hours.length} ${hours.length === 1 ? 'hour' : 'hours'} only a part of the sum is missing, at most ${percent}% (${members})`;
  return dayDemandMwh === null
    ? `${part}.`
    : `${part}; with that part estimated, the day's demand comes to ${Math.round(dayDemandMwh).toLocaleString('en-US')} megawatt-hours.`;
}

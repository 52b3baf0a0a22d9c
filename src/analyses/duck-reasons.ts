/**
 * Why a day scored as it did, in plain sentences: for each of the three parts what was measured, then
 * what it earned against the days before.
 */

import type { DuckDaySnapshot, DuckReason } from '../snapshots/duck-day.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import { percent, power } from './sentences/wording.ts';

type Part = DuckReason['part'];
type Parts = NonNullable<DuckDay['parts']>;
type Raw = NonNullable<DuckDay['raw']>;
export type UsualParts = DuckDaySnapshot['usual'];

const OF_POINTS: Record<Part, number> = { ramp: 50, valley: 35, trough: 15 };
/** Below this share of demand the sun does not earn its whole third part; see duck-curve.ts. */
const FULL_SHARE = 0.02;

const points = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

/** "3.1 more than", of values as they are published. */
function compared(value: number, usual: number): string {
  const difference = Math.round(value * 10) / 10 - Math.round(usual * 10) / 10;
  const size = points(Math.abs(difference));
  if (size === '0') return 'as many as';
  return `${size} ${difference > 0 ? 'more' : 'fewer'} than`;
}

function earned(part: Part, parts: Parts, usual: UsualParts): string {
  const got = `That earned ${points(parts[part])} of ${OF_POINTS[part]} points`;
  if (!usual) return `${got}.`;
  return `${got}, ${compared(parts[part], usual.parts[part])} the median of the ${usual.scoredDays} scored days in the 30 before.`;
}

const roseBy = (mw: number): string => (mw > 0 ? `rose ${power(mw)}` : 'did not rise');

function rampMeasured({ ramp1hMw, ramp1hOfDemandMw }: Raw): string {
  if (ramp1hMw <= ramp1hOfDemandMw)
    return 'The evening climbed no faster with the sun taken off than without: the setting sun added nothing to its steepest hour.';
  return `In its steepest hour between 3 and 9 p.m., demand less utility solar ${roseBy(ramp1hMw)}; demand by itself ${roseBy(ramp1hOfDemandMw)}.`;
}

function valleyMeasured({ valleyMw, valleyOfDemandMw }: Raw): string {
  if (valleyMw <= valleyOfDemandMw)
    return 'Midday lay no deeper below the highest hour of the day with the sun taken off than without.';
  return `With the sun taken off, midday lay ${power(valleyMw)} below the highest hour of the day; demand by itself, ${power(valleyOfDemandMw)}.`;
}

/** "25 minutes before", "at". */
function fromNoon(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes === 0) return 'at';
  const size = Math.abs(minutes);
  const words =
    size < 90 ? `${size} ${size === 1 ? 'minute' : 'minutes'}` : `${points(Math.abs(hours))} hours`;
  return `${words} ${minutes < 0 ? 'before' : 'after'}`;
}

function troughMeasured({ troughLocalTimeHours, solarNoonLocalTimeHours, solarShareOfDemand }: Raw): string {
  const share = `the sun met ${percent(solarShareOfDemand)} of the day’s demand`;
  const small = solarShareOfDemand < FULL_SHARE ? ', too little for full points' : '';
  if (troughLocalTimeHours === null)
    return `What was left of demand was lowest at night, not under the sun, and ${share}${small}.`;
  return `The middle of the trough lay ${fromNoon(troughLocalTimeHours - solarNoonLocalTimeHours)} solar noon, and ${share}${small}.`;
}

const MEASURED: Record<Part, (raw: Raw) => string> = {
  ramp: rampMeasured,
  valley: valleyMeasured,
  trough: troughMeasured,
};

/** Of a scored day, ramp first; empty of a day without a score. */
export function duckReasons({ parts, raw }: Pick<DuckDay, 'parts' | 'raw'>, usual: UsualParts): DuckReason[] {
  if (!parts || !raw) return [];
  return (Object.keys(MEASURED) as Part[]).map((part) => ({
    part,
    points: parts[part],
    ofPoints: OF_POINTS[part],
    sentences: [MEASURED[part](raw), earned(part, parts, usual)],
  }));
}

/**
 * The duck of each local day, or why it has none. A day scores with all its hours valid;
 * provisionally where only its last two are missing. Without utility solar the score is 0.
 */
import type { BalancingAuthority } from '../grid/balancing-authority.ts';
import { SOLAR_SOURCES } from '../grid/energy-source.ts';
import { type LocalDay, utcOffsetHours } from '../grid/hour.ts';
import type { HourlyFrame, HourlyValues } from '../grid/hourly-frame.ts';
import { generationOf } from '../grid/observation.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import { type DerivedSeries, seriesOrGaps, sliceHours } from './derived-series.ts';
import { type DuckScore, duckScore, valleyMw } from './duck-curve.ts';
import { localHoursOf } from './local-days.ts';
import { eveningRamp } from './ramp.ts';
import { solarNoonInstantHours } from './solar-noon.ts';
import { countKnown, indexOfMin } from './statistics.ts';

const HOURS_AROUND_A_SOLAR_ROW = 7 * 24;
const PROVISIONAL_HOURS = 2;

interface DayCurves {
  localHours: number[];
  demandMwh: HourlyValues;
  utilitySolarMwh: HourlyValues;
  lessSolarMwh: HourlyValues;
  netLoadMwh: HourlyValues;
}

const withoutScore = (date: string, status: DuckDay['status'], reason: string): DuckDay => ({
  date,
  status,
  reason,
  score: status === 'no-solar' ? 0 : null,
  parts: status === 'no-solar' ? { ramp: 0, valley: 0, trough: 0 } : null,
  raw: null,
  lessWind: null,
});

function dayCurves(frame: HourlyFrame, derived: DerivedSeries, day: LocalDay, timezone: string): DayCurves {
  const slice = (values: HourlyValues) => sliceHours(values, frame, day.firstHour, day.hourCount);
  return {
    localHours: localHoursOf(day, timezone),
    demandMwh: slice(seriesOrGaps(frame, 'demand')),
    utilitySolarMwh: slice(derived.utilitySolarMwh),
    lessSolarMwh: slice(derived.demandLessSolarMwh),
    netLoadMwh: slice(derived.netLoadMwh),
  };
}

function knowsAny(values: HourlyValues, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!Number.isNaN(values[i])) return true;
  return false;
}

/** Whether the frame knows a value of utility solar within a week of the day. */
export function knowsSolar(frame: HourlyFrame, { firstHour, hourCount }: LocalDay): boolean {
  const from = firstHour - frame.firstHour - HOURS_AROUND_A_SOLAR_ROW;
  const to = from + hourCount + 2 * HOURS_AROUND_A_SOLAR_ROW;
  return SOLAR_SOURCES.some((source) => {
    const values = frame.series.get(generationOf(source));
    return values !== undefined && knowsAny(values, Math.max(0, from), Math.min(values.length, to));
  });
}

/** Indices of the hours whose demand or utility solar is unknown. */
function missingIndices({ lessSolarMwh }: DayCurves): number[] {
  const missing: number[] = [];
  for (let i = 0; i < lessSolarMwh.length; i++) if (Number.isNaN(lessSolarMwh[i])) missing.push(i);
  return missing;
}

function incompleteReason(curves: DayCurves, missing: number[]): string {
  const what = missing.some((i) => Number.isNaN(curves.demandMwh[i])) ? 'demand or solar' : 'utility solar';
  return `${missing.length} of ${curves.localHours.length} hours have no valid ${what}.`;
}

/** Local clock time of an instant, both in hours. */
function localClockHours(instantHours: number, timezone: string): number {
  return (instantHours + utcOffsetHours(timezone, instantHours) + 24) % 24;
}

function rawFigures(
  curves: DayCurves,
  scored: DuckScore,
  day: LocalDay,
  ba: BalancingAuthority,
): DuckDay['raw'] {
  const start = day.firstHour - 1;
  const { localHours, lessSolarMwh, demandMwh } = curves;
  const ramp = (values: HourlyValues, hours: number) =>
    eveningRamp(values, localHours, hours)?.rampMw ?? Number.NaN;
  return {
    ramp1hMw: ramp(lessSolarMwh, 1),
    ramp3hMw: ramp(lessSolarMwh, 3),
    valleyMw: valleyMw(lessSolarMwh, localHours),
    troughMwh: lessSolarMwh[indexOfMin(lessSolarMwh)] as number,
    troughLocalTimeHours:
      scored.troughTimeHours === null ? null : localClockHours(start + scored.troughTimeHours, ba.timezone),
    solarNoonLocalTimeHours: localClockHours(solarNoonInstantHours(day.date, ba.longitude), ba.timezone),
    solarShareOfDemand: scored.solarShareOfDemand,
    ramp1hOfDemandMw: ramp(demandMwh, 1),
    valleyOfDemandMw: valleyMw(demandMwh, localHours),
  };
}

/** The same with wind taken off too; null where wind is unknown in an hour that counts. */
function lessWind({ netLoadMwh, lessSolarMwh, localHours }: DayCurves): DuckDay['lessWind'] {
  if (countKnown(netLoadMwh) < countKnown(lessSolarMwh)) return null;
  return {
    ramp1hMw: eveningRamp(netLoadMwh, localHours)?.rampMw ?? Number.NaN,
    ramp3hMw: eveningRamp(netLoadMwh, localHours, 3)?.rampMw ?? Number.NaN,
    valleyMw: valleyMw(netLoadMwh, localHours),
    troughMwh: netLoadMwh[indexOfMin(netLoadMwh)] as number,
  };
}

function scoredDay(curves: DayCurves, missing: number[], day: LocalDay, ba: BalancingAuthority): DuckDay {
  const solarNoonHours = solarNoonInstantHours(day.date, ba.longitude) - (day.firstHour - 1);
  const scored = duckScore({ ...curves, solarNoonHours });
  const provisional = missing.length > 0;
  return {
    date: day.date,
    status: provisional ? 'provisional' : 'scored',
    reason: provisional ? `The last ${missing.length === 1 ? 'hour is' : 'two hours are'} missing.` : null,
    score: scored.score,
    parts: scored.parts,
    raw: rawFigures(curves, scored, day, ba),
    lessWind: lessWind(curves),
  };
}

/** The duck of one local day of a screened frame. */
export function duckDay(
  frame: HourlyFrame,
  derived: DerivedSeries,
  day: LocalDay,
  ba: BalancingAuthority,
): DuckDay {
  const curves = dayCurves(frame, derived, day, ba.timezone);
  if (countKnown(curves.demandMwh) === 0)
    return withoutScore(day.date, 'no-demand', 'No demand is reported for this day.');
  if (!knowsSolar(frame, day)) {
    return withoutScore(day.date, 'no-solar', 'No utility solar reported.');
  }
  const missing = missingIndices(curves);
  const onlyTheLast =
    missing.length <= PROVISIONAL_HOURS && missing.every((i) => i >= day.hourCount - PROVISIONAL_HOURS);
  if (!onlyTheLast) return withoutScore(day.date, 'incomplete', incompleteReason(curves, missing));
  return scoredDay(curves, missing, day, ba);
}

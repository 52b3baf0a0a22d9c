/** Each duck day in full: reasons, marks on its curve, and the usual curve beside it. */
import { addDays, hourToIso, type LocalDate, type LocalDay } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import type { DuckDaySnapshot, Rise } from '../snapshots/duck-day.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import { sliceHours } from './derived-series.ts';
import { isScored } from './duck-history.ts';
import { duckReasons, type UsualParts } from './duck-reasons.ts';
import { localHoursOf } from './local-days.ts';
import { eveningRamp, indicesStartingWithin } from './ramp.ts';
import type { ReportContext } from './report-context.ts';
import type { OwnFields } from './snapshot-fields.ts';
import { median, withNulls } from './statistics.ts';
import { type DayCurve, dayCurve, typicalCurve } from './typical-curve.ts';

export type DuckDetail = OwnFields<DuckDaySnapshot>;

const USUAL_DAYS = 30;
const LEAST_SCORED_DAYS = 5;
const DAYTIME_STARTS = [7, 17] as const;

/** Of the ducks, which come oldest first, those of the 30 days before the one at an index. */
function ducksBefore(ducks: readonly DuckDay[], index: number): readonly DuckDay[] {
  const earliest = addDays((ducks[index] as DuckDay).date, -USUAL_DAYS);
  let first = index;
  while (first > 0 && (ducks[first - 1] as DuckDay).date >= earliest) first--;
  return ducks.slice(first, index);
}

/** Median of each part over the scored ones of the days before. */
function usualParts(before: readonly DuckDay[]): UsualParts {
  const parts = before.flatMap((day) => (isScored(day) && day.parts ? [day.parts] : []));
  if (parts.length < LEAST_SCORED_DAYS) return null;
  const of = (part: 'ramp' | 'valley' | 'trough') => median(parts.map((one) => one[part]));
  return {
    scoredDays: parts.length,
    parts: { ramp: of('ramp'), valley: of('valley'), trough: of('trough') },
  };
}

function riseOf({ localHours, mwh }: DayCurve, day: LocalDay, hours: number): Rise | null {
  const ramp = eveningRamp(mwh, localHours, hours);
  if (!ramp) return null;
  const from = ramp.index - hours;
  return {
    fromHourEnding: hourToIso(day.firstHour + from),
    toHourEnding: hourToIso(day.firstHour + ramp.index),
    fromMwh: mwh[from] as number,
    toMwh: mwh[ramp.index] as number,
    riseMw: ramp.rampMw,
  };
}

/** The lowest hour by day; the first of equals. */
function troughOf({ localHours, mwh }: DayCurve, day: LocalDay): DuckDetail['marks']['trough'] {
  const known = indicesStartingWithin(localHours, DAYTIME_STARTS).filter((i) => !Number.isNaN(mwh[i]));
  if (known.length === 0) return null;
  const index = known.reduce((low, i) => ((mwh[i] as number) < (mwh[low] as number) ? i : low));
  return { hourEnding: hourToIso(day.firstHour + index), demandLessSolarMwh: mwh[index] as number };
}

const NO_MARKS = { trough: null, ramp1h: null, ramp3h: null };

/** Whether a day has a page of its own: where there is a sun in the report, scored or (for now) not. */
export const hasDuckPage = ({ status }: DuckDay): boolean => status !== 'no-solar' && status !== 'no-demand';

/** Where among the ducks, which come oldest first, a changed day reaches: its own, or those to whose usual it counts. */
function reachedBy(changed: ReadonlySet<LocalDate>, ducks: readonly DuckDay[]): number[] {
  const dates = [...changed].sort();
  let next = 0;
  return [...ducks.keys()].filter((i) => {
    const { date } = ducks[i] as DuckDay;
    while (next < dates.length && (dates[next] as LocalDate) <= date) next++;
    const lastChanged = dates[next - 1];
    return lastChanged !== undefined && lastChanged >= addDays(date, -USUAL_DAYS);
  });
}

/** Of the days with a page that themselves, or one of the 30 days before, are among the changed; oldest first. */
export function duckDetails(
  context: ReportContext,
  ducks: readonly DuckDay[],
  changed: ReadonlySet<LocalDate>,
): DuckDetail[] {
  const { ba, screened, derived } = context;
  const slice = (values: HourlyValues, day: LocalDay) =>
    sliceHours(values, screened.trusted, day.firstHour, day.hourCount);
  const days = new Map(context.days.map((day) => [day.date, day]));
  const curves = new Map<LocalDate, DayCurve>();
  const curveOn = (date: LocalDate): DayCurve | undefined => {
    const day = days.get(date);
    if (!day || curves.has(date)) return curves.get(date);
    const mwh = slice(derived.demandLessSolarMwh, day);
    curves.set(date, dayCurve(date, localHoursOf(day, ba.timezone), mwh));
    return curves.get(date);
  };
  if (changed.size === 0) return [];
  return reachedBy(changed, ducks)
    .filter((i) => hasDuckPage(ducks[i] as DuckDay))
    .map((i) => {
      const duck = ducks[i] as DuckDay;
      const day = days.get(duck.date) as LocalDay;
      const curve = curveOn(duck.date) as DayCurve;
      const usual = usualParts(ducksBefore(ducks, i));
      const typical = typicalCurve(curve, curveOn);
      const marks = duck.raw
        ? { trough: troughOf(curve, day), ramp1h: riseOf(curve, day, 1), ramp3h: riseOf(curve, day, 3) }
        : NO_MARKS;
      return {
        day: duck,
        reasons: duckReasons(duck, usual),
        usual,
        marks,
        typical: typical && {
          dayKind: typical.dayKind,
          dates: typical.dates,
          demandLessSolarMwh: withNulls(typical.mwh),
        },
      };
    });
}

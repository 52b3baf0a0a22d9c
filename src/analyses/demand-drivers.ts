/**
 * What moved demand: the change of a day's mean demand against the mean of the same weekday, split into
 * the change of each energy source and of net imports.
 *
 *   demand = sum of the sources + net imports + unexplained       (net imports = -total interchange)
 *
 * Unexplained is what EIA's figures leave open (reported demand is not net generation less total
 * interchange to the megawatt). All in MW: means over the same hours of every quantity, on the day the
 * hours that are known, on the days before it the same local hours. Each mean is rounded to a tenth of
 * a MW first and `unexplained` closes the sum, so the parts add up exactly as published.
 *
 * An account of who supplied, not of causes. The baseline is a mean, not a median: medians do not add up.
 */
import type { EnergySource } from '../grid/energy-source.ts';
import type { LocalDate } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import { generationOf } from '../grid/observation.ts';
import type { ChangesSnapshot, DriverPart } from '../snapshots/changes.ts';
import { sameWeekdaysBefore } from './baseline.ts';
import { BAD_HOURS_ALLOWED } from './completeness.ts';
import { driversSentence } from './drivers-sentence.ts';

/** A day's demand and its supply, by hour; NaN is a gap. */
export interface SupplyDay {
  date: LocalDate;
  /** Local clock hour at which each hour starts. */
  localHours: number[];
  demandMwh: HourlyValues;
  /** Every source that the frame knows, 0 where it does not exist. */
  sourcesMwh: Map<EnergySource, HourlyValues>;
  /** Positive out; null where it is not reported at all. */
  totalInterchangeMwh: HourlyValues | null;
}

type Means = Map<string, number>;

const MW_STEPS = 10;
/** Plus 0, because there is no minus zero megawatts. */
const inSteps = (mw: number): number => Math.round(mw * MW_STEPS) + 0;

type Columns = ReadonlyMap<string, HourlyValues>;

/** What stands in the account, by the name of the part. */
function columnsOf(
  { demandMwh, sourcesMwh, totalInterchangeMwh }: SupplyDay,
  withInterchange: boolean,
): Columns {
  const columns = new Map<string, HourlyValues>([['demand', demandMwh]]);
  for (const [source, mwh] of sourcesMwh) columns.set(generationOf(source), mwh);
  if (withInterchange && totalInterchangeMwh)
    columns.set(
      'net-imports',
      totalInterchangeMwh.map((mwh) => -mwh),
    );
  return columns;
}

const hasInterchange = ({ totalInterchangeMwh }: SupplyDay): boolean =>
  totalInterchangeMwh?.some((mwh) => !Number.isNaN(mwh)) ?? false;

/** 1 at each hour of which something is not known. */
function openHours({ localHours }: SupplyDay, columns: Columns): Uint8Array {
  const isOpen = new Uint8Array(localHours.length);
  for (const mwh of columns.values())
    for (let i = 0; i < isOpen.length; i++) if (Number.isNaN(mwh[i])) isOpen[i] = 1;
  return isOpen;
}

/** Indices of the hours of which everything is known. */
function knownHours(day: SupplyDay, columns: Columns): number[] {
  const isOpen = openHours(day, columns);
  const known: number[] = [];
  for (let i = 0; i < isOpen.length; i++) if (isOpen[i] === 0) known.push(i);
  return known;
}

function meanOver(values: HourlyValues, hours: number[]): number {
  let sum = 0;
  for (const i of hours) sum += values[i] as number;
  return sum / hours.length;
}

function meansOver(columns: Columns, hours: number[]): Means {
  const means: Means = new Map();
  for (const [part, mwh] of columns) means.set(part, meanOver(mwh, hours));
  return means;
}

/** The same local hours of another day; null where one of them is not known. */
function sameHours(day: SupplyDay, columns: Columns, clockHours: ReadonlySet<number>): Means | null {
  const isOpen = openHours(day, columns);
  const wanted: number[] = [];
  for (let i = 0; i < isOpen.length; i++) {
    if (!clockHours.has(day.localHours[i] as number)) continue;
    if (isOpen[i] === 1) return null;
    wanted.push(i);
  }
  return wanted.length === 0 ? null : meansOver(columns, wanted);
}

function meanOf(all: Means[]): Means {
  const parts = new Set(all.flatMap((means) => [...means.keys()]));
  return new Map(
    [...parts].map((part) => [
      part,
      all.reduce((sum, means) => sum + (means.get(part) ?? 0), 0) / all.length,
    ]),
  );
}

/** What is left of demand in whole steps, for one column of the account. */
function leftOver(parts: { part: string; steps: number }[], demand: number): number {
  return demand - parts.reduce((sum, { steps }) => sum + steps, 0);
}

function accountOf(now: Means, before: Means, withInterchange: boolean) {
  const column = (means: Means) => (part: string) => ({ part, steps: inSteps(means.get(part) ?? 0) });
  const names = [...new Set([...now.keys(), ...before.keys()])].filter((part) => part !== 'demand');
  const [nowParts, beforeParts] = [names.map(column(now)), names.map(column(before))];
  const line = (part: string, steps: number, baselineSteps: number): DriverPart => ({
    part,
    meanMw: steps / MW_STEPS,
    baselineMeanMw: baselineSteps / MW_STEPS,
    changeMw: (steps - baselineSteps) / MW_STEPS,
  });
  const demandSteps = column(now)('demand').steps;
  const demandBefore = column(before)('demand').steps;
  const parts = names
    .map((part, i) => line(part, nowParts[i]?.steps ?? 0, beforeParts[i]?.steps ?? 0))
    .filter(({ meanMw, baselineMeanMw }) => meanMw !== 0 || baselineMeanMw !== 0)
    .sort((a, b) => Math.abs(b.changeMw) - Math.abs(a.changeMw) || (a.part < b.part ? -1 : 1));
  const rest = withInterchange ? 'unexplained' : 'net-imports-and-unexplained';
  parts.push(line(rest, leftOver(nowParts, demandSteps), leftOver(beforeParts, demandBefore)));
  const { part: _, ...demand } = line('demand', demandSteps, demandBefore);
  return { demand, parts };
}

type Account = Pick<ChangesSnapshot, 'drivers' | 'driversNote'>;

const none = (driversNote: string): Account => ({ drivers: null, driversNote });

/** The account of a day against the mean of its weekday in the 30 days before. */
export function demandDrivers(day: SupplyDay, dayOn: (date: LocalDate) => SupplyDay | undefined): Account {
  if (day.sourcesMwh.size === 0) return none('Generation by source is not reported.');
  const withInterchange = hasInterchange(day);
  const columns = columnsOf(day, withInterchange);
  const hours = knownHours(day, columns);
  if (day.localHours.length - hours.length > BAD_HOURS_ALLOWED)
    return none(
      'More than 2 hours of demand, generation by source or interchange of this day are missing or doubtful.',
    );
  const clockHours = new Set(hours.map((i) => day.localHours[i] as number));
  const baseline = sameWeekdaysBefore(day.date).flatMap((date) => {
    const before = dayOn(date);
    const means =
      before && hasInterchange(before) === withInterchange
        ? sameHours(before, columnsOf(before, withInterchange), clockHours)
        : null;
    return means ? [{ date, means }] : [];
  });
  if (baseline.length === 0)
    return none('No same weekday of the last 30 days is complete enough to compare with.');
  const now = meansOver(columns, hours);
  const account = accountOf(now, meanOf(baseline.map(({ means }) => means)), withInterchange);
  const baselineDays = baseline.map(({ date }) => date);
  const sentence = driversSentence(day.date, baselineDays.length, account);
  return {
    drivers: { sentence, baselineDays, hoursCompared: hours.length, ...account },
    driversNote: null,
  };
}

/**
 * What moved against the usual: four figures of the last complete day, each against its median over
 * the same weekday of the last 30 days.
 */
import { addDays, type LocalDate, localDay } from '../grid/hour.ts';
import { sliceDay } from '../grid/hourly-frame.ts';
import type { ChangesSnapshot } from '../snapshots/changes.ts';
import { weekdayBaseline } from './baseline.ts';
import type { DaySummary } from './day-summary.ts';
import { demandDrivers, type SupplyDay } from './demand-drivers.ts';
import { sliceHours } from './derived-series.ts';
import { localHoursOf } from './local-days.ts';
import { rankAmongDays } from './rank.ts';
import type { ReportContext } from './report-context.ts';
import type { OwnFields } from './snapshot-fields.ts';

type Change = ChangesSnapshot['changes'][number];
type SummaryByDate = ReadonlyMap<LocalDate, DaySummary>;

interface Measure {
  quantity: Change['quantity'];
  unit: Change['unit'];
  label: string;
  /** Of a day, null where its gate is shut or it is not reported. */
  valueOf(day: DaySummary): { value: number; hourEnding: string | null } | null;
  missingNote: string;
}

const maxDemand: Measure = {
  quantity: 'max-demand',
  unit: 'MW',
  label: 'Highest hour of demand',
  valueOf: ({ peakMwh }) => peakMwh,
  missingNote: 'Demand of this day is not reported or not complete enough.',
};

const cleanestHour: Measure = {
  quantity: 'cleanest-hour',
  unit: 'kg CO2/MWh',
  label: 'Lowest hourly carbon intensity (generation-based, direct)',
  valueOf: ({ cleanestKgPerMwh }) => cleanestKgPerMwh,
  missingNote: 'Generation by source of this day is not reported or not complete enough.',
};

/** Days compare only by the same quantity. */
const largestRamp = (quantity: 'net load' | 'demand'): Measure => ({
  quantity: 'largest-ramp',
  unit: 'MW',
  label:
    quantity === 'net load'
      ? 'Largest one-hour rise of net load (demand less wind and utility solar) between 15:00 and 21:00'
      : 'Largest one-hour rise of demand between 15:00 and 21:00',
  valueOf: ({ eveningRampMw: ramp }) => (ramp?.quantity === quantity ? ramp : null),
  missingNote: 'The evening of this day is not reported or not complete enough.',
});

const interchangeSwing: Measure = {
  quantity: 'interchange-swing',
  unit: 'MW',
  label: 'Total interchange: highest less lowest hour of the day',
  valueOf: ({ interchangeSwingMw }) =>
    interchangeSwingMw === null ? null : { value: interchangeSwingMw, hourEnding: null },
  missingNote: 'Total interchange of this day is not reported or not complete enough.',
};

function noteOf(measure: Measure, hasValue: boolean, hasBaseline: boolean): string | null {
  if (!hasValue) return measure.missingNote;
  return hasBaseline ? null : 'No same weekday of the last 30 days is complete enough to compare with.';
}

function changeOf(measure: Measure, day: DaySummary, byDate: SummaryByDate): Change {
  const found = measure.valueOf(day);
  const valueOn = (date: LocalDate) => {
    const held = byDate.get(date);
    return held && measure.valueOf(held)?.value;
  };
  const baseline = weekdayBaseline(day.date, valueOn);
  const difference = found && baseline ? found.value - baseline.value : null;
  return {
    quantity: measure.quantity,
    label: measure.label,
    unit: measure.unit,
    hourEnding: found?.hourEnding ?? null,
    value: found?.value ?? null,
    baseline: baseline?.value ?? null,
    baselineDays: baseline?.dates ?? [],
    absoluteDifference: difference,
    relativeDifference: difference !== null && baseline?.value ? difference / Math.abs(baseline.value) : null,
    rank: rankAmongDays(day.date, byDate.keys(), valueOn),
    note: noteOf(measure, found !== null, baseline !== null),
  };
}

const measuresOf = ({ eveningRampMw }: DaySummary): Measure[] => [
  maxDemand,
  cleanestHour,
  largestRamp(eveningRampMw?.quantity ?? 'net load'),
  interchangeSwing,
];

/** Demand and supply of the days held, made when asked for. */
function supplyDays(context: ReportContext, byDate: SummaryByDate) {
  const { ba, screened, derived } = context;
  const reportsInterchange = screened.trusted.series.has('total-interchange');
  return (date: LocalDate): SupplyDay | undefined => {
    if (!byDate.has(date)) return undefined;
    const day = localDay(date, ba.timezone);
    return {
      date,
      localHours: localHoursOf(day, ba.timezone),
      demandMwh: sliceDay(screened.trusted, 'demand', day),
      sourcesMwh: new Map(
        [...derived.present].map(([source, mwh]) => [
          source,
          sliceHours(mwh, screened.trusted, day.firstHour, day.hourCount),
        ]),
      ),
      totalInterchangeMwh: reportsInterchange ? sliceDay(screened.trusted, 'total-interchange', day) : null,
    };
  };
}

const NOTHING = {
  date: null,
  changes: [],
  drivers: null,
  driversNote: 'No day is complete enough to compare.',
};

/** Sources of a day come the day after; so long the day before it, of which more is known, is told. */
const DAYS_TO_WAIT = 3;

/** The last day that is not incomplete and whose mix is known, if that was of late; else the last one. */
function dayToTell(byDate: SummaryByDate): DaySummary | undefined {
  const days = [...byDate.values()].filter(({ status }) => status !== 'incomplete');
  const withMix = days.findLast(({ cleanestKgPerMwh }) => cleanestKgPerMwh !== null);
  const last = days.at(-1);
  return last && withMix && withMix.date >= addDays(last.date, -DAYS_TO_WAIT) ? withMix : last;
}

/** Of the last day that is over and known enough; empty where there is none. */
export function changes(context: ReportContext, byDate: SummaryByDate): OwnFields<ChangesSnapshot> {
  const day = dayToTell(byDate);
  if (!day) return NOTHING;
  const { date } = day;
  const supplyOn = supplyDays(context, byDate);
  return {
    date,
    changes: measuresOf(day).map((measure) => changeOf(measure, day, byDate)),
    ...demandDrivers(supplyOn(date) as SupplyDay, supplyOn),
  };
}

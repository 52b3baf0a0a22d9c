/**
 * What moved against the usual: four figures of the last complete day, each against its median over
 * the same weekday of the last 30 days.
 */
import { hourToIso, type LocalDate } from '../grid/hour.ts';
import type { ChangesSnapshot } from '../snapshots/changes.ts';
import { weekdayBaseline } from './baseline.ts';
import type { DayFacts } from './day-facts.ts';
import { dayStatus } from './day-status.ts';
import { demandDrivers, type SupplyDay } from './demand-drivers.ts';
import { sliceHours } from './derived-series.ts';
import { rankAmongDays } from './rank.ts';
import type { ReportContext } from './report-context.ts';
import type { OwnFields } from './snapshot-fields.ts';
import { presentSources } from './source-presence.ts';

type Change = ChangesSnapshot['changes'][number];
type FactsByDate = ReadonlyMap<LocalDate, DayFacts>;

interface Measure {
  quantity: Change['quantity'];
  unit: Change['unit'];
  label: string;
  /** Of a day, null where its gate is shut or it is not reported. */
  valueOf(facts: DayFacts): { value: number; index: number | null } | null;
  missingNote: string;
}

const maxDemand: Measure = {
  quantity: 'max-demand',
  unit: 'MW',
  label: 'Highest hour of demand',
  valueOf: ({ peak }) => peak,
  missingNote: 'Demand of this day is not reported or not complete enough.',
};

const cleanestHour: Measure = {
  quantity: 'cleanest-hour',
  unit: 'kg CO2/MWh',
  label: 'Lowest hourly carbon intensity (generation-based, direct)',
  valueOf: (facts) => facts.cleanestHour,
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
  valueOf: ({ eveningRamp }) =>
    eveningRamp?.quantity === quantity ? { value: eveningRamp.rampMw, index: eveningRamp.index } : null,
  missingNote: 'The evening of this day is not reported or not complete enough.',
});

const interchangeSwing: Measure = {
  quantity: 'interchange-swing',
  unit: 'MW',
  label: 'Total interchange: highest less lowest hour of the day',
  valueOf: ({ interchangeSwingMw }) =>
    interchangeSwingMw === null ? null : { value: interchangeSwingMw, index: null },
  missingNote: 'Total interchange of this day is not reported or not complete enough.',
};

function noteOf(measure: Measure, hasValue: boolean, hasBaseline: boolean): string | null {
  if (!hasValue) return measure.missingNote;
  return hasBaseline ? null : 'No same weekday of the last 30 days is complete enough to compare with.';
}

function changeOf(measure: Measure, facts: DayFacts, byDate: FactsByDate): Change {
  const { day } = facts.values;
  const found = measure.valueOf(facts);
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
    hourEnding: found && found.index !== null ? hourToIso(day.firstHour + found.index) : null,
    value: found?.value ?? null,
    baseline: baseline?.value ?? null,
    baselineDays: baseline?.dates ?? [],
    absoluteDifference: difference,
    relativeDifference: difference !== null && baseline?.value ? difference / Math.abs(baseline.value) : null,
    rank: rankAmongDays(day.date, byDate.keys(), valueOn),
    note: noteOf(measure, found !== null, baseline !== null),
  };
}

const measuresOf = (facts: DayFacts): Measure[] => [
  maxDemand,
  cleanestHour,
  largestRamp(facts.eveningRamp?.quantity ?? 'net load'),
  interchangeSwing,
];

/** Demand and supply of the days held, made when asked for. */
function supplyDays({ screened }: ReportContext, byDate: FactsByDate) {
  const present = presentSources(screened.trusted);
  const reportsInterchange = screened.trusted.series.has('total-interchange');
  return (date: LocalDate): SupplyDay | undefined => {
    const values = byDate.get(date)?.values;
    if (!values) return undefined;
    const { firstHour, hourCount } = values.day;
    return {
      date,
      localHours: values.localHours,
      demandMwh: values.demandMwh,
      sourcesMwh: new Map(
        [...present].map(([source, mwh]) => [
          source,
          sliceHours(mwh, screened.trusted, firstHour, hourCount),
        ]),
      ),
      totalInterchangeMwh: reportsInterchange ? values.totalInterchangeMwh : null,
    };
  };
}

const NOTHING = {
  date: null,
  changes: [],
  drivers: null,
  driversNote: 'No day is complete enough to compare.',
};

/** Of the last day that is over and not incomplete; empty where there is none. */
export function changes(context: ReportContext, byDate: FactsByDate): OwnFields<ChangesSnapshot> {
  const facts = [...byDate.values()].findLast((day) => dayStatus(context, day).status !== 'incomplete');
  if (!facts) return NOTHING;
  const { date } = facts.values.day;
  const supplyOn = supplyDays(context, byDate);
  return {
    date,
    changes: measuresOf(facts).map((measure) => changeOf(measure, facts, byDate)),
    ...demandDrivers(supplyOn(date) as SupplyDay, supplyOn),
  };
}

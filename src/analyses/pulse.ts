/** The Daily Pulse: what happened on one local day. */
import { displayName } from '../grid/balancing-authority.ts';
import { type HourEnding, hourToIso, type LocalDate } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import type { FlaggedHour } from '../snapshots/flagged-hour.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { weekdayBaseline } from './baseline.ts';
import type { Extreme } from './completeness.ts';
import type { DayFacts } from './day-facts.ts';
import { dayStatus } from './day-status.ts';
import { dayHours } from './day-values.ts';
import { demandRecord } from './demand-record.ts';
import type { ReportContext } from './report-context.ts';
import type { Flag } from './screening.ts';
import type { Story } from './sentences/story.ts';
import { statements } from './sentences.ts';
import type { OwnFields } from './snapshot-fields.ts';

export type PulseFields = OwnFields<PulseSnapshot>;

export function flaggedHour({ kind, hour, reportedMwh, rule, reason }: Flag): FlaggedHour {
  return { series: kind, hourEnding: hourToIso(hour), reportedMwh, rule, reason };
}

/** The sum over a day, null where an hour is missing: a smaller sum would pass for the day's. */
function dayTotal(values: HourlyValues): number | null {
  const sum = values.reduce((total, value) => total + value, 0);
  return Number.isNaN(sum) ? null : sum;
}

function storyOf(context: ReportContext, facts: DayFacts, byDate: ReadonlyMap<LocalDate, DayFacts>): Story {
  const { date } = facts.values.day;
  return {
    ba: context.ba,
    name: displayName(context.ba),
    date,
    facts,
    status: dayStatus(context, facts),
    usualPeak: weekdayBaseline(date, (day) => byDate.get(day)?.peak?.value),
    record: demandRecord(date, byDate),
  };
}

function numbersOf(facts: DayFacts) {
  const { values } = facts;
  const endingOf = (index: number): string => hourToIso((values.day.firstHour + index) as HourEnding);
  const demandExtreme = (extreme: Extreme | null) =>
    extreme && { hourEnding: endingOf(extreme.index), demandMwh: extreme.value };
  const { eveningRamp: ramp, forecastDeviation: deviation, cleanestHour: cleanest } = facts;
  return {
    peak: demandExtreme(facts.peak),
    trough: demandExtreme(facts.trough),
    eveningRamp: ramp && { quantity: ramp.quantity, hourEnding: endingOf(ramp.index), rampMw: ramp.rampMw },
    forecastDeviation: deviation && {
      hourEnding: endingOf(deviation.index),
      demandMwh: deviation.demandMwh,
      forecastMwh: deviation.forecastMwh,
      deviationMwh: deviation.deviationMwh,
      deviationFraction: deviation.forecastMwh === 0 ? 0 : deviation.deviationMwh / deviation.forecastMwh,
    },
    cleanestHour: cleanest && {
      hourEnding: endingOf(cleanest.index),
      carbonIntensityDirectKgPerMwh: cleanest.value,
      carbonIntensityLifecycleKgPerMwh: values.lifecycleKgPerMwh[cleanest.index] as number,
    },
  };
}

/** The pulse of a day; `byDate` holds the facts of the days before it, for what is usual. */
export function dayPulse(
  context: ReportContext,
  facts: DayFacts,
  byDate: ReadonlyMap<LocalDate, DayFacts>,
  duck: DuckDay,
): PulseFields {
  const story = storyOf(context, facts, byDate);
  const told = statements(story);
  const { values, completeness } = facts;
  const { firstHour, hourCount } = values.day;
  const isOfDay = ({ hour }: Flag) => hour >= firstHour && hour < firstHour + hourCount;
  return {
    date: story.date,
    status: story.status.status,
    statusReason: story.status.reason,
    headline: told[0]?.text ?? '',
    bullets: told.slice(1).map(({ text }) => text),
    statements: told,
    completeness,
    ...numbersOf(facts),
    carbonIntensity: facts.carbonIntensity,
    generationShares: facts.shares,
    totals: {
      demandMwh: dayTotal(values.demandMwh),
      netGenerationMwh: dayTotal(values.netGenerationMwh),
      totalInterchangeMwh: dayTotal(values.totalInterchangeMwh),
    },
    duck: { score: duck.score, status: duck.status },
    hours: dayHours(values),
    flags: context.screened.flags.filter(isOfDay).map(flaggedHour),
  };
}

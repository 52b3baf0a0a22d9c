/** The Daily Pulse: what happened on one local day. */
import { type HourEnding, hourToIso } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import type { FlaggedHour } from '../snapshots/flagged-hour.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import type { Extreme } from './completeness.ts';
import type { DayFacts } from './day-facts.ts';
import { dayHours } from './day-values.ts';
import { imputedDay, imputedInWords } from './imputed-day.ts';
import type { DayStory } from './pulse-stories.ts';
import type { ReportContext } from './report-context.ts';
import { type Flag, flagsWithin } from './screening.ts';
import { statements, type UnhashedStatement } from './sentences.ts';
import type { OwnFields } from './snapshot-fields.ts';

/** A pulse as the analyses make it: without the hashes of its rows, and without what it said before. */
export type PulseFields = Omit<OwnFields<PulseSnapshot>, 'receipt' | 'updates'> & {
  receipt: UnhashedStatement[];
};

export function flaggedHour({ kind, hour, reportedMwh, rule, reason }: Flag): FlaggedHour {
  return { series: kind, hourEnding: hourToIso(hour), reportedMwh, rule, reason };
}

/** The sum over a day, null where an hour is missing: a smaller sum would pass for the day's. */
function dayTotal(values: HourlyValues): number | null {
  const sum = values.reduce((total, value) => total + value, 0);
  return Number.isNaN(sum) ? null : sum;
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

/** The pulse of a day from its story. */
export function dayPulse(context: ReportContext, { story, duck }: DayStory): PulseFields {
  const { facts } = story;
  const told = statements(story);
  const { values, completeness } = facts;
  const imputed = imputedDay(context.imputed, values.day, values.demandMwh);
  return {
    date: story.voice.date,
    status: story.status.status,
    statusReason: [story.status.reason, imputed && imputedInWords(imputed)].filter(Boolean).join(' ') || null,
    headline: told[0]?.text ?? '',
    bullets: told.slice(1).map(({ text }) => text),
    receipt: told,
    completeness,
    ...numbersOf(facts),
    carbonIntensity: facts.carbonIntensity,
    generationShares: facts.shares,
    totals: {
      demandMwh: dayTotal(values.demandMwh),
      netGenerationMwh: dayTotal(values.netGenerationMwh),
      totalInterchangeMwh: dayTotal(values.totalInterchangeMwh),
    },
    ...(imputed && { imputedDemand: imputed }),
    duck: { score: duck.score, status: duck.status },
    hours: dayHours(values),
    flags: flagsWithin(context.screened, values.day).map(flaggedHour),
  };
}

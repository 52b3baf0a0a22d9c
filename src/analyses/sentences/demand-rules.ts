/** Demand: its peak, its low, how both compare with the usual and with the past, and with the forecast. */
import type { StatementInputs, StatementRows } from '../../snapshots/receipt.ts';
import { type HourInputs, hourInputs, lowest, reached } from './hour-inputs.ts';
import { ruleOf } from './rule-of.ts';
import {
  comparedWithPast,
  datedOrNot,
  newsValueOfStreak,
  rowsOfDay,
  rowsOfStreak,
  SHORTEST_HIGH_DEMAND_DAYS,
  SHORTEST_RECORD_DAYS,
  type StreakInputs,
  streakOf,
} from './sentence-rule.ts';
import { hourEndingOf, type Story, type Voice } from './story.ts';
import { dateInWords, hourSpan, percent, power, sentence, weekdayName } from './wording.ts';

const recordDemand = ruleOf<HourInputs & StreakInputs>({
  name: 'record-demand',
  facts: ['peak'],
  threshold: `the peak is the highest in at least ${SHORTEST_HIGH_DEMAND_DAYS} whole days, and not below that of the usual same weekday`,
  // Peak demand is what a grid is built for: a record of it yields only to a very unusual day.
  newsValue: (inputs) => 25 + newsValueOfStreak(20)(inputs),
  rows: rowsOfStreak('demand'),
  measure(story) {
    const { peak } = story.facts;
    const streak = streakOf(story, 'high-demand', SHORTEST_HIGH_DEMAND_DAYS);
    if (!peak || !streak || peak.value < (story.usualPeak?.value ?? 0)) return null;
    return { ...hourInputs(story, peak), ...streak };
  },
  headline: (inputs, voice) =>
    datedOrNot(
      `${voice.name} demand hit ${reached(inputs, voice)}`,
      voice,
      `, ${comparedWithPast('highest', inputs, voice.date)}`,
    ),
  bullet: (inputs, voice) =>
    `Demand hit ${reached(inputs, voice)}, ${comparedWithPast('highest', inputs, voice.date)}.`,
});

const recordLowDemand = ruleOf<HourInputs & StreakInputs>({
  name: 'record-low-demand',
  facts: ['trough'],
  threshold: `the lowest hour is the lowest in at least ${SHORTEST_RECORD_DAYS} whole days`,
  newsValue: newsValueOfStreak(30),
  rows: rowsOfStreak('demand'),
  measure(story) {
    const { trough } = story.facts;
    const streak = streakOf(story, 'low-demand', SHORTEST_RECORD_DAYS);
    return trough && streak && { ...hourInputs(story, trough), ...streak };
  },
  headline: (inputs, voice) =>
    datedOrNot(
      `${voice.name} demand fell to ${reached(inputs, voice)}`,
      voice,
      `, ${comparedWithPast('lowest', inputs, voice.date)}`,
    ),
  bullet: (inputs, voice) =>
    `Demand fell to ${reached(inputs, voice)}, ${comparedWithPast('lowest', inputs, voice.date)}.`,
});

/** Of the same weekday; fewer days make no "typical". */
const TYPICAL_DAYS = 2;
const UNUSUAL_FRACTION = 0.1;

interface UsualInputs extends HourInputs {
  usualPeakMwh: number;
  usualDays: number;
  /** The days compared with, newest first, parted by blanks. */
  usualDates: string;
}

function usualInputs(story: Story): UsualInputs | null {
  const { facts, usualPeak } = story;
  if (!facts.peak || !usualPeak || !(usualPeak.value > 0)) return null;
  return {
    ...hourInputs(story, facts.peak),
    usualPeakMwh: usualPeak.value,
    usualDays: usualPeak.dates.length,
    usualDates: usualPeak.dates.join(' '),
  };
}

const usualRows = ({ usualDates }: UsualInputs, { voice }: Story): StatementRows => ({
  series: ['demand'],
  days: [voice.date, ...usualDates.split(' ')],
});

/** "4% above a typical Monday"; nearly equal values are "about the same as". */
export function comparedWithUsual(value: number, usual: number, weekdayWords: string): string {
  const difference = value / usual - 1;
  if (Math.abs(difference) < 0.005) return `about the same as ${weekdayWords}`;
  return `${percent(difference)} ${difference > 0 ? 'above' : 'below'} ${weekdayWords}`;
}

const deviationOf = ({ valueMwh, usualPeakMwh }: UsualInputs) => valueMwh / usualPeakMwh - 1;

const againstUsual = (inputs: UsualInputs, voice: Voice): string[] => {
  const typical = `a typical ${weekdayName(voice.date)}`;
  return datedOrNot(
    `${voice.name} demand peaked at ${reached(inputs, voice)}`,
    voice,
    `, ${comparedWithUsual(inputs.valueMwh, inputs.usualPeakMwh, typical)}`,
  );
};

const againstUsualInFull = (inputs: UsualInputs, voice: Voice): string => {
  const { valueMwh, usualPeakMwh } = inputs;
  const typical = `a typical ${weekdayName(voice.date)} (${power(usualPeakMwh)})`;
  return `Demand peaked at ${reached(inputs, voice)}, ${comparedWithUsual(valueMwh, usualPeakMwh, typical)}.`;
};

const unusualPeak = ruleOf<UsualInputs>({
  name: 'unusual-peak',
  facts: ['peak', 'usual-peak'],
  threshold: `the peak is at least ${percent(UNUSUAL_FRACTION)} off the median of at least 3 same weekdays`,
  newsValue: (inputs) => 45 + 100 * Math.min(0.45, Math.abs(deviationOf(inputs))),
  rows: usualRows,
  measure(story) {
    const inputs = usualInputs(story);
    const isUnusual = inputs && inputs.usualDays >= 3 && Math.abs(deviationOf(inputs)) >= UNUSUAL_FRACTION;
    return isUnusual ? inputs : null;
  },
  headline: againstUsual,
  bullet: againstUsualInFull,
});

const peakAgainstUsual = ruleOf<UsualInputs>({
  name: 'peak-against-usual',
  facts: ['peak', 'usual-peak'],
  threshold: `at least ${TYPICAL_DAYS} same weekdays of the last 30 days compare`,
  newsValue: () => 49,
  rows: usualRows,
  measure(story) {
    const inputs = usualInputs(story);
    return inputs && inputs.usualDays >= TYPICAL_DAYS ? inputs : null;
  },
  headline: againstUsual,
  bullet: againstUsualInFull,
});

const peakDemand = ruleOf<HourInputs>({
  name: 'peak-demand',
  facts: ['peak'],
  threshold: 'the peak passes the completeness gate',
  newsValue: () => 47,
  rows: rowsOfDay('demand'),
  measure: (story) => story.facts.peak && hourInputs(story, story.facts.peak),
  headline: (inputs, voice) => datedOrNot(`${voice.name} demand peaked at ${reached(inputs, voice)}`, voice),
  bullet: (inputs, voice) => sentence(`Demand peaked at ${reached(inputs, voice)}`),
});

const usualPeak = ruleOf<UsualInputs>({
  name: 'usual-peak',
  facts: ['usual-peak'],
  threshold: 'at least one same weekday of the last 30 days compares',
  newsValue: () => 48,
  rows: usualRows,
  measure: usualInputs,
  bullet({ valueMwh, usualPeakMwh, usualDays, usualDates }, { date }) {
    const weekday = weekdayName(date);
    const words =
      usualDays === 1
        ? `that of ${weekday}, ${dateInWords(usualDates, date)}`
        : `the median of the last ${usualDays} ${weekday}s on record`;
    return `The day's peak was ${comparedWithUsual(valueMwh, usualPeakMwh, words)} (${power(usualPeakMwh)}).`;
  },
});

const lowestDemand = ruleOf<HourInputs>({
  name: 'lowest-demand',
  facts: ['trough'],
  threshold: 'the lowest hour passes the completeness gate',
  newsValue: () => 34,
  rows: rowsOfDay('demand'),
  measure: (story) => story.facts.trough && hourInputs(story, story.facts.trough),
  bullet: (inputs, voice) => lowest('Demand', inputs, voice),
});

interface ForecastInputs extends StatementInputs {
  demandMwh: number;
  forecastMwh: number;
  hourEnding: string;
}

const LARGE_MISS_FRACTION = 0.1;

const missOf = ({ demandMwh, forecastMwh }: ForecastInputs) => demandMwh / forecastMwh - 1;

const missInWords = (inputs: ForecastInputs): string =>
  `${power(inputs.demandMwh - inputs.forecastMwh)} (${percent(missOf(inputs))}) ${missOf(inputs) > 0 ? 'above' : 'below'} the day-ahead forecast`;

const forecastDeviation = ruleOf<ForecastInputs>({
  name: 'forecast-deviation',
  facts: ['forecast'],
  threshold: `demand and its forecast differ; a headline from ${percent(LARGE_MISS_FRACTION)}`,
  newsValue(inputs) {
    const miss = Math.abs(missOf(inputs));
    return miss >= LARGE_MISS_FRACTION ? 42 + 100 * Math.min(0.4, miss) : 36;
  },
  rows: rowsOfDay('demand', 'day-ahead-demand-forecast'),
  measure(story) {
    const deviation = story.facts.forecastDeviation;
    if (!deviation || deviation.deviationMwh === 0 || !(deviation.forecastMwh > 0)) return null;
    const { demandMwh, forecastMwh, index } = deviation;
    return { demandMwh, forecastMwh, hourEnding: hourEndingOf(story, index) };
  },
  headline(inputs, voice) {
    if (Math.abs(missOf(inputs)) < LARGE_MISS_FRACTION) return [];
    const came = `${voice.name} demand came in ${missInWords(inputs)}`;
    return datedOrNot(`${came} ${hourSpan(inputs.hourEnding, voice.timezone)}`, voice).concat(came);
  },
  bullet: (inputs, { timezone }) =>
    `Demand came in ${missInWords(inputs)} ${hourSpan(inputs.hourEnding, timezone)}, the widest miss of the day.`,
});

export const DEMAND_RULES = [
  recordDemand,
  recordLowDemand,
  unusualPeak,
  peakAgainstUsual,
  peakDemand,
  usualPeak,
  lowestDemand,
  forecastDeviation,
];

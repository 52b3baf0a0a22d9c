/** The rules of the headline; the first that has something to say within 120 characters is taken. */
import type { Extreme } from '../completeness.ts';
import type { Sentence, SentenceRule, Story } from './story.ts';
import { dateInWords, hourSpan, percent, power, weekdayName } from './wording.ts';

export const LONGEST_HEADLINE = 120;
/** Fewer same weekdays make no "typical". */
const TYPICAL_DAYS = 2;

/** "26.5 gigawatts between 7 and 8 p.m."; of equal hours the first. */
const reached = (story: Story, { value, index, hoursTied }: Extreme): string =>
  `${power(value)}${hoursTied > 1 ? ', first' : ''} ${hourSpan(story.facts.values.localHours, index)}`;

/** The first wording that fits. */
function fitting(candidates: string[]): string | null {
  return candidates.find((text) => text.length <= LONGEST_HEADLINE) ?? null;
}

const dated = (text: string, story: Story) => `${text} on ${dateInWords(story.date)}`;

function sentence(candidates: string[], inputs: Sentence['inputs']): Sentence | null {
  const text = fitting(candidates);
  return text === null ? null : { text, inputs };
}

const peakInputs = (story: Story, peak: Extreme): Sentence['inputs'] => ({
  date: story.date,
  peakDemandMwh: peak.value,
  peakLocalHour: story.facts.values.localHours[peak.index] as number,
});

function missingPhrase({
  completeness: { missingHours, flaggedHours, hoursInDay },
}: Story['status']): string {
  const bad = missingHours + flaggedHours;
  return flaggedHours > 0
    ? `${bad} of ${hoursInDay} hours are missing or implausible`
    : `${bad} of ${hoursInDay} hours are missing`;
}

const incompleteDay: SentenceRule = {
  name: 'incomplete-day',
  facts: ['missing-hours'],
  write(story) {
    if (story.status.status !== 'incomplete') return null;
    const { basis, completeness } = story.status;
    const tail = `are incomplete: ${missingPhrase(story.status)}`;
    const text = `${story.name} ${basis} data for ${dateInWords(story.date)} ${tail}`;
    return sentence([text, `${story.ba.code} data for ${dateInWords(story.date)} ${tail}`], {
      ...completeness,
    });
  },
};

const recordDemand: SentenceRule = {
  name: 'record-demand',
  facts: ['peak'],
  write(story) {
    const { facts, record } = story;
    if (!facts.peak || !record) return null;
    const hit = `${story.name} demand hit ${reached(story, facts.peak)}`;
    const compared = record.since
      ? `the highest since ${dateInWords(record.since, story.date)}`
      : `the highest in at least ${record.daysBelow} days`;
    return sentence([`${dated(hit, story)}, ${compared}`, `${hit}, ${compared}`], {
      ...peakInputs(story, facts.peak),
      daysBelow: record.daysBelow,
      since: record.since,
    });
  },
};

/** "4% above a typical Monday"; nearly equal values are "about the same as". */
export function comparedWithUsual(value: number, usual: number, weekdayWords: string): string {
  const difference = value / usual - 1;
  if (Math.abs(difference) < 0.005) return `about the same as ${weekdayWords}`;
  return `${percent(difference)} ${difference > 0 ? 'above' : 'below'} ${weekdayWords}`;
}

const peakAgainstUsual: SentenceRule = {
  name: 'peak-against-usual',
  facts: ['peak', 'usual-peak'],
  write(story) {
    const { facts, usualPeak } = story;
    if (!facts.peak || !usualPeak || usualPeak.dates.length < TYPICAL_DAYS || !(usualPeak.value > 0))
      return null;
    const peaked = `${story.name} demand peaked at ${reached(story, facts.peak)}`;
    const compared = comparedWithUsual(
      facts.peak.value,
      usualPeak.value,
      `a typical ${weekdayName(story.date)}`,
    );
    return sentence([`${dated(peaked, story)}, ${compared}`, `${peaked}, ${compared}`], {
      ...peakInputs(story, facts.peak),
      usualPeakDemandMwh: usualPeak.value,
      usualDays: usualPeak.dates.length,
    });
  },
};

const peakDemand: SentenceRule = {
  name: 'peak-demand',
  facts: ['peak'],
  write(story) {
    const { peak } = story.facts;
    if (!peak) return null;
    const peaked = `${story.name} demand peaked at ${reached(story, peak)}`;
    return sentence([dated(peaked, story), peaked], peakInputs(story, peak));
  },
};

const generationPeak: SentenceRule = {
  name: 'generation-peak',
  facts: ['generation-peak'],
  write(story) {
    const peak = story.facts.generationPeak;
    if (story.status.basis === 'demand' || !peak) return null;
    const inputs = { date: story.date, peakNetGenerationMwh: peak.value };
    if (peak.value <= 0) {
      const idle = `${story.name} plants generated no net power on ${dateInWords(story.date)}`;
      return sentence([idle], inputs);
    }
    const peaked = `${story.name} net generation peaked at ${reached(story, peak)}`;
    return sentence([dated(peaked, story), peaked], inputs);
  },
};

/** Where no extreme may be told: what is known of the day. */
const provisionalDay: SentenceRule = {
  name: 'provisional-day',
  facts: ['missing-hours'],
  write(story) {
    const { status, basis, completeness } = story.status;
    if (status === 'final') return null;
    const text = `${story.name} ${basis} data for ${dateInWords(story.date)} are provisional: its peak is not certain yet`;
    return sentence([text], { ...completeness });
  },
};

/** Never silent: every pulse has a headline. */
const dayAtAGlance: SentenceRule = {
  name: 'day-at-a-glance',
  facts: [],
  write: (story) => ({
    text: `${story.name}: the grid on ${dateInWords(story.date)}`.slice(0, LONGEST_HEADLINE),
    inputs: { date: story.date },
  }),
};

export const HEADLINE_RULES: readonly SentenceRule[] = [
  incompleteDay,
  recordDemand,
  peakAgainstUsual,
  peakDemand,
  generationPeak,
  provisionalDay,
  dayAtAGlance,
];

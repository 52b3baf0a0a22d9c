/** The evening climb, and the duck that the sun makes of the day. */
import type { StatementInputs } from '../../snapshots/receipt.ts';
import { ruleOf } from './rule-of.ts';
import {
  comparedWithPast,
  newsValueOfStreak,
  rowsOfDay,
  rowsOfStreak,
  SHORTEST_RECORD_DAYS,
  type StreakInputs,
  streakOf,
} from './sentence-rule.ts';
import { hourEndingOf, type Story, type Voice } from './story.ts';
import { clock, dateInWords, localHourAt, percent, power } from './wording.ts';

/** Points; a record of a flat duck is no news. */
const LEAST_DUCK = 20;
/** Of the peak. */
const LEAST_RAMP = 0.05;
/** Of the peak; below it an evening is flat, and when it climbed is no news. */
const FLAT_RAMP = 0.01;

const peakOf = ({ facts }: Story) => facts.peak?.value ?? Number.POSITIVE_INFINITY;
/** Without a peak that may be told, any rise counts. */
const isFlat = ({ rampMw }: RampInputs, { facts }: Story) =>
  rampMw <= FLAT_RAMP * Math.max(0, facts.peak?.value ?? 0);

interface RampInputs extends StatementInputs {
  rampMw: number;
  quantity: string;
  /** Of the hour into which it rose. */
  hourEnding: string;
}

function rampInputs(story: Story): RampInputs | null {
  const ramp = story.facts.eveningRamp;
  if (!ramp) return null;
  return { rampMw: ramp.rampMw, quantity: ramp.quantity, hourEnding: hourEndingOf(story, ramp.index) };
}

const subjectOf = ({ quantity }: RampInputs) =>
  quantity === 'net load' ? 'demand less wind and solar' : 'demand';

/** The climb is between the two hours' middles, so "around" the moment at which they meet. */
const climbed = (inputs: RampInputs, { timezone }: Voice) =>
  `climbed fastest around ${clock(localHourAt(inputs.hourEnding, timezone))}, by ${power(inputs.rampMw)} in an hour`;

const eveningRamp = ruleOf<RampInputs>({
  name: 'evening-ramp',
  facts: ['ramp'],
  threshold: `between two hours of 3 to 9 p.m. that pass the completeness gate it rose by more than ${percent(FLAT_RAMP)} of the peak`,
  newsValue: () => 40,
  rows: rowsOfDay('demand', 'generation:*'),
  measure(story) {
    const inputs = rampInputs(story);
    return inputs && !isFlat(inputs, story) ? inputs : null;
  },
  bullet: (inputs, voice) => `Between 3 and 9 p.m., ${subjectOf(inputs)} ${climbed(inputs, voice)}.`,
});

const flatEvening = ruleOf<RampInputs>({
  name: 'flat-evening',
  facts: ['ramp'],
  threshold: `between no two hours of 3 to 9 p.m. did it rise by more than ${percent(FLAT_RAMP)} of the peak`,
  newsValue: () => 22,
  rows: rowsOfDay('demand', 'generation:*'),
  measure(story) {
    const inputs = rampInputs(story);
    return inputs && isFlat(inputs, story) ? inputs : null;
  },
  bullet(inputs) {
    const evening = `Between 3 and 9 p.m., ${subjectOf(inputs)}`;
    if (inputs.rampMw <= 0) return `${evening} never rose from one hour to the next.`;
    return `${evening} hardly rose: its steepest climb in an hour was ${power(inputs.rampMw)}.`;
  },
});

const recordRamp = ruleOf<RampInputs & StreakInputs>({
  name: 'record-evening-ramp',
  facts: ['ramp'],
  threshold: `the climb of net load is the steepest in at least ${SHORTEST_RECORD_DAYS} whole days and 5% of the peak`,
  newsValue: newsValueOfStreak(30),
  rows: rowsOfStreak('demand', 'generation:*'),
  measure(story) {
    const inputs = rampInputs(story);
    const streak = streakOf(story, 'evening-ramp');
    if (!inputs || !streak || inputs.rampMw < LEAST_RAMP * peakOf(story)) return null;
    return { ...inputs, ...streak };
  },
  headline(inputs, { name, code, date }) {
    const past = comparedWithPast('steepest evening climb', inputs, date);
    const rose = `demand less wind and solar rose ${power(inputs.rampMw)} in an hour on ${dateInWords(date)}`;
    return [name, code].map((who) => `${who} ${rose}, ${past}`);
  },
  bullet: (inputs, voice) =>
    `Between 3 and 9 p.m., ${subjectOf(inputs)} ${climbed(inputs, voice)}, ${comparedWithPast('steepest', inputs, voice.date)}.`,
});

const recordDuck = ruleOf<{ duckScore: number } & StreakInputs>({
  name: 'record-duck',
  facts: ['duck'],
  threshold: `the duck score is at least ${LEAST_DUCK} and the highest in at least ${SHORTEST_RECORD_DAYS} whole days`,
  newsValue: newsValueOfStreak(25),
  rows: rowsOfStreak('demand', 'generation:*'),
  measure(story) {
    const { duckScore } = story;
    const streak = streakOf(story, 'duck-score');
    if (duckScore === null || duckScore < LEAST_DUCK || !streak) return null;
    return { duckScore, ...streak };
  },
  bullet: (inputs, { date }) =>
    `The midday dip and evening climb that solar makes of demand, the duck curve, scored ${Math.round(inputs.duckScore)} of 100, ${comparedWithPast('highest', inputs, date)}.`,
});

export const NET_LOAD_RULES = [recordRamp, recordDuck, eveningRamp, flatEvening];

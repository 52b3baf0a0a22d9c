/** What to say of a day that is not whole, or of which nothing stands out. */
import type { StatementInputs } from '../../snapshots/receipt.ts';
import { countKnown, mean } from '../statistics.ts';
import { ruleOf } from './rule-of.ts';
import { rowsOfDay } from './sentence-rule.ts';
import type { Story } from './story.ts';
import { dateInWords, power, signedPower } from './wording.ts';

const BASIS_ROWS = rowsOfDay('demand', 'net-generation');

interface IncompleteInputs extends StatementInputs {
  basis: string;
  badHours: number;
  flaggedHours: number;
  hoursInDay: number;
}

const incompleteDay = ruleOf<IncompleteInputs>({
  name: 'incomplete-day',
  facts: ['missing-hours'],
  threshold: 'more than 2 hours of the day are missing or flagged',
  newsValue: () => 100,
  rows: BASIS_ROWS,
  measure({ status: { status, basis, completeness } }) {
    if (status !== 'incomplete') return null;
    const { missingHours, flaggedHours, hoursInDay } = completeness;
    return { basis, badHours: missingHours + flaggedHours, flaggedHours, hoursInDay };
  },
  headline({ basis, badHours, flaggedHours, hoursInDay }, { name, code, date }) {
    const doubt = flaggedHours > 0 ? 'missing or implausible' : 'missing';
    const tail = `are incomplete: ${badHours} of ${hoursInDay} hours are ${doubt}`;
    return [
      `${name} ${basis} data for ${dateInWords(date)} ${tail}`,
      `${code} data for ${dateInWords(date)} ${tail}`,
    ];
  },
});

/** Where no extreme may be told: what is known of the day. */
const provisionalDay = ruleOf<{ basis: string }>({
  name: 'provisional-day',
  facts: ['missing-hours'],
  threshold: 'hours are missing or flagged, and nothing else makes a headline',
  newsValue: () => 15,
  rows: BASIS_ROWS,
  measure: ({ status: { status, basis } }) => (status === 'final' ? null : { basis }),
  headline: ({ basis }, { name, code, date }) =>
    [name, code].map(
      (who) => `${who} ${basis} data for ${dateInWords(date)} are provisional: the day's peak is not certain`,
    ),
});

/** Never silent: every pulse has a headline. */
const dayAtAGlance = ruleOf<StatementInputs>({
  name: 'day-at-a-glance',
  facts: [],
  threshold: 'nothing else makes a headline',
  newsValue: () => 0,
  rows: BASIS_ROWS,
  measure: () => ({}),
  headline: (_, { name, code, date }) => [
    `${name}: the grid on ${dateInWords(date)}`,
    `${code}: the grid on ${dateInWords(date)}`,
  ],
});

const valuesOfBasis = ({ status, facts }: Story) =>
  status.basis === 'demand' ? facts.values.demandMwh : facts.values.netGenerationMwh;

/** Of a day that is not whole: the mean of what is known, without naming an extreme of the day. */
const knownHours = ruleOf<{ basis: string; knownHours: number; meanMwh: number }>({
  name: 'known-hours',
  facts: ['average'],
  threshold: 'hours of the day are missing or flagged, and at least one is known',
  newsValue: () => 21,
  rows: BASIS_ROWS,
  measure(story) {
    const values = valuesOfBasis(story);
    const known = countKnown(values);
    if (known === 0 || known === values.length) return null;
    return { basis: story.status.basis, knownHours: known, meanMwh: mean(values) };
  },
  bullet({ basis, knownHours: known, meanMwh }) {
    const subject = known === 1 ? 'In the one hour known' : `In the ${known} hours known`;
    return `${subject}, ${basis} averaged ${signedPower(meanMwh)}.`;
  },
});

const averageDemand = ruleOf<{ meanDemandMwh: number }>({
  name: 'average-demand',
  facts: ['average'],
  threshold: 'every hour of demand is known',
  newsValue: () => 20,
  rows: rowsOfDay('demand'),
  measure({ facts: { values } }) {
    const whole = countKnown(values.demandMwh) === values.demandMwh.length;
    return whole ? { meanDemandMwh: mean(values.demandMwh) } : null;
  },
  bullet: ({ meanDemandMwh }) => `Over the whole day, demand averaged ${power(meanDemandMwh)}.`,
});

const averageGeneration = ruleOf<{ meanNetGenerationMwh: number }>({
  name: 'average-generation',
  facts: ['average'],
  threshold: 'no demand is reported and every hour of net generation is known',
  newsValue: () => 20,
  rows: rowsOfDay('net-generation'),
  measure({ status, facts: { values } }) {
    const { netGenerationMwh } = values;
    if (status.basis === 'demand' || countKnown(netGenerationMwh) < netGenerationMwh.length) return null;
    const average = mean(netGenerationMwh);
    return average > 0 ? { meanNetGenerationMwh: average } : null;
  },
  bullet: ({ meanNetGenerationMwh }) =>
    `Over the whole day, net generation averaged ${power(meanNetGenerationMwh)}.`,
});

export const DAY_RULES = [
  incompleteDay,
  provisionalDay,
  dayAtAGlance,
  knownHours,
  averageDemand,
  averageGeneration,
];

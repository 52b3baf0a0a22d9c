/** Power sent to and taken from neighbours, net. Positive is out: exports. */
import type { StatementInputs } from '../../snapshots/receipt.ts';
import type { RecordName } from '../records.ts';
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
import type { Story } from './story.ts';
import { dateInWords, percent, power } from './wording.ts';

/** Of demand. */
const LEAST_SHARE = 0.05;
/** Of demand; so much imported leaves no generation to speak of. */
const ALL_IMPORTED = 0.995;
const ROWS = ['total-interchange', 'demand'];

interface InterchangeInputs extends StatementInputs {
  /** Mean of the day. */
  totalInterchangeMw: number;
  /** Mean of the day; null where demand is not known enough. */
  demandMw: number | null;
}

function interchangeInputs({ facts: { interchange }, status }: Story): InterchangeInputs | null {
  // Whoever has no demand sends out all that it makes: its generation says it already.
  if (status.basis !== 'demand' || !interchange) return null;
  return { totalInterchangeMw: interchange.meanMw, demandMw: interchange.meanDemandMw };
}

const shareOf = ({ totalInterchangeMw, demandMw }: InterchangeInputs): number | null =>
  demandMw !== null && demandMw > 0 ? Math.abs(totalInterchangeMw) / demandMw : null;

const directionOf = ({ totalInterchangeMw }: InterchangeInputs) =>
  totalInterchangeMw > 0 ? 'exports' : 'imports';

function shareInWords(share: number | null): string {
  if (share === null) return '';
  return share > 1.005 ? ', more than demand itself' : `, equal to ${percent(share)} of demand`;
}

const netInterchange = ruleOf<InterchangeInputs>({
  name: 'net-interchange',
  facts: ['interchange'],
  threshold: 'total interchange of all but 2 hours is known',
  newsValue: (inputs) => ((shareOf(inputs) ?? 0) >= ALL_IMPORTED ? 47 : 32),
  rows: rowsOfDay(...ROWS),
  measure: interchangeInputs,
  bullet(inputs) {
    const size = power(inputs.totalInterchangeMw);
    if (inputs.totalInterchangeMw === 0) return 'Imports and exports canceled out over the day.';
    const share = shareOf(inputs);
    const isAll = directionOf(inputs) === 'imports' && share !== null && share >= ALL_IMPORTED;
    if (isAll && share <= 2 - ALL_IMPORTED)
      return `All the power used here came from neighboring grids: net imports averaged ${size}.`;
    return `Net ${directionOf(inputs)} averaged ${size}${shareInWords(share)}.`;
  },
});

const recordFlow = (name: string, record: RecordName, direction: 'imports' | 'exports') =>
  ruleOf<InterchangeInputs & StreakInputs>({
    name,
    facts: ['interchange'],
    threshold: `net ${direction} are the highest in at least ${SHORTEST_RECORD_DAYS} days and ${percent(LEAST_SHARE)} of demand`,
    newsValue: newsValueOfStreak(25),
    rows: rowsOfStreak(...ROWS),
    measure(story) {
      const inputs = interchangeInputs(story);
      const streak = streakOf(story, record);
      if (!inputs || directionOf(inputs) !== direction || (shareOf(inputs) ?? 0) < LEAST_SHARE) return null;
      return streak && { ...inputs, ...streak };
    },
    headline(inputs, { name: who, code, date }) {
      const averaged = `net ${direction} averaged ${power(inputs.totalInterchangeMw)} on ${dateInWords(date)}`;
      return [who, code].map(
        (subject) => `${subject} ${averaged}, ${comparedWithPast('highest', inputs, date)}`,
      );
    },
    bullet: (inputs, { date }) =>
      `Net ${direction} averaged ${power(inputs.totalInterchangeMw)}${shareInWords(shareOf(inputs))}, ${comparedWithPast('highest', inputs, date)}.`,
  });

export const INTERCHANGE_RULES = [
  recordFlow('record-imports', 'imports', 'imports'),
  recordFlow('record-exports', 'exports', 'exports'),
  netInterchange,
];

/** What moved demand, in one or two plain sentences: who supplied more, who less. No claim of a cause. */
import { ENERGY_SOURCES, isEnergySource } from '../grid/energy-source.ts';
import type { LocalDate } from '../grid/hour.ts';
import type { DriverPart, Drivers } from '../snapshots/changes.ts';
import { list, power, weekdayName } from './sentences/wording.ts';

/** Named in each direction at most. */
const NAMED = 2;
/** Smaller than this share of the largest change is not worth a name. */
const WORTH_A_NAME = 0.15;
/** A change of demand below this share of it reads as none. */
const SAME = 0.005;

const NAMES: Record<string, string> = {
  'net-imports': 'trade with neighbors',
  unexplained: 'what EIA’s figures leave open',
  'net-imports-and-unexplained': 'the rest, which includes net imports',
  'generation:OTH': 'other sources',
  'generation:UNK': 'unknown sources',
};

export function partInWords(part: string): string {
  const source = part.replace('generation:', '');
  return NAMES[part] ?? (isEnergySource(source) ? ENERGY_SOURCES[source].name.toLowerCase() : part);
}

function comparedWith(date: LocalDate, days: number): string {
  const weekday = weekdayName(date);
  return days === 1 ? `the ${weekday} before` : `the mean of ${days} ${weekday}s before`;
}

function movers(parts: readonly DriverPart[], sign: 1 | -1): string {
  const largest = Math.max(...parts.map(({ changeMw }) => Math.abs(changeMw)));
  const worth = parts
    .filter(({ changeMw }) => changeMw * sign > 0 && Math.abs(changeMw) >= WORTH_A_NAME * largest)
    .sort((a, b) => Math.abs(b.changeMw) - Math.abs(a.changeMw))
    .slice(0, NAMED);
  return list(worth.map(({ part, changeMw }) => `${partInWords(part)} (${power(changeMw)})`));
}

export function driversSentence(
  date: LocalDate,
  baselineDays: number,
  { demand, parts }: Pick<Drivers, 'demand' | 'parts'>,
): string {
  const against = comparedWith(date, baselineDays);
  const mean = `Demand averaged ${power(demand.meanMw)}`;
  const isSame = Math.abs(demand.changeMw) < SAME * Math.abs(demand.baselineMeanMw);
  const first = isSame
    ? `${mean}, about as much as ${against}.`
    : `${mean}, ${power(demand.changeMw)} ${demand.changeMw > 0 ? 'more' : 'less'} than ${against}.`;
  const clauses = (demand.changeMw < 0 ? [-1, 1] : [1, -1]).flatMap((sign) => {
    const names = movers(parts, sign as 1 | -1);
    return names ? [{ word: sign > 0 ? 'more' : 'less', names }] : [];
  });
  const [lead, other] = clauses;
  if (!lead) return first;
  const second = `${lead.word === 'more' ? 'More' : 'Less'} came from ${lead.names}`;
  return `${first} ${second}${other ? `; ${other.word} from ${other.names}` : ''}.`;
}

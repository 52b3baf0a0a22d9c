/** Carbon intensity of what was generated, always named generation-based and direct. */
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
import { hourEndingOf } from './story.ts';
import { dateInWords, grams, hourSpan } from './wording.ts';

const BASIS = '(direct emissions, generation-based)';
const HERE = 'Electricity generated here';

interface CarbonInputs extends StatementInputs {
  /** Mean of the day, weighted by generation. */
  dayKgPerMwh: number;
  /** Of the cleanest hour; null where its gate is shut. */
  cleanestKgPerMwh: number | null;
  cleanestHourEnding: string | null;
  hoursTied: number | null;
}

const cleanestHour = ruleOf<CarbonInputs>({
  name: 'cleanest-hour',
  facts: ['carbon'],
  threshold: 'the mix of all but 2 hours is known',
  newsValue: () => 44,
  rows: rowsOfDay('generation:*'),
  measure(story) {
    const { cleanestHour: hour, carbonIntensity } = story.facts;
    if (!carbonIntensity) return null;
    return {
      dayKgPerMwh: carbonIntensity.directKgPerMwh,
      cleanestKgPerMwh: hour?.value ?? null,
      cleanestHourEnding: hour && hourEndingOf(story, hour.index),
      hoursTied: hour?.hoursTied ?? null,
    };
  },
  bullet({ dayKgPerMwh: day, cleanestKgPerMwh, cleanestHourEnding, hoursTied }, { timezone }) {
    if (day === 0) return `${HERE} caused no CO2 at the stack all day ${BASIS}.`;
    if (cleanestKgPerMwh === null || cleanestHourEnding === null || grams(cleanestKgPerMwh) === grams(day))
      return `${HERE} averaged ${grams(day)} grams of CO2 per kilowatt-hour ${BASIS}.`;
    const was = (hoursTied ?? 1) > 1 ? 'was first at its cleanest' : 'was cleanest';
    const figures = `${grams(cleanestKgPerMwh)} grams of CO2 per kilowatt-hour, against ${grams(day)} over the day`;
    return `${HERE} ${was} ${hourSpan(cleanestHourEnding, timezone)}: ${figures} ${BASIS}.`;
  },
});

/** kg/MWh; below it the mix is all but free of carbon, and "the cleanest since" says nothing. */
const LEAST_INTENSITY = 1;

interface RecordDay {
  name: string;
  record: RecordName;
  extreme: string;
}

const recordDay = ({ name, record, extreme }: RecordDay) =>
  ruleOf<{ dayKgPerMwh: number } & StreakInputs>({
    name,
    facts: ['carbon'],
    threshold: `the day's mean intensity is the ${extreme} in at least ${SHORTEST_RECORD_DAYS} whole days`,
    newsValue: newsValueOfStreak(35),
    rows: rowsOfStreak('generation:*'),
    measure(story) {
      const day = story.facts.carbonIntensity?.directKgPerMwh;
      const streak = streakOf(story, record);
      if (!streak || day === undefined || day < LEAST_INTENSITY) return null;
      return { dayKgPerMwh: day, ...streak };
    },
    headline(inputs, { name: who, code, date }) {
      const averaged = `averaged ${grams(inputs.dayKgPerMwh)} g of CO2 per kWh on ${dateInWords(date)}`;
      const past = comparedWithPast(extreme, inputs, date);
      return [who, code].map((subject) => `${subject} generation ${averaged} (direct), ${past}`);
    },
    bullet: (inputs, { date }) =>
      `${HERE} averaged ${grams(inputs.dayKgPerMwh)} grams of CO2 per kilowatt-hour ${BASIS}, ${comparedWithPast(extreme, inputs, date)}.`,
  });

export const CARBON_RULES = [
  recordDay({ name: 'record-low-carbon', record: 'low-carbon-day', extreme: 'lowest' }),
  recordDay({ name: 'record-high-carbon', record: 'high-carbon-day', extreme: 'highest' }),
  cleanestHour,
];

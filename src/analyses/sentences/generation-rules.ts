/** What was generated: the mix, the sun's and the wind's best hours, and plants without customers. */
import { ENERGY_SOURCES, type EnergySource, isEnergySource } from '../../grid/energy-source.ts';
import type { StatementInputs } from '../../snapshots/receipt.ts';
import type { RecordName } from '../records.ts';
import { type HourInputs, hourInputs, lowest, reached } from './hour-inputs.ts';
import { ruleOf } from './rule-of.ts';
import {
  comparedWithPast,
  datedOrNot,
  type Fact,
  newsValueOfStreak,
  rowsOfDay,
  rowsOfStreak,
  SHORTEST_RECORD_DAYS,
  type StreakInputs,
  streakOf,
} from './sentence-rule.ts';
import { hourEndingOf, type Story } from './story.ts';
import { capitalised, dateInWords, hourSpan, list, percent } from './wording.ts';

/** A smaller share is no news. */
const LEAST_SHARE = 0.01;
const SHARES_TOLD = 3;
const NEARLY_ALL = 0.995;

function sourceInWords(source: EnergySource): string {
  const { name } = ENERGY_SOURCES[source];
  return source === 'OTH' || source === 'UNK' ? `${name.toLowerCase()} sources` : name.toLowerCase();
}

/** The shares told, largest first, by source code, and how many sources ran at all. */
function mixInputs({ facts }: Story): StatementInputs | null {
  const told = facts.shares.filter((share) => share.shareOfGeneration >= LEAST_SHARE).slice(0, SHARES_TOLD);
  if (told.length === 0) return null;
  const shares = told.map(({ source, shareOfGeneration }) => [source, shareOfGeneration] as const);
  return { ...Object.fromEntries(shares), sourcesRunning: facts.shares.length };
}

const generationMix = ruleOf({
  name: 'generation-mix',
  facts: ['mix'],
  threshold: `the mix of all but 2 hours is known; the ${SHARES_TOLD} largest shares of at least ${percent(LEAST_SHARE)}`,
  newsValue: () => 46,
  rows: rowsOfDay('generation:*'),
  measure: mixInputs,
  bullet(inputs) {
    const shares = Object.entries(inputs).filter((entry): entry is [EnergySource, number] =>
      isEnergySource(entry[0]),
    );
    const [source, share] = shares[0] as [EnergySource, number];
    const subject = capitalised(sourceInWords(source));
    if (share > NEARLY_ALL) {
      const extent = inputs['sourcesRunning'] === 1 ? 'all' : 'nearly all';
      return `${subject} made ${extent} of the electricity generated here.`;
    }
    const rest = shares.slice(1).map(([other, part]) => `${sourceInWords(other)} ${percent(part)}`);
    return `${list([`${subject} made ${percent(share)} of the electricity generated here`, ...rest])}.`;
  },
});

/** Of the day's generation; a record of next to nothing is no news. */
const SHARE_WORTH_A_RECORD = 0.05;

interface RecordOutput {
  name: string;
  record: RecordName;
  fact: Fact;
  subject: string;
  sources: readonly EnergySource[];
  peakOf(story: Story): Story['facts']['solarPeak'];
}

const recordOutput = ({ name, record, fact, subject, sources, peakOf }: RecordOutput) =>
  ruleOf<HourInputs & StreakInputs>({
    name,
    facts: [fact],
    threshold: `the best hour is the highest in at least ${SHORTEST_RECORD_DAYS} whole days, and ${subject} made ${percent(SHARE_WORTH_A_RECORD)} of the day's generation`,
    newsValue: newsValueOfStreak(35),
    rows: rowsOfStreak('generation:*'),
    measure(story) {
      const streak = streakOf(story, record);
      const peak = peakOf(story);
      const share = story.facts.shares
        .filter(({ source }) => sources.includes(source))
        .reduce((sum, { shareOfGeneration }) => sum + shareOfGeneration, 0);
      if (!peak || !streak || share < SHARE_WORTH_A_RECORD) return null;
      return { ...hourInputs(story, peak), ...streak };
    },
    headline: (inputs, voice) =>
      datedOrNot(
        `${voice.name} ${subject} hit ${reached(inputs, voice)}`,
        voice,
        `, ${comparedWithPast('highest', inputs, voice.date)}`,
      ),
    bullet: (inputs, voice) =>
      `${capitalised(subject)} hit ${reached(inputs, voice)}, ${comparedWithPast('highest', inputs, voice.date)}.`,
  });

const recordSolar = recordOutput({
  name: 'record-solar-output',
  record: 'solar-output',
  fact: 'solar',
  subject: 'solar output',
  sources: ['SUN', 'SNB'],
  peakOf: ({ facts }) => facts.solarPeak,
});

const recordWind = recordOutput({
  name: 'record-wind-output',
  record: 'wind-output',
  fact: 'wind',
  subject: 'wind output',
  sources: ['WND', 'WNB'],
  peakOf: ({ facts }) => facts.windPeak,
});

const SHARE_OF_DEMAND_TOLD = 0.25;
const SHARE_OF_DEMAND_HEADLINE = 0.9;

/** Wind and utility solar against demand in the hour in which they came closest to it, or exceeded it most. */
const windAndSolarShare = ruleOf<{ shareOfDemand: number; hourEnding: string }>({
  name: 'wind-and-solar-share',
  facts: ['net-load'],
  threshold: `in some hour wind and utility solar equalled ${percent(SHARE_OF_DEMAND_TOLD)} of demand; a headline from ${percent(SHARE_OF_DEMAND_HEADLINE)}`,
  newsValue: ({ shareOfDemand }) =>
    shareOfDemand >= SHARE_OF_DEMAND_HEADLINE ? Math.min(75, 60 * shareOfDemand) : 37,
  rows: rowsOfDay('demand', 'generation:*'),
  measure(story) {
    const best = story.facts.windAndSolarShare;
    if (!best || best.value < SHARE_OF_DEMAND_TOLD) return null;
    return { shareOfDemand: best.value, hourEnding: hourEndingOf(story, best.index) };
  },
  headline({ shareOfDemand, hourEnding }, voice) {
    if (shareOfDemand < SHARE_OF_DEMAND_HEADLINE) return [];
    const span = hourSpan(hourEnding, voice.timezone);
    return [voice.name, voice.code].flatMap((who) =>
      datedOrNot(`${who} wind and solar equaled ${percent(shareOfDemand)} of demand ${span}`, voice),
    );
  },
  bullet: ({ shareOfDemand, hourEnding }, { timezone }) =>
    `Wind and utility solar together equaled ${percent(shareOfDemand)} of demand ${hourSpan(hourEnding, timezone)}, the day's highest share.`,
});

const generationPeak = ruleOf<HourInputs>({
  name: 'generation-peak',
  facts: ['generation-peak'],
  threshold: 'no demand is reported and the peak of net generation passes the completeness gate',
  newsValue: () => 47,
  rows: rowsOfDay('net-generation'),
  measure(story) {
    const peak = story.facts.generationPeak;
    return story.status.basis === 'demand' || !peak ? null : hourInputs(story, peak);
  },
  headline(inputs, voice) {
    if (inputs.valueMwh <= 0)
      return [`${voice.name} plants generated no net power on ${dateInWords(voice.date)}`];
    return datedOrNot(`${voice.name} net generation peaked at ${reached(inputs, voice)}`, voice);
  },
});

const generationTrough = ruleOf<HourInputs>({
  name: 'lowest-generation',
  facts: ['generation-trough'],
  threshold: 'no demand is reported, and the lowest hour of net generation differs from the highest',
  newsValue: () => 34,
  rows: rowsOfDay('net-generation'),
  measure(story) {
    const { generationTrough: low, generationPeak: high } = story.facts;
    if (story.status.basis === 'demand' || !low || low.value === high?.value) return null;
    return hourInputs(story, low);
  },
  bullet: (inputs, voice) => lowest('Net generation', inputs, voice),
});

export const GENERATION_RULES = [
  recordSolar,
  recordWind,
  windAndSolarShare,
  generationMix,
  generationPeak,
  generationTrough,
];

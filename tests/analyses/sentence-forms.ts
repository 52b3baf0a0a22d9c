/** The patterns of all sentences that a pulse may hold, each with what must be true of it. */
import {
  averageFaults,
  carbonFaults,
  extremeFaults,
  forecastFaults,
  incompleteFaults,
  interchangeFaults,
  mean,
  mixFaults,
  rampFaults,
  recordFaults,
  windAndSolarFaults,
} from './sentence-faults.ts';
import { known, meanInterchange, outputOf, PAST } from './sentence-past.ts';
import type { SentenceForm } from './sentence-truth.ts';
import { CLOCK, DATE, GRAMS, PERCENT, POWER, SPAN } from './sentence-words.ts';

const ON = `(?: on (?:[A-Z][A-Za-z' ]+, )?(?<date>${DATE}))?`;
const REACHED = `(?<value>${POWER})(?<tied>, first)? (?<span>${SPAN})`;
const USUAL = `(?:(?<off>${PERCENT}) (?<side>above|below)|about the same as) (?:a typical (?<weekday>\\w+day)|that of (?<weekday>\\w+day), (?<only>${DATE})|the median of the last (?<count>\\d) (?<weekday>\\w+day)s on record)`;
const EVENING = 'Between 3 and 9 p\\.m\\., (?<subject>demand(?: less wind and solar)?)';
const BASIS = '\\(direct emissions, generation-based\\)';

const form = (pattern: string, faults: SentenceForm['faults'] = () => []): SentenceForm => ({
  pattern: new RegExp(`^${pattern}$`),
  faults,
});

const highDemand: SentenceForm['faults'] = (groups, day) => [
  ...extremeFaults(groups, day.pulse.hours.demandMwh, 'max', day.pulse),
  ...recordFaults(groups, 'demand-high', day),
];
const lowDemand: SentenceForm['faults'] = (groups, day) => [
  ...extremeFaults(groups, day.pulse.hours.demandMwh, 'min', day.pulse),
  ...recordFaults(groups, 'demand-low', day),
];
const output =
  (kind: 'solar' | 'wind', sources: string[]): SentenceForm['faults'] =>
  (groups, day) => [
    ...extremeFaults(groups, outputOf(day.pulse, sources), 'max', day.pulse),
    ...recordFaults(groups, kind, day),
  ];
const generation =
  (side: 'max' | 'min'): SentenceForm['faults'] =>
  (groups, { pulse }) =>
    extremeFaults(groups, pulse.hours.netGenerationMwh, side, pulse);
const low = (subject: string) =>
  `${subject} (?:was lowest|(?<tied>first hit its low)) (?<span>${SPAN}), at (?<value>${POWER})\\.`;
const carbonRecord: SentenceForm['faults'] = (groups, day) => [
  ...carbonFaults(groups, day),
  ...recordFaults(groups, groups['past']?.startsWith('the lowest') ? 'carbon-low' : 'carbon-high', day),
];
const ramp: SentenceForm['faults'] = (groups, day) => [
  ...rampFaults({ subject: 'demand less wind and solar', ...groups }, day),
  ...recordFaults(groups, 'ramp', day),
];
const interchange: SentenceForm['faults'] = (groups, day) => [
  ...interchangeFaults(groups, day),
  ...recordFaults(groups, groups['direction'] as string, day),
];

export const SENTENCE_FORMS: readonly SentenceForm[] = [
  form(
    `[Dd]emand (?:hit|peaked at) ${REACHED}${ON}(?:, ${PAST}|, ${USUAL}(?: \\((?<usual>${POWER})\\))?)?\\.?`,
    highDemand,
  ),
  form(`[Dd]emand fell to ${REACHED}${ON}, ${PAST}\\.?`, lowDemand),
  form(low('Demand'), lowDemand),
  form(`The day's peak was ${USUAL} \\((?<usual>${POWER})\\)\\.`),
  form(
    `[Dd]emand came in (?<value>${POWER}) \\((?<miss>${PERCENT})\\) (?<side>above|below) the day-ahead forecast(?: (?<span>${SPAN}))?(?:${ON}|, the widest miss of the day\\.)`,
    (groups, day) => forecastFaults(groups, day),
  ),
  form(`[Ss]olar output hit ${REACHED}${ON}, ${PAST}\\.?`, output('solar', ['SUN', 'SNB'])),
  form(`[Ww]ind output hit ${REACHED}${ON}, ${PAST}\\.?`, output('wind', ['WND', 'WNB'])),
  form(
    `(?:Wind and utility solar together|wind and solar) equaled (?<share>${PERCENT}) of demand (?<span>${SPAN})(?:${ON}|, the day's highest share\\.)`,
    windAndSolarFaults,
  ),
  form(
    `(?<first>[A-Z][a-z ]+?) made (?<share>${PERCENT}) of the electricity generated here(?<rest>(?:,| and) .+)?\\.`,
    mixFaults,
  ),
  form(
    `(?<first>[A-Z][a-z ]+?) made (?<extent>all|nearly all) of the electricity generated here\\.`,
    mixFaults,
  ),
  form(`Electricity generated here caused no CO2 at the stack all day ${BASIS}\\.`, (_, { pulse }) => [
    pulse.carbonIntensity?.directKgPerMwh !== 0 && 'it caused some',
  ]),
  form(
    `Electricity generated here averaged (?<day>${GRAMS}) grams of CO2 per kilowatt-hour ${BASIS}(?:, ${PAST})?\\.`,
    carbonRecord,
  ),
  form(
    `Electricity generated here (?:was cleanest|(?<tied>was first at its cleanest)) (?<span>${SPAN}): (?<cleanest>${GRAMS}) grams of CO2 per kilowatt-hour, against (?<day>${GRAMS}) over the day ${BASIS}\\.`,
    carbonFaults,
  ),
  form(
    `generation averaged (?<day>${GRAMS}) g of CO2 per kWh on (?<date>${DATE}) \\(direct\\), ${PAST}`,
    carbonRecord,
  ),
  form(
    `${EVENING} climbed fastest around (?<clock>${CLOCK}), by (?<value>${POWER}) in an hour(?:, ${PAST})?\\.`,
    ramp,
  ),
  form(`${EVENING} hardly rose: its steepest climb in an hour was (?<value>${POWER})\\.`, ramp),
  form(`${EVENING} never rose from one hour to the next\\.`, ramp),
  form(`demand less wind and solar rose (?<value>${POWER}) in an hour on (?<date>${DATE}), ${PAST}`, ramp),
  form(
    `The midday dip and evening climb that solar makes of demand, the duck curve, scored (?<score>\\d+) of 100, ${PAST}\\.`,
    (groups, day) => [
      Math.abs(Number(groups['score']) - (day.pulse.duck.score ?? Number.NaN)) > 0.551 &&
        'the score is another',
      ...recordFaults(groups, 'duck', day),
    ],
  ),
  form(
    `[Nn]et (?<direction>imports|exports) averaged (?<value>${POWER})(?:, equal to (?<share>${PERCENT}) of demand|(?<exceeds>, more than demand itself))?${ON}(?:, ${PAST})?\\.?`,
    interchange,
  ),
  form(
    `All the power used here came from neighboring grids: net (?<direction>imports) averaged (?<value>${POWER})\\.`,
    (groups, day) => [
      ...interchangeFaults(groups, day),
      Math.abs((meanInterchange(day.pulse) ?? 0) / mean(day.pulse.hours.demandMwh) + 1) > 0.0051 &&
        'it is not all',
    ],
  ),
  form('Imports and exports canceled out over the day\\.', (_, { pulse }) => [
    meanInterchange(pulse) !== 0 && 'they did not',
  ]),
  form(`net generation peaked at ${REACHED}${ON}`, generation('max')),
  form(`plants generated no net power on (?<date>${DATE})`, (_, { pulse }) => [
    Math.max(...known(pulse.hours.netGenerationMwh)) > 0 && 'they did',
  ]),
  form(low('Net generation'), generation('min')),
  form(
    `(?:(?<basis>demand|net generation) )?data for (?<date>${DATE}) are incomplete: (?<bad>\\d+) of (?<of>\\d+) hours are missing(?<doubt> or implausible)?`,
    incompleteFaults,
  ),
  form(
    `(?:demand|net generation) data for (?<date>${DATE}) are provisional: the day's peak is not certain`,
    (_, { pulse }) => [
      pulse.status === 'final' && 'the day is final',
      pulse.peak !== null && 'there is a peak',
    ],
  ),
  form(`: the grid on (?<date>${DATE})`),
  form(
    `(?:Over the whole day|In the (?<hours>one hour|\\d+ hours) known), (?<quantity>demand|net generation) averaged (?<value>${POWER})\\.`,
    averageFaults,
  ),
];

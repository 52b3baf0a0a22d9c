/** The rules of the bullets, the most newsworthy first. */
import { ENERGY_SOURCES, type EnergySource } from '../../grid/energy-source.ts';
import { badHours, isWithinGate } from '../completeness.ts';
import { countKnown, mean } from '../statistics.ts';
import { comparedWithUsual } from './headlines.ts';
import type { SentenceRule, Story } from './story.ts';
import { clock, dateInWords, grams, hourSpan, list, percent, power, weekdayName } from './wording.ts';

/** A smaller share is no news. */
const LEAST_SHARE = 0.01;
const SHARES_TOLD = 3;
const NEARLY_ALL = 0.995;

const spanOf = (story: Story, index: number) => hourSpan(story.facts.values.localHours, index);

const usualPeak: SentenceRule = {
  name: 'usual-peak',
  facts: ['usual-peak'],
  write({ facts, usualPeak: usual, date }) {
    if (!facts.peak || !usual || !(usual.value > 0)) return null;
    const days = usual.dates.length;
    const weekday = weekdayName(date);
    const words =
      days === 1
        ? `that of ${weekday}, ${dateInWords(usual.dates[0] as string, date)}`
        : `the median of the last ${days} ${weekday}s on record`;
    return {
      text: `The peak was ${comparedWithUsual(facts.peak.value, usual.value, words)} (${power(usual.value)}).`,
      inputs: { peakDemandMwh: facts.peak.value, usualPeakDemandMwh: usual.value, usualDays: days },
    };
  },
};

function sourceInWords(source: EnergySource): string {
  const { name } = ENERGY_SOURCES[source];
  return source === 'OTH' || source === 'UNK' ? `${name.toLowerCase()} sources` : name.toLowerCase();
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const mix: SentenceRule = {
  name: 'generation-mix',
  facts: ['mix'],
  write({ facts }) {
    const told = facts.shares.filter((share) => share.shareOfGeneration >= LEAST_SHARE).slice(0, SHARES_TOLD);
    const first = told[0];
    if (!first) return null;
    const inputs = Object.fromEntries(
      told.map((share) => [`share:${share.source}`, share.shareOfGeneration]),
    );
    const subject = capitalised(sourceInWords(first.source));
    if (first.shareOfGeneration > NEARLY_ALL) {
      const extent = facts.shares.length === 1 ? 'all' : 'nearly all';
      return { text: `${subject} made ${extent} of the electricity generated here.`, inputs };
    }
    const rest = told
      .slice(1)
      .map((share) => `${sourceInWords(share.source)} ${percent(share.shareOfGeneration)}`);
    const leader = `${subject} made ${percent(first.shareOfGeneration)} of the electricity generated here`;
    return { text: `${list([leader, ...rest])}.`, inputs };
  },
};

const CARBON_BASIS = '(direct emissions, generation-based)';

const carbon: SentenceRule = {
  name: 'cleanest-hour',
  facts: ['carbon'],
  write(story) {
    const { cleanestHour, carbonIntensity } = story.facts;
    if (!carbonIntensity) return null;
    const day = carbonIntensity.directKgPerMwh;
    const inputs = { cleanestKgPerMwh: cleanestHour?.value ?? null, dayKgPerMwh: day };
    if (day === 0)
      return {
        text: `Electricity generated here caused no CO2 at the stack all day ${CARBON_BASIS}.`,
        inputs,
      };
    if (!cleanestHour || grams(cleanestHour.value) === grams(day)) {
      return {
        text: `Electricity generated here averaged ${grams(day)} grams of CO2 per kilowatt-hour ${CARBON_BASIS}.`,
        inputs,
      };
    }
    const was = cleanestHour.hoursTied > 1 ? 'was first at its cleanest' : 'was cleanest';
    const figures = `${grams(cleanestHour.value)} grams of CO2 per kilowatt-hour, against ${grams(day)} over the day`;
    return {
      text: `Electricity generated here ${was} ${spanOf(story, cleanestHour.index)}: ${figures} ${CARBON_BASIS}.`,
      inputs,
    };
  },
};

const ramp: SentenceRule = {
  name: 'evening-ramp',
  facts: ['ramp'],
  write({ facts }) {
    const { eveningRamp, values } = facts;
    if (!eveningRamp || eveningRamp.rampMw <= 0) return null;
    const subject = eveningRamp.quantity === 'net load' ? 'demand less wind and solar' : 'demand';
    const at = clock(values.localHours[eveningRamp.index] as number);
    return {
      text: `Between 3 and 9 p.m., ${subject} climbed fastest around ${at}, by ${power(eveningRamp.rampMw)} in an hour.`,
      inputs: {
        rampMw: eveningRamp.rampMw,
        quantity: eveningRamp.quantity,
        localHour: values.localHours[eveningRamp.index] as number,
      },
    };
  },
};

const forecast: SentenceRule = {
  name: 'forecast-deviation',
  facts: ['forecast'],
  write(story) {
    const deviation = story.facts.forecastDeviation;
    if (!deviation || deviation.deviationMwh === 0 || !(deviation.forecastMwh > 0)) return null;
    const side = deviation.deviationMwh > 0 ? 'above' : 'below';
    const size = `${power(deviation.deviationMwh)} (${percent(deviation.deviationMwh / deviation.forecastMwh)})`;
    return {
      text: `Demand came in ${size} ${side} the day-ahead forecast ${spanOf(story, deviation.index)}, the widest miss of the day.`,
      inputs: {
        demandMwh: deviation.demandMwh,
        forecastMwh: deviation.forecastMwh,
        deviationMwh: deviation.deviationMwh,
      },
    };
  },
};

const trough: SentenceRule = {
  name: 'lowest-demand',
  facts: ['trough'],
  write(story) {
    const { trough: low } = story.facts;
    if (!low) return null;
    const was = low.hoursTied > 1 ? 'first hit its low' : 'was lowest';
    return {
      text: `Demand ${was} ${spanOf(story, low.index)}, at ${power(low.value)}.`,
      inputs: { troughDemandMwh: low.value },
    };
  },
};

const shareOfDemand = (share: number): string =>
  share > 1 ? 'more than demand itself' : `equal to ${percent(share)} of demand`;

const interchange: SentenceRule = {
  name: 'net-interchange',
  facts: ['interchange'],
  write({ facts, status }) {
    const { totalInterchangeMwh, demandMwh } = facts.values;
    // Whoever has no demand sends out all that it makes: the average says it already.
    if (status.basis !== 'demand' || !isWithinGate(totalInterchangeMwh)) return null;
    const average = mean(totalInterchangeMwh);
    const demand = isWithinGate(demandMwh) ? mean(demandMwh) : Number.NaN;
    const share = demand > 0 ? `, ${shareOfDemand(Math.abs(average) / demand)}` : '';
    return {
      text: `Net ${average > 0 ? 'exports' : 'imports'} averaged ${power(average)}${share}.`,
      inputs: { meanTotalInterchangeMwh: average, meanDemandMwh: Number.isNaN(demand) ? null : demand },
    };
  },
};

const averageDemand: SentenceRule = {
  name: 'average-demand',
  facts: ['average'],
  write({ facts }) {
    if (badHours(facts.completeness.demand) > 0) return null;
    const average = mean(facts.values.demandMwh);
    return {
      text: `Over the whole day demand averaged ${power(average)}.`,
      inputs: { meanDemandMwh: average },
    };
  },
};

const generationTrough: SentenceRule = {
  name: 'lowest-generation',
  facts: ['generation-trough'],
  write(story) {
    const low = story.facts.generationTrough;
    if (story.status.basis === 'demand' || !low || low.value === story.facts.generationPeak?.value)
      return null;
    const was = low.hoursTied > 1 ? 'first hit its low' : 'was lowest';
    const sign = low.value < 0 ? 'minus ' : '';
    return {
      text: `Net generation ${was} ${spanOf(story, low.index)}, at ${sign}${power(low.value)}.`,
      inputs: { troughNetGenerationMwh: low.value },
    };
  },
};

const averageGeneration: SentenceRule = {
  name: 'average-generation',
  facts: ['average'],
  write({ facts, status }) {
    const { netGenerationMwh } = facts.values;
    if (status.basis === 'demand' || countKnown(netGenerationMwh) < netGenerationMwh.length) return null;
    const average = mean(netGenerationMwh);
    if (average <= 0) return null;
    return {
      text: `Over the whole day net generation averaged ${power(average)}.`,
      inputs: { meanNetGenerationMwh: average },
    };
  },
};

/** Of an incomplete day: the span of what is known, without naming it an extreme of the day. */
const knownHours: SentenceRule = {
  name: 'known-hours',
  facts: ['average'],
  write({ facts, status }) {
    const { demandMwh, netGenerationMwh } = facts.values;
    const values = status.basis === 'demand' ? demandMwh : netGenerationMwh;
    const known = countKnown(values);
    if (status.status !== 'incomplete' || known === 0) return null;
    const average = mean(values);
    const subject = known === 1 ? 'In the one hour known' : `In the ${known} hours known`;
    return {
      text: `${subject}, ${status.basis} averaged ${average < 0 ? 'minus ' : ''}${power(average)}.`,
      inputs: { knownHours: known, meanMwh: average },
    };
  },
};

export const BULLET_RULES: readonly SentenceRule[] = [
  usualPeak,
  mix,
  carbon,
  ramp,
  forecast,
  trough,
  generationTrough,
  interchange,
  averageDemand,
  averageGeneration,
  knownHours,
];

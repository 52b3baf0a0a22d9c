/** What happened on one local day, in numbers; each extreme is null where its gate is shut. */
import type { BalancingAuthority } from '../grid/balancing-authority.ts';
import type { EnergySource } from '../grid/energy-source.ts';
import type { LocalDay } from '../grid/hour.ts';
import { type HourlyValues, sliceDay } from '../grid/hourly-frame.ts';
import { energySourceOf, familyOf, type SeriesFamily } from '../grid/observation.ts';
import { meanIntensity } from './carbon-intensity.ts';
import {
  type Completeness,
  completenessOf,
  type Extreme,
  highestHour,
  isWithinGate,
  lowestHour,
  passesGate,
} from './completeness.ts';
import { type DayValues, dayValues } from './day-values.ts';
import { sliceHours } from './derived-series.ts';
import { eveningRamp } from './ramp.ts';
import type { ReportContext } from './report-context.ts';
import { flagsWithin } from './screening.ts';
import { countKnown, indexOfLargestSize, indexOfMax, indexOfMin, mean } from './statistics.ts';

export interface EveningRamp {
  quantity: 'net load' | 'demand';
  index: number;
  rampMw: number;
}

export interface ForecastDeviation {
  index: number;
  demandMwh: number;
  forecastMwh: number;
  /** demand - forecast. */
  deviationMwh: number;
}

export interface SourceShare {
  source: EnergySource;
  energyMwh: number;
  shareOfGeneration: number;
}

export interface DayFacts {
  values: DayValues;
  completeness: { demand: Completeness; generation: Completeness };
  peak: Extreme | null;
  trough: Extreme | null;
  generationPeak: Extreme | null;
  generationTrough: Extreme | null;
  eveningRamp: EveningRamp | null;
  forecastDeviation: ForecastDeviation | null;
  /** Of direct intensity; the first of equal hours. */
  cleanestHour: Extreme | null;
  carbonIntensity: { directKgPerMwh: number; lifecycleKgPerMwh: number } | null;
  /** Of the positive generation without storage, largest first; empty where the mix is incomplete. */
  shares: SourceShare[];
  /** Best hours of utility solar and of wind; null where none ran. */
  solarPeak: Extreme | null;
  windPeak: Extreme | null;
  /** Best hour of (utility solar + wind) / demand, a fraction. */
  windAndSolarShare: Extreme | null;
  /** Means of the day; total interchange is positive out, demand null where its gate is shut. */
  interchange: { meanMw: number; meanDemandMw: number | null } | null;
  /** Highest less lowest hour of total interchange. */
  interchangeSwingMw: number | null;
}

/** A mix hour is flagged where some source of it is, else missing where it has a hole. */
function generationCompleteness({ screened }: ReportContext, values: DayValues): Completeness {
  const { day, positiveGenerationMwh } = values;
  const flagged = flagsWithin(screened, day).filter(({ kind }) => energySourceOf(kind) !== null);
  if (flagged.length === 0) return completenessOf(positiveGenerationMwh, positiveGenerationMwh);
  const reported = positiveGenerationMwh.slice();
  for (const { hour } of flagged) reported[hour - day.firstHour] = 0;
  return completenessOf(reported, positiveGenerationMwh);
}

function rampOf(
  values: HourlyValues,
  localHours: number[],
  quantity: EveningRamp['quantity'],
): EveningRamp | null {
  const ramp = eveningRamp(values, localHours);
  return ramp && passesGate(values, ramp.index - 1, ramp.index) ? { quantity, ...ramp } : null;
}

/** Of net load where the mix is known, else of demand. Without wind and solar the two are one. */
function eveningRampOf({ netLoadMwh, demandMwh, localHours }: DayValues, hasWindOrSolar: boolean) {
  const ofNetLoad = hasWindOrSolar ? rampOf(netLoadMwh, localHours, 'net load') : null;
  return ofNetLoad ?? rampOf(demandMwh, localHours, 'demand');
}

function forecastDeviationOf(
  { demandMwh, forecastMwh }: DayValues,
  ba: BalancingAuthority,
): ForecastDeviation | null {
  if (!ba.dayAheadForecastComparable) return null;
  const deviation = demandMwh.map((demand, i) => demand - (forecastMwh[i] as number));
  const index = indexOfLargestSize(deviation);
  if (index < 0 || !passesGate(deviation, index)) return null;
  return {
    index,
    demandMwh: demandMwh[index] as number,
    forecastMwh: forecastMwh[index] as number,
    deviationMwh: deviation[index] as number,
  };
}

function carbonOfDay({ derived, screened }: ReportContext, values: DayValues): DayFacts['carbonIntensity'] {
  if (!isWithinGate(values.directKgPerMwh)) return null;
  const from = values.day.firstHour - screened.trusted.firstHour;
  const to = from + values.day.hourCount;
  const directKgPerMwh = meanIntensity(derived.carbon, 'direct', from, to);
  const lifecycleKgPerMwh = meanIntensity(derived.carbon, 'lifecycle', from, to);
  return directKgPerMwh === null || lifecycleKgPerMwh === null ? null : { directKgPerMwh, lifecycleKgPerMwh };
}

/** Energy of a source over the hours whose whole mix is known. */
function energyOf(positiveMwh: HourlyValues, wholeMixMwh: HourlyValues): number {
  let sum = 0;
  for (let i = 0; i < positiveMwh.length; i++) {
    if (!Number.isNaN(wholeMixMwh[i])) sum += positiveMwh[i] as number;
  }
  return sum;
}

function sharesOf({ derived, screened }: ReportContext, values: DayValues): SourceShare[] {
  const { day, positiveGenerationMwh } = values;
  if (!isWithinGate(positiveGenerationMwh)) return [];
  const energies = derived.carbon.generating.map(({ source, positiveMwh }) => ({
    source,
    energyMwh: energyOf(
      sliceHours(positiveMwh, screened.trusted, day.firstHour, day.hourCount),
      positiveGenerationMwh,
    ),
  }));
  const total = energies.reduce((sum, { energyMwh }) => sum + energyMwh, 0);
  if (!(total > 0)) return [];
  return energies
    .filter(({ energyMwh }) => energyMwh > 0)
    .map(({ source, energyMwh }) => ({ source, energyMwh, shareOfGeneration: energyMwh / total }))
    .sort((a, b) => b.energyMwh - a.energyMwh);
}

/** The best hour of something that ran at all. */
function bestHour(values: HourlyValues): Extreme | null {
  const best = highestHour(values);
  return best && best.value > 0 ? best : null;
}

/** NaN where demand is not above 0. */
function windAndSolarShareOf({ demandMwh, utilitySolarMwh, windMwh }: DayValues): HourlyValues {
  return demandMwh.map((demand, i) =>
    demand > 0 ? ((utilitySolarMwh[i] as number) + (windMwh[i] as number)) / demand : Number.NaN,
  );
}

/** To a microgram per kWh: hours of one mix are equally clean, whatever the last bits of their sums say. */
const withoutNoise = (kgPerMwh: number): number => Math.round(kgPerMwh * 1e6) / 1e6;

function meanInterchange({ totalInterchangeMwh, demandMwh }: DayValues): DayFacts['interchange'] {
  if (!isWithinGate(totalInterchangeMwh)) return null;
  return {
    meanMw: mean(totalInterchangeMwh),
    meanDemandMw: isWithinGate(demandMwh) ? mean(demandMwh) : null,
  };
}

function swingOf(values: HourlyValues): number | null {
  const high = indexOfMax(values);
  const low = indexOfMin(values);
  if (high < 0 || !passesGate(values, high, low)) return null;
  return (values[high] as number) - (values[low] as number);
}

export function dayFacts(context: ReportContext, day: LocalDay): DayFacts {
  const values = dayValues(context, day);
  const { demandMwh, netGenerationMwh } = values;
  return {
    values,
    completeness: {
      demand: completenessOf(sliceDay(context.screened.reported, 'demand', day), demandMwh),
      generation: generationCompleteness(context, values),
    },
    peak: highestHour(demandMwh),
    trough: lowestHour(demandMwh),
    generationPeak: highestHour(netGenerationMwh),
    generationTrough: lowestHour(netGenerationMwh),
    eveningRamp: eveningRampOf(values, context.derived.hasWindOrSolar),
    forecastDeviation: forecastDeviationOf(values, context.ba),
    cleanestHour: lowestHour(values.directKgPerMwh.map(withoutNoise)),
    carbonIntensity: carbonOfDay(context, values),
    shares: sharesOf(context, values),
    solarPeak: bestHour(values.utilitySolarMwh),
    windPeak: bestHour(values.windMwh),
    windAndSolarShare: bestHour(windAndSolarShareOf(values)),
    interchange: meanInterchange(values),
    interchangeSwingMw: swingOf(values.totalInterchangeMwh),
  };
}

const MAKES_A_DAY: readonly SeriesFamily[] = ['demand', 'net-generation', 'generation'];

/** The days of which demand, net generation or the mix has been reported at all, believed or not. */
export function daysReported({ screened: { reported }, days }: ReportContext): LocalDay[] {
  const series = [...reported.series].flatMap(([kind, values]) =>
    MAKES_A_DAY.includes(familyOf(kind)) ? [values] : [],
  );
  return days.filter(({ firstHour, hourCount }) => {
    const from = Math.max(0, firstHour - reported.firstHour);
    const to = Math.max(0, firstHour - reported.firstHour + hourCount);
    return series.some((values) => countKnown(values.subarray(from, to)) > 0);
  });
}

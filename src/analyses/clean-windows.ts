/**
 * When the next hours are cleanest: the cleanest quarter of the next 24 and 48 hours as blocks, the
 * best 1, 2, 4 and 8 hours, and what they save against the mean of the same hours.
 *
 * The interval of a saving comes from the same difference on past days: whatever raises or lowers
 * all hours alike cancels in it. A window is meaningful where the saving of its best four hours
 * exceeds that error and is no trifle; where it is not, the answer is that time does not matter.
 * Intensities are averages of all generation, not of the plant that answers to one more kWh.
 */
import type { HourEnding } from '../grid/hour.ts';
import { cleanestQuarterBlocks, cleanestSlot, quarters, type Slot } from './clean-window-slots.ts';
import { type CleanestSlot, cleanWindowAdvice } from './clean-windows-advice.ts';
import type { CarbonForecast } from './forecast/carbon-forecast.ts';
import { empiricalInterval } from './forecast/intervals.ts';
import { mean } from './statistics.ts';

export const SLOT_HOURS = [1, 2, 4, 8] as const;
export const JUDGED_SLOT_HOURS = 4;
/** A saving below this share of the mean is a trifle. */
export const LEAST_SAVING = 0.03;
const LEAST_PATHS = 10;

/** Hours are named by their endings; `firstHour` to `lastHour`, both included. */
export interface Window {
  firstHour: HourEnding;
  lastHour: HourEnding;
  kgPerMwh: number;
}

export interface WindowSlot extends Window {
  hours: (typeof SLOT_HOURS)[number];
  /** Mean of the horizon less that of the slot, kg/MWh; its bounds hold four times of five, null where too few days were seen. */
  savingKgPerMwh: number;
  savingLow: number | null;
  savingHigh: number | null;
  /** Of the horizon's mean. */
  savingFraction: number;
}

export interface Horizon {
  hours: 24 | 48;
  firstHour: HourEnding;
  meanKgPerMwh: number;
  /** By hour from `firstHour`: 1 is the cleanest quarter. */
  quarters: number[];
  cleanestQuarter: Window[];
  slots: WindowSlot[];
  meaningful: boolean;
}

export interface CleanWindows {
  issuedAt: string;
  basis: 'generation-based';
  /** The hour under way. */
  now: { hourEnding: HourEnding; kgPerMwh: number; low: number; high: number; quarterOfNext24Hours: number };
  next24Hours: Horizon;
  next48Hours: Horizon;
  /** At most 140 characters. */
  advice: string;
  disclosures: readonly string[];
}

export const DISCLOSURES = [
  'Average, not marginal: it says how clean the mix is, not which plant answers to one more kilowatt-hour.',
  'Electricity generated in the area; imports and rooftop solar are not counted.',
  'A forecast from preliminary data, without weather.',
] as const;

/** Horizon mean less slot mean on each past day, outcome less forecast. */
function savingErrors(paths: readonly Float64Array[], hours: number, slot: Slot): number[] {
  return paths
    .map((path) => mean(path.subarray(0, hours)) - mean(path.subarray(slot.start, slot.start + slot.length)))
    .filter((error) => !Number.isNaN(error));
}

function windowOf(slot: Slot, firstHour: HourEnding): Window {
  const first = firstHour + slot.start;
  return { firstHour: first, lastHour: first + slot.length - 1, kgPerMwh: slot.kgPerMwh };
}

function windowSlot(
  forecast: CarbonForecast,
  kgPerMwh: number[],
  length: (typeof SLOT_HOURS)[number],
): WindowSlot {
  const slot = cleanestSlot(kgPerMwh, length) as Slot;
  const meanKgPerMwh = mean(kgPerMwh);
  const savingKgPerMwh = meanKgPerMwh - slot.kgPerMwh;
  const errors = savingErrors(forecast.errorPaths, kgPerMwh.length, slot);
  const interval = errors.length < LEAST_PATHS ? null : empiricalInterval(errors);
  return {
    hours: length,
    ...windowOf(slot, forecast.hours[0]?.hourEnding as HourEnding),
    savingKgPerMwh,
    savingLow: interval && savingKgPerMwh + interval.low,
    savingHigh: interval && savingKgPerMwh + interval.high,
    savingFraction: meanKgPerMwh > 0 ? savingKgPerMwh / meanKgPerMwh : 0,
  };
}

const isMeaningful = ({ savingLow, savingFraction }: WindowSlot): boolean =>
  savingLow !== null && savingLow > 0 && savingFraction >= LEAST_SAVING;

function horizon(forecast: CarbonForecast, hours: 24 | 48): Horizon {
  const kgPerMwh = forecast.hours.slice(0, hours).map((hour) => hour.kgPerMwh);
  const firstHour = forecast.hours[0]?.hourEnding as HourEnding;
  const slots = SLOT_HOURS.map((length) => windowSlot(forecast, kgPerMwh, length));
  return {
    hours,
    firstHour,
    meanKgPerMwh: mean(kgPerMwh),
    quarters: quarters(kgPerMwh),
    cleanestQuarter: cleanestQuarterBlocks(kgPerMwh).map((block) => windowOf(block, firstHour)),
    slots,
    meaningful: isMeaningful(judgedSlot(slots)),
  };
}

const judgedSlot = (slots: readonly WindowSlot[]): WindowSlot =>
  slots.find(({ hours }) => hours === JUDGED_SLOT_HOURS) as WindowSlot;

/** The windows of a forecast; `timezone` is the balancing authority's own and names the hours of the advice. */
export function cleanWindows(forecast: CarbonForecast, timezone: string): CleanWindows {
  const next24Hours = horizon(forecast, 24);
  const [underWay] = forecast.hours as [CarbonForecast['hours'][number]];
  const best: CleanestSlot = { ...judgedSlot(next24Hours.slots), meaningful: next24Hours.meaningful };
  return {
    issuedAt: forecast.issuedAt,
    basis: forecast.basis,
    now: { ...underWay, quarterOfNext24Hours: next24Hours.quarters[0] as number },
    next24Hours,
    next48Hours: horizon(forecast, 48),
    advice: cleanWindowAdvice(best, underWay.hourEnding, timezone),
    disclosures: DISCLOSURES,
  };
}

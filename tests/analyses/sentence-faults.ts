/** What is wrong with what a sentence says, by the numbers of its pulse. */
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { isRecord, known, meanInterchange } from './sentence-past.ts';
import type { Day, Groups } from './sentence-truth.ts';
import {
  gramsRange,
  holds,
  hourOfClock,
  indexOfSpan,
  PERCENT,
  percentRange,
  powerRange,
} from './sentence-words.ts';

type Values = readonly (number | null)[];
type Faults = (string | false)[];

const has = (text: string | undefined, value: number, lost?: number) =>
  text !== undefined && holds(powerRange(text), value, lost);

/** An extreme may be told with at most two gaps in its day, none of them within two hours of it. */
const passesGate = (values: Values, index: number) => {
  const gaps = [...values.keys()].filter((i) => values[i] === null);
  return gaps.length <= 2 && gaps.every((gap) => Math.abs(gap - index) > 2);
};

/** Hour and value of the first highest (or lowest) hour, and whether others equal it. */
export function extremeFaults(
  { value, span, tied }: Groups,
  values: Values,
  side: 'max' | 'min',
  { hours }: PulseSnapshot,
): Faults {
  const extreme = Math[side](...known(values));
  const index = indexOfSpan(span as string, hours.localHour);
  const equals = values.filter((other) => other === extreme).length;
  return [
    index !== values.indexOf(extreme) && 'it names another hour',
    !has(value, extreme) && 'it names another value',
    (tied !== undefined) !== equals > 1 && 'it is wrong on ties',
    !passesGate(values, index) && 'the day is not complete enough',
  ];
}

export const recordFaults = ({ past }: Groups, quantity: string, day: Day) => [
  past !== undefined && !isRecord(past, quantity, day) && 'it compares otherwise with the past',
];

export const mean = (values: Values) => known(values).reduce((a, b) => a + b, 0) / known(values).length;

/** Rises between consecutive hours that start at 15 to 20. */
function eveningRises({ hours }: PulseSnapshot, subject: string) {
  const values = subject === 'demand' ? hours.demandMwh : hours.netLoadMwh;
  const isEvening = (i: number) => (hours.localHour[i] ?? 0) >= 15 && (hours.localHour[i] ?? 0) <= 20;
  return [...values.keys()].flatMap((i) => {
    const [before, after] = [values[i - 1], values[i]];
    return isEvening(i) && isEvening(i - 1) && before != null && after != null
      ? [{ hour: hours.localHour[i] as number, rise: after - before }]
      : [];
  });
}

export function rampFaults({ subject, clock, value }: Groups, { pulse }: Day): Faults {
  const rises = eveningRises(pulse, subject as string);
  const steepest = Math.max(...rises.map(({ rise }) => rise));
  const first = rises.find(({ rise }) => rise === steepest || Math.abs(rise - steepest) < 0.011);
  return [
    value === undefined
      ? steepest > 0.011 && 'it did rise'
      : !has(value, steepest, 0.02) && 'the steepest rise is another',
    clock !== undefined && first?.hour !== hourOfClock(clock) && 'it rose at another time',
  ];
}

export function forecastFaults({ value, miss, side, span }: Groups, { pulse: { hours } }: Day): Faults {
  const misses = hours.demandMwh.map((demand, i) => {
    const forecast = hours.dayAheadDemandForecastMwh[i];
    return demand == null || forecast == null ? null : demand - forecast;
  });
  const widest = Math.max(...known(misses).map(Math.abs));
  const index = span
    ? indexOfSpan(span, hours.localHour)
    : misses.findIndex((other) => other !== null && Math.abs(Math.abs(other) - widest) < 0.011);
  const told = misses[index] ?? Number.NaN;
  return [
    !(Math.abs(Math.abs(told) - widest) < 0.021) && 'another hour missed by more',
    !has(value, Math.abs(told), 0.02) && 'it missed by another amount',
    (side === 'above') !== told > 0 && 'it missed in the other direction',
    !holds(
      percentRange(miss as string),
      Math.abs(told) / (hours.dayAheadDemandForecastMwh[index] as number),
      1e-4,
    ) && 'it missed by another share',
  ];
}

export function windAndSolarFaults({ share, span }: Groups, { pulse: { hours } }: Day): Faults {
  const shares = hours.demandMwh.map((demand, i) => {
    const netLoad = hours.netLoadMwh[i];
    return demand == null || netLoad == null || demand <= 0 ? null : (demand - netLoad) / demand;
  });
  const index = indexOfSpan(span as string, hours.localHour);
  const told = shares[index] ?? Number.NaN;
  return [
    !(told >= Math.max(...known(shares)) - 1e-3) && 'another hour had a higher share',
    !holds(percentRange(share as string), told, 1e-3) && 'the share is another',
  ];
}

const SOURCES: Record<string, string> = {
  nuclear: 'NUC',
  geothermal: 'GEO',
  coal: 'COL',
  oil: 'OIL',
  'natural gas': 'NG',
  'other sources': 'OTH',
  'unknown sources': 'UNK',
  hydro: 'WAT',
  wind: 'WND',
  'wind with battery': 'WNB',
  solar: 'SUN',
  'solar with battery': 'SNB',
};
const SOURCE = Object.keys(SOURCES).join('|');

export function mixFaults({ first, share, rest, extent }: Groups, { pulse }: Day): Faults {
  const parts = [...(rest ?? '').matchAll(new RegExp(`(${SOURCE}) (${PERCENT})`, 'g'))].map(
    ([, source, part]) => [source, part],
  );
  const told = [[first?.toLowerCase(), share], ...parts] as [string, string | undefined][];
  const shares = pulse.generationShares;
  return [
    extent === 'all' && shares.length !== 1 && 'other sources ran too',
    extent === 'nearly all' &&
      !((shares[0]?.shareOfGeneration ?? 0) >= 0.9949 && shares.length > 1) &&
      'it is not nearly all',
    told.some(([source], i) => SOURCES[source] !== shares[i]?.source) && 'the largest sources are others',
    told.some(
      ([, part], i) =>
        part !== undefined && !holds(percentRange(part), shares[i]?.shareOfGeneration ?? Number.NaN, 6e-5),
    ) && 'a share is another',
  ];
}

export function carbonFaults({ cleanest, span, tied, day: ofDay }: Groups, { pulse }: Day): Faults {
  const values = pulse.hours.carbonIntensityDirectKgPerMwh;
  const lowest = Math.min(...known(values));
  const index = span ? indexOfSpan(span, pulse.hours.localHour) : -1;
  return [
    !holds(gramsRange(ofDay as string), pulse.carbonIntensity?.directKgPerMwh ?? Number.NaN, 0.051) &&
      'the mean of the day is another',
    span !== undefined && values[index] !== lowest && 'another hour was cleaner',
    tied !== undefined &&
      values.filter((value) => value === lowest).length < 2 &&
      'no other hour was as clean',
    cleanest !== undefined &&
      !holds(gramsRange(cleanest), lowest, 0.051) &&
      'the cleanest hour had another intensity',
  ];
}

export function interchangeFaults({ direction, value, share, exceeds }: Groups, { pulse }: Day): Faults {
  const net = meanInterchange(pulse) ?? Number.NaN;
  const demand = mean(pulse.hours.demandMwh);
  return [
    !has(value, Math.abs(net)) && 'the mean is another',
    (direction === 'exports') !== net > 0 && 'it flowed the other way',
    share !== undefined &&
      !holds(percentRange(share), Math.abs(net) / demand, 1e-4) &&
      'its share of demand is another',
    exceeds !== undefined && !(Math.abs(net) > demand) && 'it does not exceed demand',
  ];
}

export function incompleteFaults(
  { basis, bad, of, doubt }: Groups,
  { pulse: { completeness, hours, status } }: Day,
): Faults {
  const values =
    basis === 'net generation' ||
    (hours.demandMwh.every((value) => value === null) &&
      completeness.demand.missingHours + completeness.demand.flaggedHours !== Number(bad))
      ? hours.netGenerationMwh
      : hours.demandMwh;
  return [
    status !== 'incomplete' && 'it is complete enough',
    values.filter((value) => value === null).length !== Number(bad) && 'other hours are missing',
    hours.hourEnding.length !== Number(of) && 'the day has other hours',
    values === hours.demandMwh &&
      (doubt !== undefined) !== completeness.demand.flaggedHours > 0 &&
      'it is wrong on doubt',
  ];
}

export function averageFaults({ value, hours: told, quantity }: Groups, { pulse: { hours } }: Day): Faults {
  const values = quantity === 'demand' ? hours.demandMwh : hours.netGenerationMwh;
  const count = told === 'one hour' ? 1 : told === undefined ? values.length : Number.parseInt(told, 10);
  return [
    known(values).length !== count && 'other hours are known',
    !has(value, mean(values)) && 'the mean is another',
  ];
}

/** Records, walked back day by day through published pulses. */
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import type { Day } from './sentence-truth.ts';
import { DATE, dateOf, daysBefore, LENGTH, lengthRange } from './sentence-words.ts';

export const PAST = `(?<past>the (?:highest|lowest|steepest evening climb|steepest) (?:since ${DATE}|in at least ${LENGTH}))`;

const isWhole = ({ missingHours, flaggedHours }: PulseSnapshot['completeness']['demand']) =>
  missingHours + flaggedHours === 0;
export const known = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => value !== null);

/** Sum by hour of the sources that are reported in it. */
export function outputOf({ hours }: PulseSnapshot, sources: readonly string[]): number[] {
  return hours.hourEnding.map((_, i) =>
    sources.reduce((sum, source) => sum + (hours.generationMwh[source]?.[i] ?? 0), 0),
  );
}

const bestOutput = (pulse: PulseSnapshot, sources: readonly string[]): number | null => {
  const best = Math.max(...outputOf(pulse, sources));
  return isWhole(pulse.completeness.generation) && best > 0 ? best : null;
};

export function meanInterchange({ hours }: PulseSnapshot): number | null {
  const values = known(hours.totalInterchangeMwh);
  return hours.hourEnding.length - values.length > 2
    ? null
    : values.reduce((a, b) => a + b, 0) / values.length;
}

const ofWholeDemand = (pulse: PulseSnapshot, value: number | null | undefined) =>
  isWhole(pulse.completeness.demand) ? (value ?? null) : null;
const ofWholeMix = (pulse: PulseSnapshot, value: number | null | undefined) =>
  isWhole(pulse.completeness.generation) ? (value ?? null) : null;

/** What is compared, larger being more extreme; by a word of the rule's own subject. */
export const QUANTITIES: Record<string, (pulse: PulseSnapshot) => number | null> = {
  'demand-high': (pulse) => ofWholeDemand(pulse, pulse.peak?.demandMwh),
  'demand-low': (pulse) => ofWholeDemand(pulse, pulse.trough && -pulse.trough.demandMwh),
  solar: (pulse) => bestOutput(pulse, ['SUN', 'SNB']),
  wind: (pulse) => bestOutput(pulse, ['WND', 'WNB']),
  'carbon-high': (pulse) => ofWholeMix(pulse, pulse.carbonIntensity?.directKgPerMwh),
  'carbon-low': (pulse) => ofWholeMix(pulse, pulse.carbonIntensity && -pulse.carbonIntensity.directKgPerMwh),
  duck: (pulse) => ofWholeDemand(pulse, ofWholeMix(pulse, pulse.duck.score)),
  ramp: (pulse) =>
    pulse.eveningRamp?.quantity === 'net load'
      ? ofWholeDemand(pulse, ofWholeMix(pulse, pulse.eveningRamp.rampMw))
      : null,
  imports: (pulse) => {
    const mean = meanInterchange(pulse);
    return mean === null ? null : -mean;
  },
  exports: meanInterchange,
};

/** Half of the last digit that the snapshot keeps, twice: for two numbers compared. */
const LOST = { carbon: 0.11, duck: 0.11 } as Record<string, number>;

/** Whether the words fit: every day between stayed below, and the day named did not (or nothing is known before). */
export function isRecord(words: string, quantity: string, { pulse, history }: Day): boolean {
  const of = QUANTITIES[quantity] as (pulse: PulseSnapshot) => number | null;
  const lost = LOST[quantity.split('-')[0] as string] ?? 0.011;
  const today = of(pulse);
  if (today === null) return false;
  const valueOn = (date: string) => {
    const day = history.get(date);
    return day ? of(day) : null;
  };
  const since = new RegExp(`since (${DATE})$`).exec(words)?.[1];
  const holder = since && dateOf(since, pulse.date);
  let days = 0;
  for (;;) {
    const date = daysBefore(pulse.date, days + 1);
    const value = valueOn(date);
    if (date === holder) return value !== null && value >= today - lost;
    if (value === null || value > today + lost) break;
    days += 1;
  }
  const { from, to } = lengthRange(/in at least (.+)$/.exec(words)?.[1] ?? '0 days');
  return (
    !holder &&
    valueOn(daysBefore(pulse.date, days + 1)) === null &&
    days >= from &&
    days <= Math.max(from, to)
  );
}

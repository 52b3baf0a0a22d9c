/**
 * Which energy sources a balancing authority reports in an hour. Codes come and go on dates of
 * each one's own, so an absent value is either a source that does not exist there (counts as
 * nothing) or a hole (the hour's mix is unknown). It is a hole where the hour has no source at all,
 * where the source had a value within 48 hours before, or within a week both before and after.
 */

import type { EnergySource } from '../grid/energy-source.ts';
import { energySourcesOf, type HourlyFrame, type HourlyValues } from '../grid/hourly-frame.ts';
import { generationOf } from '../grid/observation.ts';
import { extent } from './statistics.ts';

const HOURS_AFTER_LAST_VALUE = 48;
const HOURS_AROUND = 168;

/** 1 at each hour of which at least one source is known. */
function hoursWithAnySource(frame: HourlyFrame): Uint8Array {
  const known = new Uint8Array(frame.hourCount);
  for (const source of energySourcesOf(frame)) {
    const values = frame.series.get(generationOf(source)) as HourlyValues;
    for (let i = 0; i < known.length; i++) if (!Number.isNaN(values[i])) known[i] = 1;
  }
  return known;
}

/** Infinity where none follows. */
function nextKnown(values: HourlyValues, from: number): number {
  for (let i = from; i < values.length; i++) if (!Number.isNaN(values[i])) return i;
  return Number.POSITIVE_INFINITY;
}

/** 0 where the source does not exist, NaN where it is a hole. */
function presentOrZero(values: HourlyValues, anySource: Uint8Array): HourlyValues {
  const present = values.slice();
  let before = Number.NEGATIVE_INFINITY;
  let after = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) {
      before = i;
      continue;
    }
    if (after < i) after = nextKnown(values, i);
    const isBetween = i - before <= HOURS_AROUND && after - i <= HOURS_AROUND;
    if (anySource[i] && i - before > HOURS_AFTER_LAST_VALUE && !isBetween) present[i] = 0;
  }
  return present;
}

export type PresentSources = Map<EnergySource, HourlyValues>;

/** Net generation of every source that the frame knows, with 0 where it does not exist and NaN where it is a hole. */
export function presentSources(frame: HourlyFrame): PresentSources {
  let anySource: Uint8Array | undefined;
  const present: PresentSources = new Map();
  for (const source of energySourcesOf(frame)) {
    const values = frame.series.get(generationOf(source)) as HourlyValues;
    const isWhole = extent(values).known === values.length;
    present.set(source, isWhole ? values : presentOrZero(values, (anySource ??= hoursWithAnySource(frame))));
  }
  return present;
}

/** Sum of some sources by hour; NaN where one is a hole or where the frame knows no source at all. */
export function sumOfSources(
  present: PresentSources,
  sources: readonly EnergySource[],
  hourCount: number,
): HourlyValues {
  if (present.size === 0) return new Float64Array(hourCount).fill(Number.NaN);
  const sum = new Float64Array(hourCount);
  const holders = sources.some((source) => present.has(source)) ? sources : [];
  for (const source of holders) {
    const values = present.get(source);
    if (values) for (let i = 0; i < hourCount; i++) sum[i] = (sum[i] as number) + (values[i] as number);
  }
  return holders.length > 0 ? sum : zeroWhereKnown(present, sum);
}

/** A sum over sources that do not exist is 0 only in hours whose mix is known. */
function zeroWhereKnown(present: PresentSources, zeros: HourlyValues): HourlyValues {
  return zeros.map((zero, i) => {
    for (const values of present.values()) if (!Number.isNaN(values[i])) return zero;
    return Number.NaN;
  });
}

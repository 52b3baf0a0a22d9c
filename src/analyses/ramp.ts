/** Rises between hours of a local day, in MW (an hour's MWh is its average MW). */
import type { HourlyValues } from '../grid/hourly-frame.ts';

/** Hours that lie within local 15:00 to 21:00: those that start at 15 to 20. */
export const EVENING_STARTS: readonly [number, number] = [15, 20];

export interface Ramp {
  /** Index of the hour into which it rose. */
  index: number;
  rampMw: number;
}

const within = (start: number | undefined, [first, last]: readonly [number, number]) =>
  start !== undefined && start >= first && start <= last;

/**
 * The largest rise over `hours` hours whose both ends are evening hours, the first of equals;
 * null where no such pair is known. Negative where the quantity only fell.
 */
export function eveningRamp(values: HourlyValues, localHours: readonly number[], hours = 1): Ramp | null {
  let best: Ramp | null = null;
  for (let i = hours; i < values.length; i++) {
    if (!within(localHours[i], EVENING_STARTS) || !within(localHours[i - hours], EVENING_STARTS)) continue;
    const rampMw = (values[i] as number) - (values[i - hours] as number);
    if (!Number.isNaN(rampMw) && (best === null || rampMw > best.rampMw)) best = { index: i, rampMw };
  }
  return best;
}

/** Indices of the hours that start within [first, last] local. */
export function indicesStartingWithin(
  localHours: readonly number[],
  range: readonly [number, number],
): number[] {
  const indices: number[] = [];
  for (let i = 0; i < localHours.length; i++) if (within(localHours[i], range)) indices.push(i);
  return indices;
}

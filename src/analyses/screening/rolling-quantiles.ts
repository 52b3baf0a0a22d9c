/** Order statistics over a moving window; NaN is a gap, and a window of gaps has none. */
import type { HourlyValues } from '../../grid/hourly-frame.ts';

/** The hours that a window takes in around an hour: `step` apart, so many before it and after it. */
export interface Window {
  before: number;
  after: number;
  /** Hours from one member to the next: 1, or 24 for the same hour of the days around. */
  step: number;
}

/** Known values of a window, ascending; moved on by replacing one value by another. */
class SortedWindow {
  readonly #sorted: Float64Array;
  #size = 0;

  constructor(capacity: number) {
    this.#sorted = new Float64Array(capacity);
  }

  clear(): void {
    this.#size = 0;
  }

  /** The first place whose value is not below: O(log n). */
  #placeOf(value: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** One value leaves, one comes; NaN is nobody. What lies between their places moves by one. */
  replace(leaving: number, coming: number): void {
    const sorted = this.#sorted;
    const leaves = !Number.isNaN(leaving);
    const comes = !Number.isNaN(coming);
    if (!leaves && !comes) return;
    let place = leaves ? this.#placeOf(leaving) : this.#size++;
    const last = this.#size - 1;
    if (!comes) {
      sorted.copyWithin(place, place + 1, this.#size--);
      return;
    }
    while (place < last && (sorted[place + 1] as number) < coming) sorted[place] = sorted[++place] as number;
    while (place > 0 && (sorted[place - 1] as number) > coming) sorted[place] = sorted[--place] as number;
    sorted[place] = coming;
  }

  /** By linear interpolation; NaN of none. */
  quantile(fraction: number): number {
    if (this.#size === 0) return Number.NaN;
    const position = (this.#size - 1) * fraction;
    const below = Math.floor(position);
    const low = this.#sorted[below] as number;
    const rest = position - below;
    return rest === 0 ? low : low + ((this.#sorted[below + 1] as number) - low) * rest;
  }
}

type Statistic = (window: SortedWindow) => number;

/** One pass over the hours of one phase: `phase`, `phase + step`, ... */
function slidePhase(
  values: HourlyValues,
  out: HourlyValues,
  { before, after, step }: Window,
  phase: number,
  window: SortedWindow,
  statistic: Statistic,
): void {
  window.clear();
  const end = values.length;
  for (let i = phase, k = 0; k < after && i < end; i += step, k++) {
    window.replace(Number.NaN, values[i] as number);
  }
  for (let i = phase; i < end; i += step) {
    const coming = i + after * step;
    const leaving = i - (before + 1) * step;
    window.replace(
      leaving >= 0 ? (values[leaving] as number) : Number.NaN,
      coming < end ? (values[coming] as number) : Number.NaN,
    );
    out[i] = statistic(window);
  }
}

function rolling(values: HourlyValues, window: Window, statistic: Statistic): HourlyValues {
  const out = new Float64Array(values.length);
  const sorted = new SortedWindow(window.before + window.after + 1);
  for (let phase = 0; phase < window.step; phase++) {
    slidePhase(values, out, window, phase, sorted, statistic);
  }
  return out;
}

const medianOf: Statistic = (window) => window.quantile(0.5);
const spreadOf: Statistic = (window) => window.quantile(0.75) - window.quantile(0.25);

/** Median of the window around each hour. */
export const rollingMedian = (values: HourlyValues, window: Window): HourlyValues =>
  rolling(values, window, medianOf);

/** Interquartile range of the window around each hour. */
export const rollingSpread = (values: HourlyValues, window: Window): HourlyValues =>
  rolling(values, window, spreadOf);

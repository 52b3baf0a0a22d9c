/** Order statistics over series in which NaN is a gap. */

/** The known values, ascending. */
export function sortedKnown(values: ArrayLike<number>): Float64Array {
  const sorted = values instanceof Float64Array ? values.slice() : Float64Array.from(values);
  sorted.sort();
  let known = sorted.length;
  // A typed array sorts NaN last.
  while (known > 0 && Number.isNaN(sorted[known - 1])) known--;
  return sorted.subarray(0, known);
}

/** Of ascending values, by linear interpolation; NaN of none. */
export function quantileOfSorted(sorted: ArrayLike<number>, fraction: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * fraction;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}

/** Grows to the longest series; every selection starts by filling it. */
let scratch = new Float64Array(4096);

/** Of one kind, so that loops over it stay fast. */
const asTyped = (values: ArrayLike<number>): Float64Array =>
  values instanceof Float64Array ? values : new Float64Array(values);

/** Copies the known values into the scratch; how many there are. */
function fillScratch(values: Float64Array): number {
  if (scratch.length < values.length) scratch = new Float64Array(2 * values.length);
  let known = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) scratch[known++] = value;
  }
  return known;
}

/** Puts the k-th smallest of the first n scratch values at k, smaller ones before it, larger ones after (Hoare). */
function selectInScratch(n: number, k: number): void {
  let low = 0;
  let high = n - 1;
  while (low < high) {
    const pivot = scratch[(low + high) >> 1] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((scratch[i] as number) < pivot) i++;
      while ((scratch[j] as number) > pivot) j--;
      if (i > j) break;
      const swapped = scratch[i] as number;
      scratch[i++] = scratch[j] as number;
      scratch[j--] = swapped;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return;
  }
}

/** Of the first n scratch values, by linear interpolation; NaN of none. */
function quantileOfScratch(n: number, fraction: number): number {
  if (n === 0) return Number.NaN;
  const position = (n - 1) * fraction;
  const below = Math.floor(position);
  selectInScratch(n, below);
  const low = scratch[below] as number;
  if (below === n - 1) return low;
  let high = scratch[below + 1] as number;
  for (let i = below + 2; i < n; i++) high = Math.min(high, scratch[i] as number);
  return low + (high - low) * (position - below);
}

/** Of the known values, by linear interpolation as in quantileOfSorted, in linear time; NaN of none. */
export const quantile = (values: ArrayLike<number>, fraction: number): number =>
  quantileOfScratch(fillScratch(asTyped(values)), fraction);

/** Of the sizes of the known values, whatever their signs; NaN of none. */
export function quantileOfSizes(values: Float64Array, fraction: number): number {
  const n = fillScratch(values);
  for (let i = 0; i < n; i++) scratch[i] = Math.abs(scratch[i] as number);
  return quantileOfScratch(n, fraction);
}

export interface Extent {
  /** The lowest and the highest known value; infinities the wrong way round of none. */
  low: number;
  high: number;
  known: number;
}

function findExtent(values: Float64Array): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let known = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
    if (!Number.isNaN(value)) known++;
  }
  return { low, high, known };
}

const extents = new WeakMap<Float64Array, Extent>();

/** Found once: a dozen rules ask it of the same series. Nobody writes to values of which it was asked. */
export function extent(values: Float64Array): Extent {
  let found = extents.get(values);
  if (!found) extents.set(values, (found = findExtent(values)));
  return found;
}

/** The largest size of a known value, whatever its sign; 0 of none. As with the extent, nobody writes to the values afterwards. */
export function largestSize(values: Float64Array): number {
  const { low, high } = extent(values);
  return Math.max(0, -low, high);
}

/** Of the known values; NaN of none. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Sorts the known of a handful of values to the front, by insertion; returns how many they are. */
function sortFew(values: Float64Array): number {
  let known = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    let place = known++;
    for (; place > 0 && (values[place - 1] as number) > value; place--) {
      values[place] = values[place - 1] as number;
    }
    values[place] = value;
  }
  return known;
}

/**
 * Median of a handful of values, for inner loops: sorts the array in place and leaves what lies behind the known values undefined. NaN where
 * fewer than `least` are known.
 */
export function smallMedian(values: Float64Array, least = 1): number {
  const known = sortFew(values);
  if (known < least) return Number.NaN;
  const middle = known >> 1;
  const high = values[middle] as number;
  return known % 2 === 1 ? high : (high + (values[middle - 1] as number)) / 2;
}

/** Of the known values; NaN of none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

export function countKnown(values: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) count++;
  return count;
}

/** Index of the first largest known value; -1 of none. */
export function indexOfMax(values: ArrayLike<number>): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value) && (best < 0 || value > (values[best] as number))) best = i;
  }
  return best;
}

/** Index of the first smallest known value; -1 of none. */
export function indexOfMin(values: ArrayLike<number>): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value) && (best < 0 || value < (values[best] as number))) best = i;
  }
  return best;
}

/** Index of the first known value that is largest whatever its sign; -1 of none. */
export function indexOfLargestSize(values: ArrayLike<number>): number {
  let best = -1;
  let largest = -1;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] as number);
    if (size > largest) {
      best = i;
      largest = size;
    }
  }
  return best;
}

/** A gap as JSON says it. */
export const nullIfGap = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** A series as JSON says it. */
export function withNulls(values: ArrayLike<number>): (number | null)[] {
  const out: (number | null)[] = new Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = nullIfGap(values[i] as number);
  return out;
}

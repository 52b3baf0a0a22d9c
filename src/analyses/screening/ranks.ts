/** The known values of a series in ascending order, and the place of each hour in it. */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { extent } from '../statistics.ts';

export interface Ranks {
  /** Known values, ascending. */
  sorted: Float64Array;
  /** Of each hour its index in `sorted`; every hour has its own, equal values side by side. -1 of a gap. */
  rankOf: Int32Array;
}

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const LARGEST_DIGIT = DIGITS - 1;
const LARGEST_KEY = DIGITS * DIGITS - 1;

/** Whole numbers of two digits that order as the values do, or leave them equal. */
function keysOf(values: HourlyValues): Int32Array {
  const { low, high } = extent(values);
  const scale = LARGEST_KEY / (high - low);
  const keys = new Int32Array(values.length);
  for (let i = 0; i < keys.length; i++) keys[i] = ((values[i] as number) - low) * scale;
  return keys;
}

/** One pass of a radix sort (least significant digit first); keeps the order of equal digits. */
function sortByDigit(from: Int32Array, to: Int32Array, keys: Int32Array, shift: number): void {
  const starts = new Int32Array(DIGITS);
  for (let k = 0; k < from.length; k++) {
    const digit = ((keys[from[k] as number] as number) >> shift) & LARGEST_DIGIT;
    starts[digit] = (starts[digit] as number) + 1;
  }
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = starts[digit] as number;
    starts[digit] = start;
    start += count;
  }
  for (let k = 0; k < from.length; k++) {
    const i = from[k] as number;
    const digit = ((keys[i] as number) >> shift) & LARGEST_DIGIT;
    const place = starts[digit] as number;
    starts[digit] = place + 1;
    to[place] = i;
  }
}

/** Insertion: what keys left together is put in order by the values themselves. */
function straighten(order: Int32Array, values: HourlyValues): void {
  for (let k = 1; k < order.length; k++) {
    const i = order[k] as number;
    const value = values[i] as number;
    let place = k;
    for (; place > 0 && (values[order[place - 1] as number] as number) > value; place--)
      order[place] = order[place - 1] as number;
    order[place] = i;
  }
}

function knownHours(values: HourlyValues): Int32Array {
  const known = new Int32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) known[count++] = i;
  return known.subarray(0, count);
}

export function ranksOf(values: HourlyValues): Ranks {
  const keys = keysOf(values);
  const order = knownHours(values);
  const byLowDigit = new Int32Array(order.length);
  sortByDigit(order, byLowDigit, keys, 0);
  sortByDigit(byLowDigit, order, keys, DIGIT_BITS);
  straighten(order, values);
  const rankOf = new Int32Array(values.length).fill(-1);
  const sorted = new Float64Array(order.length);
  for (let rank = 0; rank < order.length; rank++) {
    const i = order[rank] as number;
    rankOf[i] = rank;
    sorted[rank] = values[i] as number;
  }
  return { sorted, rankOf };
}

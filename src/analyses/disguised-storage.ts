/**
 * Storage reported under the code "other": while a balancing authority reports no storage code, OTH
 * that fell below -1 % of peak demand within the last 30 days (in the frame's first 30 days: within
 * those). Only hours up to the one in question count, so that a published intensity is not rewritten
 * when later days arrive. From the hour in which storage gets a code of its own, OTH is fuel: neither
 * is it judged by what it was before, nor are the hours before by what came later.
 */
import { ENERGY_SOURCE_CODES, isStorage } from '../grid/energy-source.ts';
import type { HourlyFrame, HourlyValues } from '../grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../grid/observation.ts';
import { extent } from './statistics.ts';

const WINDOW_HOURS = 30 * 24;
const BLOCK_HOURS = 24;
const FRACTION_OF_PEAK = 0.01;
/** A storage code without a value for so long is a hole; then it is reported no more. */
const HOURS_NAMED_AFTER_LAST_VALUE = 48;

interface BlockExtremes {
  lowestOther: Float64Array;
  peakLoad: Float64Array;
}

/** NaN where the block has no value in an hour that counts. */
function extremeByBlock(
  values: HourlyValues | undefined,
  blocks: number,
  pick: (a: number, b: number) => number,
  counts: (hour: number) => boolean,
) {
  const out = new Float64Array(blocks).fill(Number.NaN);
  for (let i = 0; i < (values?.length ?? 0); i++) {
    const value = values?.[i] as number;
    if (Number.isNaN(value) || !counts(i)) continue;
    const block = Math.floor(i / BLOCK_HOURS);
    const best = out[block] as number;
    out[block] = Number.isNaN(best) ? value : pick(best, value);
  }
  return out;
}

/** Puts 1 at each hour that has a value and at the hours after it in which it still counts. */
function markAfterEachValue(values: HourlyValues | undefined, named: Uint8Array): void {
  let hoursLeft = 0;
  for (let i = 0; i < (values?.length ?? 0); i++) {
    if (!Number.isNaN(values?.[i])) hoursLeft = 1 + HOURS_NAMED_AFTER_LAST_VALUE;
    if (hoursLeft-- > 0) named[i] = 1;
  }
}

/** 1 at each hour in which storage has a code of its own. */
function hoursWithNamedStorage(frame: HourlyFrame): Uint8Array {
  const named = new Uint8Array(frame.hourCount);
  for (const source of ENERGY_SOURCE_CODES.filter(isStorage)) {
    markAfterEachValue(frame.series.get(generationOf(source)), named);
  }
  return named;
}

/** Demand, or net generation where no demand is reported, sets the scale. */
const loadKind = (frame: HourlyFrame): SeriesKind =>
  frame.series.has('demand') ? 'demand' : 'net-generation';

function blockExtremes(frame: HourlyFrame, blocks: number, named: Uint8Array): BlockExtremes {
  const other = frame.series.get('generation:OTH');
  const load = frame.series.get(loadKind(frame));
  return {
    lowestOther: extremeByBlock(other, blocks, Math.min, (hour) => !named[hour]),
    peakLoad: extremeByBlock(load, blocks, Math.max, () => true),
  };
}

function isDisguised(extremes: BlockExtremes, from: number, to: number): boolean {
  let lowest = 0;
  let peak = 0;
  for (let block = from; block < to; block++) {
    // NaN compares as false: a block without a value changes nothing.
    if ((extremes.lowestOther[block] as number) < lowest) lowest = extremes.lowestOther[block] as number;
    if ((extremes.peakLoad[block] as number) > peak) peak = extremes.peakLoad[block] as number;
  }
  return peak > 0 && lowest < -FRACTION_OF_PEAK * peak;
}

/** 1 at each hour in which OTH is taken for storage; what it did is looked at in blocks of 24 hours from the frame's start. */
export function disguisedStorageHours(frame: HourlyFrame): Uint8Array {
  const hours = new Uint8Array(frame.hourCount);
  const other = frame.series.get('generation:OTH');
  // What never falls below zero is no storage.
  if (!other || extent(other).low >= 0) return hours;
  const blocks = Math.ceil(frame.hourCount / BLOCK_HOURS);
  const named = hoursWithNamedStorage(frame);
  const extremes = blockExtremes(frame, blocks, named);
  const window = WINDOW_HOURS / BLOCK_HOURS;
  for (let block = 0; block < blocks; block++) {
    const to = Math.min(blocks, Math.max(block + 1, window));
    if (isDisguised(extremes, Math.max(0, to - window), to)) {
      hours.fill(1, block * BLOCK_HOURS, (block + 1) * BLOCK_HOURS);
    }
  }
  for (let hour = 0; hour < hours.length; hour++) if (named[hour]) hours[hour] = 0;
  return hours;
}

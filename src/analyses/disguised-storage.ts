/**
 * Storage reported under the code "other": at a balancing authority that reports no storage code,
 * OTH that fell below -1 % of peak demand within the last 30 days (in the frame's first 30 days:
 * within those). Only hours up to the one in question count, so that a published intensity is not
 * rewritten when later days arrive.
 */
import { ENERGY_SOURCE_CODES, isStorage } from '../grid/energy-source.ts';
import type { HourlyFrame, HourlyValues } from '../grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../grid/observation.ts';

const WINDOW_HOURS = 30 * 24;
const BLOCK_HOURS = 24;
const FRACTION_OF_PEAK = 0.01;

interface BlockExtremes {
  lowestOther: Float64Array;
  peakLoad: Float64Array;
  storageReported: Uint8Array;
}

function extremeByBlock(
  values: HourlyValues | undefined,
  blocks: number,
  pick: (a: number, b: number) => number,
) {
  const out = new Float64Array(blocks).fill(Number.NaN);
  values?.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const block = Math.floor(i / BLOCK_HOURS);
    const best = out[block] as number;
    out[block] = Number.isNaN(best) ? value : pick(best, value);
  });
  return out;
}

function storageByBlock(frame: HourlyFrame, blocks: number): Uint8Array {
  const reported = new Uint8Array(blocks);
  for (const source of ENERGY_SOURCE_CODES.filter(isStorage)) {
    frame.series.get(generationOf(source))?.forEach((value, i) => {
      if (!Number.isNaN(value)) reported[Math.floor(i / BLOCK_HOURS)] = 1;
    });
  }
  return reported;
}

/** Demand, or net generation where no demand is reported, sets the scale. */
const loadKind = (frame: HourlyFrame): SeriesKind =>
  frame.series.has('demand') ? 'demand' : 'net-generation';

function blockExtremes(frame: HourlyFrame, blocks: number): BlockExtremes {
  return {
    lowestOther: extremeByBlock(frame.series.get('generation:OTH'), blocks, Math.min),
    peakLoad: extremeByBlock(frame.series.get(loadKind(frame)), blocks, Math.max),
    storageReported: storageByBlock(frame, blocks),
  };
}

function isDisguised(extremes: BlockExtremes, from: number, to: number): boolean {
  let lowest = 0;
  let peak = 0;
  for (let block = from; block < to; block++) {
    if (extremes.storageReported[block]) return false;
    // NaN compares as false: a block without a value changes nothing.
    if ((extremes.lowestOther[block] as number) < lowest) lowest = extremes.lowestOther[block] as number;
    if ((extremes.peakLoad[block] as number) > peak) peak = extremes.peakLoad[block] as number;
  }
  return peak > 0 && lowest < -FRACTION_OF_PEAK * peak;
}

/** 1 at each hour in which OTH is taken for storage; decided by blocks of 24 hours from the frame's start. */
export function disguisedStorageHours(frame: HourlyFrame): Uint8Array {
  const hours = new Uint8Array(frame.hourCount);
  if (!frame.series.has('generation:OTH')) return hours;
  const blocks = Math.ceil(frame.hourCount / BLOCK_HOURS);
  const extremes = blockExtremes(frame, blocks);
  const window = WINDOW_HOURS / BLOCK_HOURS;
  for (let block = 0; block < blocks; block++) {
    const to = Math.min(blocks, Math.max(block + 1, window));
    if (isDisguised(extremes, Math.max(0, to - window), to)) {
      hours.fill(1, block * BLOCK_HOURS, (block + 1) * BLOCK_HOURS);
    }
  }
  return hours;
}

/** Contiguous hours that are cleaner than the rest, from intensities in order of time. */

/** Hours `start` to `start + length - 1` by index. */
export interface Slot {
  start: number;
  length: number;
  kgPerMwh: number;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The first of the cleanest blocks of `length` hours; null where there are fewer hours. */
export function cleanestSlot(kgPerMwh: readonly number[], length: number): Slot | null {
  let best: Slot | null = null;
  for (let start = 0; start + length <= kgPerMwh.length; start++) {
    const mean = meanOf(kgPerMwh.slice(start, start + length));
    if (!best || mean < best.kgPerMwh) best = { start, length, kgPerMwh: mean };
  }
  return best;
}

/** 1 for an hour of the cleanest quarter to 4; hours of equal intensity keep their order in time. */
export function quarters(kgPerMwh: readonly number[]): number[] {
  const order = kgPerMwh
    .map((_, i) => i)
    .sort((a, b) => (kgPerMwh[a] as number) - (kgPerMwh[b] as number) || a - b);
  const out = new Array<number>(kgPerMwh.length);
  order.forEach((index, rank) => {
    out[index] = Math.floor((4 * rank) / order.length) + 1;
  });
  return out;
}

/** Runs of hours of the cleanest quarter, in order of time. */
export function cleanestQuarterBlocks(kgPerMwh: readonly number[]): Slot[] {
  const blocks: Slot[] = [];
  quarters(kgPerMwh).forEach((quarter, i) => {
    if (quarter !== 1) return;
    const last = blocks.at(-1);
    if (last && last.start + last.length === i) last.length++;
    else blocks.push({ start: i, length: 1, kgPerMwh: 0 });
  });
  return blocks.map((block) => ({
    ...block,
    kgPerMwh: meanOf(kgPerMwh.slice(block.start, block.start + block.length)),
  }));
}

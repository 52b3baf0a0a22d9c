/** A set of whole numbers, a bit each, in plain words: it is asked hundreds of thousands of times. */
export type RankSet = Int32Array;

export const NOBODY = -1;

/** For numbers below a limit; the limit itself may be asked for. */
export const emptyRankSet = (limit: number): RankSet => new Int32Array((limit >> 5) + 1);

/** Takes in who is not in the set, and out who is. */
export function toggle(set: RankSet, rank: number): void {
  set[rank >> 5] = (set[rank >> 5] as number) ^ (1 << (rank & 31));
}

/** The lowest member from a number on, itself included; NOBODY where there is none. */
export function nextFrom(set: RankSet, rank: number): number {
  let word = rank >> 5;
  let bits = (set[word] as number) & (-1 << (rank & 31));
  while (bits === 0) {
    if (++word >= set.length) return NOBODY;
    bits = set[word] as number;
  }
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}

/** The highest member below a number; NOBODY where there is none. */
export function lastBelow(set: RankSet, rank: number): number {
  let word = rank >> 5;
  let bits = (set[word] as number) & ~(-1 << (rank & 31));
  while (bits === 0) {
    if (--word < 0) return NOBODY;
    bits = set[word] as number;
  }
  return (word << 5) + 31 - Math.clz32(bits);
}

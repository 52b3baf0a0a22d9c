/**
 * Arrays that serve one energy source after the other. A new array for each of its series would be tens of
 * megabytes a grid, and each time as many have gathered the collector walks the whole heap.
 */
export type Lend = (length: number) => Float64Array;

export const newArray: Lend = (length) => new Float64Array(length);

export interface Workspace {
  /** An array of any content. */
  lend: Lend;
  /** All that was lent may be lent again. */
  takeBack(): void;
}

export function workspace(): Workspace {
  const arrays: Float64Array[] = [];
  let lent = 0;
  return {
    lend(length) {
      let array = arrays[lent];
      if (!array || array.length < length) arrays[lent] = array = new Float64Array(length);
      lent++;
      return array.subarray(0, length);
    },
    takeBack: () => void (lent = 0),
  };
}

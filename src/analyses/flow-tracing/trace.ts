/**
 * Flow tracing: what an area consumes is what it generates and imports, perfectly mixed, and what it
 * exports is the same mix. With P the area's own supply, u_ij what i imports from j and F what its own
 * supply carries (kg of CO2, or MWh of anything that is to be followed):
 *
 *   x_i (P_i + sum_j u_ij) - sum_j u_ij x_j = F_i
 *
 * Solved by taking the areas out one by one: whoever imported from area k then imports k's own supply
 * and k's imports in the proportions of its mix. Only sums, products and quotients of numbers that are
 * not negative occur, so nothing cancels: 0 <= F_i <= f P_i for all i gives 0 <= x <= f.
 */
export interface Supply {
  areaCount: number;
  /** MWh by area: generation, storage discharge, imports from outside the grid. Not negative. */
  ownMwh: Float64Array;
  /** MWh: entry i * areaCount + j is what area i imports from area j. Not negative. Destroyed. */
  importMwh: Float64Array;
  /** What the own supply carries, by area; one array for each thing to follow. Not negative. Destroyed. */
  carried: Float64Array[];
}

/**
 * What each area's consumption carries per MWh, one array for each thing followed; NaN for an area
 * that nothing supplies.
 */
export function trace({ areaCount, ownMwh, importMwh, carried }: Supply): Float64Array[] {
  const own = ownMwh.slice();
  for (let k = areaCount - 1; k >= 0; k--) takeOut(k, areaCount, own, importMwh, carried);
  return carried.map((each) => substitute(areaCount, own, importMwh, each));
}

/** Replaces imports from k by imports from those that supply k, for the areas below k. */
function takeOut(k: number, n: number, own: Float64Array, imports: Float64Array, carried: Float64Array[]) {
  const row = k * n;
  let throughput = own[k] as number;
  for (let j = 0; j < k; j++) throughput += imports[row + j] as number;
  if (throughput === 0) return;
  for (let i = 0; i < k; i++) {
    const share = (imports[i * n + k] as number) / throughput;
    if (share === 0) continue;
    own[i] = (own[i] as number) + share * (own[k] as number);
    for (const each of carried) each[i] = (each[i] as number) + share * (each[k] as number);
    for (let j = 0; j < k; j++) {
      // What would come back to i itself is no import.
      if (j !== i) imports[i * n + j] = (imports[i * n + j] as number) + share * (imports[row + j] as number);
    }
  }
}

/** x_k from the areas below it, which are known first; an import from one that nothing supplies counts as none. */
function substitute(
  n: number,
  own: Float64Array,
  imports: Float64Array,
  carried: Float64Array,
): Float64Array {
  const x = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = carried[k] as number;
    let throughput = own[k] as number;
    for (let j = 0; j < k; j++) {
      const flow = imports[k * n + j] as number;
      if (flow === 0 || Number.isNaN(x[j])) continue;
      sum += flow * (x[j] as number);
      throughput += flow;
    }
    x[k] = throughput > 0 ? sum / throughput : Number.NaN;
  }
  return x;
}

/**
 * One hour of a grid of areas joined by ties, as reported: numbers that ought to obey
 *
 *   net generation = sum of sources                 in every area
 *   demand + total interchange = net generation     in every area
 *   total interchange = sum over its ties           in every area, with one number for both ends of a tie
 *
 * and do not. All in MWh of the hour.
 */

/** Values as reported or estimated, and how dearly a change of each is paid: weight x (change)^2. */
export interface Quantity {
  /** NaN counts as 0. */
  mwh: Float64Array;
  /** Above 0. */
  weight: Float64Array;
}

/** A quantity that physics bounds from below. */
export interface BoundedQuantity extends Quantity {
  /** -Infinity where nothing bounds it. */
  lowestMwh: Float64Array;
}

export interface EnergyBalance {
  areaCount: number;
  /** By area. */
  demand: BoundedQuantity;
  /** By area. */
  netGeneration: BoundedQuantity;
  /** By area; positive out of it. */
  totalInterchange: Quantity;
  /** By source; `area[k]` is the index of the area that it stands in. */
  sources: BoundedQuantity & { area: Int32Array };
  /** By tie; positive out of the area `from[e]` into `to[e]`, which is -1 where the tie leaves the grid. */
  ties: Quantity & { from: Int32Array; to: Int32Array };
}

/** The same hour after reconciliation: all three balances hold to the last bits of the arithmetic. */
export interface ReconciledHour {
  demandMwh: Float64Array;
  netGenerationMwh: Float64Array;
  totalInterchangeMwh: Float64Array;
  sourceMwh: Float64Array;
  tieMwh: Float64Array;
  /** Newton steps that it took; 1 where no bound was met. */
  steps: number;
}

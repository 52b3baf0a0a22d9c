/**
 * Coefficients that hold for balancing authorities in general, by lead group: where a forecast
 * starts and what a short history falls back on. Fitted by scripts/backtest/fit-prior.ts on the
 * fuel mixes of 13 balancing authorities in 2019.
 */
import prior from './prior.json' with { type: 'json' };

export interface Prior {
  /** By lead group, in the order of FEATURE_NAMES. */
  coefficients: readonly Float64Array[];
  /** Mean square of each feature: the unit in which a balancing authority's own coefficients are held to these. */
  featureMeanSquares: Float64Array;
}

export const PRIOR: Prior = {
  coefficients: prior.coefficients.map((row) => Float64Array.from(row as number[])),
  featureMeanSquares: Float64Array.from(prior.featureMeanSquares),
};

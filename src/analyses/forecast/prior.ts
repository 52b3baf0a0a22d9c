/**
 * Coefficients that hold for balancing authorities in general, by lead group: where a forecast
 * starts and what a short history falls back on. Fitted by scripts/backtest/fit-prior.ts on the
 * fuel mixes of 13 balancing authorities in 2019.
 */
import prior from './prior.json' with { type: 'json' };

/** By lead group, in the order of FEATURE_NAMES. */
export const PRIOR_COEFFICIENTS: readonly Float64Array[] = prior.coefficients.map((row) =>
  Float64Array.from(row as number[]),
);
/** Mean square of each feature: the unit in which a balancing authority's own coefficients are held to these. */
export const FEATURE_MEAN_SQUARES: Float64Array = Float64Array.from(prior.featureMeanSquares);

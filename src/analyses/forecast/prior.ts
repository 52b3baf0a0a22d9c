/**
 * Coefficients that hold for balancing authorities in general, by lead group: where a forecast
 * starts and what a short history falls back on. Fitted by scripts/backtest/fit-prior.ts on the
 * fuel mixes of 13 balancing authorities in 2019.
 */
import type { GeneralSources } from './by-source.ts';
import fitted from './prior.json' with { type: 'json' };

export interface Prior {
  /** By lead group, in the order of FEATURE_NAMES. */
  coefficients: readonly Float64Array[];
  /** Mean square of each feature: the unit in which a balancing authority's own coefficients are held to these. */
  featureMeanSquares: Float64Array;
  /** Of each kind of energy source on its own. */
  sources: GeneralSources;
}

/** By what is known: what the last hours of the mix say counts less where demand tells of the hours since. */
export interface Priors {
  mixOnly: Prior;
  demandSince: Prior;
}

const rowsOf = (rows: readonly number[][]) => rows.map((row) => Float64Array.from(row));

const priorOf = ({ coefficients, featureMeanSquares, sources }: (typeof fitted)['mixOnly']): Prior => ({
  coefficients: rowsOf(coefficients),
  featureMeanSquares: Float64Array.from(featureMeanSquares),
  sources: Object.fromEntries(Object.entries(sources).map(([group, rows]) => [group, rowsOf(rows)])),
});

export const PRIORS: Priors = { mixOnly: priorOf(fitted.mixOnly), demandSince: priorOf(fitted.demandSince) };

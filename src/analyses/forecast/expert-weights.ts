/**
 * How much each expert counts, by day ahead: its share, the larger the smaller its errors were on days that
 * it had not seen, times a slope for all, as a mean of forecasts moves less than outcomes do.
 */
import { type Expert, LEVEL, USUAL } from './experts.ts';
import { FEATURE_COUNT } from './features.ts';
import { dayOfGroup, GROUP_COUNT } from './lead-group.ts';
import { dot } from './ridge.ts';
import type { Samples } from './samples.ts';

/** An expert with a 10 % larger error weighs about half. */
const WEIGHT_POWER = 8;
const DAYS = dayOfGroup(GROUP_COUNT - 1) + 1;
/** What an expert's error counts as before anything is seen: few samples tell experts apart a little only. */
const SAMPLES_BEFORE = 30;

/** What experts made of samples, the forecast by source last: `size` moves from the usual a sample, on the log scale. */
interface Moves {
  samples: Samples;
  size: number;
  count: number;
  moves: Float64Array;
}

/**
 * Weights by day ahead, then expert, the forecast by source last, from as many of the newest samples as
 * that is given for.
 */
export function expertWeights(
  experts: readonly Expert[],
  samples: Samples,
  movedBySource: Float64Array,
): number[][] {
  const made = movesOf(experts, samples, movedBySource);
  const shares = sharesOf(experts, made);
  return slopesOf(made, shares).map((slope, day) => (shares[day] as number[]).map((share) => slope * share));
}

function movesOf(experts: readonly Expert[], samples: Samples, movedBySource: Float64Array): Moves {
  const [size, count] = [experts.length + 1, movedBySource.length];
  const moves = new Float64Array(size * count);
  for (let i = 0; i < count; i++) {
    experts.forEach((expert, e) => {
      const coefficients = expert[samples.group[i] as number] as Float64Array;
      moves[i * size + e] = dot(coefficients, samples.features, i * FEATURE_COUNT);
    });
    moves[(i + 1) * size - 1] = movedBySource[i] as number;
  }
  return { samples, size, count, moves };
}

/** By day ahead; they add up to 1. */
function sharesOf(experts: readonly Expert[], { samples, size, count, moves }: Moves): number[][] {
  const errors = Array.from({ length: DAYS }, () => new Array<number>(size).fill(0));
  const counts = new Array<number>(DAYS).fill(0);
  for (let i = 0; i < count; i++) {
    const day = dayOfGroup(samples.group[i] as number);
    counts[day] = (counts[day] as number) + 1;
    const sums = errors[day] as number[];
    for (let e = 0; e < size; e++) {
      const residual = (samples.outcome[i] as number) - (moves[i * size + e] as number);
      sums[e] = (sums[e] as number) + Math.abs(residual) * (samples.weight[i] as number);
    }
  }
  const errorBeyondFirstDay = (expert: Expert) =>
    errors.slice(1).reduce((sum, ofDay) => sum + (ofDay[experts.indexOf(expert)] as number), 0);
  const levelCount = levelCountOf(errorBeyondFirstDay(USUAL), errorBeyondFirstDay(LEVEL));
  return errors.map((sums, day) => {
    const expertCounts = experts.map((expert) => (expert === LEVEL && day > 0 ? levelCount : 1));
    return normalised(sums, counts[day] as number, [...expertCounts, BY_SOURCE_COUNT]);
  });
}

const LEAST_ERROR = 1e-6;
const LEVEL_COUNT = { least: 0.3, most: 12 };

/** The only expert that is not linear in the same features: its errors are least like those of the others. */
const BY_SOURCE_COUNT = 2;

/**
 * How often the moved usual counts beyond the first day. Where the usual is further off than the
 * moved usual, levels stay (hydro, outages), and a new step is likely to stay too, of which the days
 * held out before it tell nothing; where it is less far off, levels turn (wind).
 */
function levelCountOf(usualError: number, levelError: number): number {
  const ratio = (usualError + LEAST_ERROR) / (levelError + LEAST_ERROR);
  return Math.min(LEVEL_COUNT.most, Math.max(LEVEL_COUNT.least, ratio ** 3));
}

function normalised(errorSums: readonly number[], count: number, expertCounts: readonly number[]): number[] {
  const usual = errorSums.reduce((sum, value) => sum + value, 0) / errorSums.length / Math.max(1, count) || 1;
  const relative = errorSums.map((sum) => (sum / usual + SAMPLES_BEFORE) / (count + SAMPLES_BEFORE));
  const weights = relative.map(
    (error, e) => (expertCounts[e] as number) * Math.max(error, 1e-3) ** -WEIGHT_POWER,
  );
  const total = weights.reduce((sum, value) => sum + value, 0);
  return weights.map((weight) => weight / total);
}

/** What the outcome moves by where the mean of experts moves by 1: before anything is seen, and at the most. */
const SLOPE = { usual: 1.05, least: 1, most: 1.3 };
/** That slope weighs as much as so many times what was seen. */
const SLOPE_STRENGTH = 4;

/**
 * By day ahead, the slope of the outcome on the mean of experts, through 0. Each expert is held back towards
 * the usual, as suits it alone; where they err apart, their mean is held back too far:
 *
 *   slope = (sum w m z + s u sum w m^2) / ((1 + s) sum w m^2)
 *
 * with m the mean of experts, z the outcome, u the usual slope and s its strength.
 */
function slopesOf({ samples, size, count, moves }: Moves, shares: readonly number[][]): number[] {
  const own = shares.map((row) => Float64Array.from(row));
  const products = new Float64Array(DAYS);
  const squares = new Float64Array(DAYS);
  for (let i = 0; i < count; i++) {
    const day = dayOfGroup(samples.group[i] as number);
    const mean = dot(own[day] as Float64Array, moves, i * size);
    const weighted = (samples.weight[i] as number) * mean;
    products[day] = (products[day] as number) + weighted * (samples.outcome[i] as number);
    squares[day] = (squares[day] as number) + weighted * mean;
  }
  return Array.from(products, (product, day) => {
    const square = squares[day] as number;
    const seen = square > 0 ? product / square : SLOPE.usual;
    const slope = (seen + SLOPE_STRENGTH * SLOPE.usual) / (1 + SLOPE_STRENGTH);
    return Math.min(SLOPE.most, Math.max(SLOPE.least, slope));
  });
}

/** Known hours of demand hidden, estimated and compared: how far the method of short-gap.ts strays. */
import { shortGapEstimates } from '../../src/analyses/short-gap.ts';
import { mean, quantile } from '../../src/analyses/statistics.ts';
import type { HourlyValues } from '../../src/grid/hourly-frame.ts';

/** What the method looks at on each side of a gap. */
const HOURS_AROUND = 73;
/** Some seven days and five hours apart, so that every hour of the day and day of the week gets its turn. */
const HOURS_APART = 173;
const OFFSETS = [0, 43, 89, 131];

export interface Strayed {
  /** Estimated hours. */
  hours: number;
  /** Of gaps tried, those without an estimate for each of their hours. */
  unfilled: number;
  meanError: number;
  percentile95: number;
  percentile99: number;
  /** Estimate less truth. */
  bias: number;
}

const isKnown = (values: HourlyValues, from: number, to: number): boolean =>
  !values.subarray(from, to).includes(Number.NaN);

/** Where a gap of so many hours can be made between known ones. */
function* placesFor(values: HourlyValues, gapHours: number): Generator<number> {
  for (const offset of OFFSETS) {
    for (
      let from = HOURS_AROUND + offset;
      from + gapHours + HOURS_AROUND <= values.length;
      from += HOURS_APART
    )
      if (isKnown(values, from - 1, from + gapHours + 1)) yield from;
  }
}

/** Estimates of the hours [from, from + gapHours), once hidden; with the past and one hour after only, or with the days after too. */
export function estimatesOfHidden(
  values: HourlyValues,
  from: number,
  gapHours: number,
  pastOnly: boolean,
): HourlyValues {
  const start = from - HOURS_AROUND;
  const view = values.slice(start, from + gapHours + (pastOnly ? 1 : HOURS_AROUND));
  view.fill(Number.NaN, HOURS_AROUND, HOURS_AROUND + gapHours);
  return shortGapEstimates(view).subarray(HOURS_AROUND, HOURS_AROUND + gapHours);
}

/** Errors over all series, as fractions of each one's mean. */
export function strayedOver(all: readonly HourlyValues[], gapHours: number, pastOnly: boolean): Strayed {
  const errors: number[] = [];
  let unfilled = 0;
  for (const values of all) {
    const scale = mean(values);
    for (const from of placesFor(values, gapHours)) {
      const estimates = estimatesOfHidden(values, from, gapHours, pastOnly);
      if (estimates.includes(Number.NaN)) unfilled++;
      estimates.forEach((mwh, i) => {
        if (!Number.isNaN(mwh)) errors.push((mwh - (values[from + i] as number)) / scale);
      });
    }
  }
  const sizes = errors.map(Math.abs);
  return {
    hours: errors.length,
    unfilled,
    meanError: mean(sizes),
    percentile95: quantile(sizes, 0.95),
    percentile99: quantile(sizes, 0.99),
    bias: mean(errors),
  };
}

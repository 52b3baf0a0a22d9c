/**
 * Believed hours in the midst of doubted ones: within a day of an hour around which, of 49 hours, at
 * least 15 % are doubted; unless a whole day before or after them is good, or they belong to a good
 * stretch of more than a day. An hour that is missing counts as good.
 * Source: Ruggles et al. (2020), "anomalous region filter", their constants.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { findingsWhere, type ScreeningRule } from './screening-rule.ts';

const HOURS_EACH_SIDE = 24;
const GOOD_FRACTION = 0.85;

/** How many hours before each index are doubted; one entry more than hours. */
function doubtedBefore(reported: HourlyValues, trusted: HourlyValues): Int32Array {
  const before = new Int32Array(reported.length + 1);
  for (let i = 0; i < reported.length; i++) {
    const doubted = Number.isNaN(trusted[i]) && !Number.isNaN(reported[i]);
    before[i + 1] = (before[i] as number) + (doubted ? 1 : 0);
  }
  return before;
}

/** Doubted hours from one index to another, both included; hours outside the frame count as good. */
function doubtedIn(before: Int32Array, from: number, to: number): number {
  const end = Math.min(to + 1, before.length - 1);
  return (before[end] as number) - (before[Math.max(from, 0)] as number);
}

/** 1 at each hour within a day of an hour with too many doubted ones around it. */
function hoursInBadCompany(before: Int32Array): Uint8Array {
  const hours = new Uint8Array(before.length - 1);
  const allowed = (1 - GOOD_FRACTION) * (2 * HOURS_EACH_SIDE + 1);
  for (let i = 0; i < hours.length; i++) {
    if (doubtedIn(before, i - HOURS_EACH_SIDE, i + HOURS_EACH_SIDE) < allowed) continue;
    hours.fill(1, Math.max(0, i - HOURS_EACH_SIDE), i + HOURS_EACH_SIDE);
  }
  return hours;
}

/** Length of the stretch of hours that are not doubted around each hour. */
function goodStretch(before: Int32Array): Int32Array {
  const lengths = new Int32Array(before.length - 1);
  let from = 0;
  for (let i = 0; i <= lengths.length; i++) {
    const ends = i === lengths.length || before[i + 1] !== before[i];
    if (!ends) continue;
    lengths.fill(i - from, from, i);
    from = i + 1;
  }
  return lengths;
}

export const anomalousRegion: ScreeningRule = {
  name: 'anomalous-region',
  findings({ reported, trusted }) {
    const demand = trusted.series.get('demand');
    const asReported = reported.series.get('demand');
    // One and the same where nothing is doubted.
    if (!demand || !asReported || demand === asReported) return [];
    const before = doubtedBefore(asReported, demand);
    const badCompany = hoursInBadCompany(before);
    const stretch = goodStretch(before);
    const isInRegion = (_: number, i: number) =>
      badCompany[i] === 1 &&
      (stretch[i] as number) <= HOURS_EACH_SIDE &&
      doubtedIn(before, i - HOURS_EACH_SIDE, i) > 0 &&
      doubtedIn(before, i, i + HOURS_EACH_SIDE) > 0;
    return findingsWhere('demand', demand, isInRegion, 'Most hours around this one are doubtful.');
  },
};

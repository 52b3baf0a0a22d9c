/**
 * Hours in which the sum of members has a gap because a small member left a few hours open: the sum with
 * that member's part estimated (see short-gap.ts). Beside the frame, never in it: the sum as reported keeps
 * its gap, and with it every gate, extreme and record.
 */
import type { HourEnding } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import { isWhole, type Member, membersOver, windowOf } from './aggregate-frame.ts';
import { shortGapEstimates } from './short-gap.ts';

/** Of the sum; a larger part would carry its error into what is read off the sum. */
const LARGEST_SHARE = 0.05;

export interface ImputedHour {
  hour: HourEnding;
  demandMwh: number;
  /** Of it, the part that is estimated. */
  imputedMwh: number;
  /** The members whose part is estimated, by code. */
  members: string[];
}

interface MemberDemand {
  code: string;
  values: HourlyValues;
  estimates: HourlyValues;
}

/** Null where no member has a gap, where one has no estimate for it, or where too much would be estimated. */
function imputedHour(demands: readonly MemberDemand[], i: number, hour: HourEnding): ImputedHour | null {
  const members: string[] = [];
  let demandMwh = 0;
  let imputedMwh = 0;
  for (const { code, values, estimates } of demands) {
    const isGap = Number.isNaN(values[i]);
    const mwh = (isGap ? estimates[i] : values[i]) as number;
    demandMwh += mwh;
    if (!isGap) continue;
    imputedMwh += mwh;
    members.push(code);
  }
  // NaN compares as false: without an estimate there is no sum.
  return members.length > 0 && imputedMwh <= LARGEST_SHARE * demandMwh
    ? { hour, demandMwh, imputedMwh, members }
    : null;
}

/** Oldest first; none where the members' demand does not make a whole. */
export function imputedDemand(members: readonly Member[]): ImputedHour[] {
  const window = windowOf(members);
  if (!window) return [];
  const over = membersOver(members, window);
  if (!isWhole('demand', over)) return [];
  const demands = over.flatMap(({ respondent, series }): MemberDemand[] => {
    const values = series.get('demand');
    return values ? [{ code: respondent.code, values, estimates: shortGapEstimates(values) }] : [];
  });
  return Array.from({ length: window.hourCount }, (_, i) =>
    imputedHour(demands, i, window.firstHour + i),
  ).filter((found) => found !== null);
}

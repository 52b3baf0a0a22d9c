/**
 * What the generation of one energy source in an hour to come is predicted from, as shares of the
 * grid's mean generation of 28 days. As in features.ts, all is seen from the origin and measured from
 * the mean of the source hour's clock hour over 14 days.
 */
import type { EnergySourceGroup } from '../../grid/energy-source.ts';
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import type { DemandNews } from './demand-news.ts';
import { quotient } from './elementwise.ts';
import type { SourceHistory } from './intensity-history.ts';
import type { RestTurn } from './rest-days.ts';
import {
  anomaly,
  known,
  lastWeekIndex,
  SAME_HOUR_NAMES,
  sameHours,
  sourceIndex,
} from './seen-from-origin.ts';
import { trailingMean } from './trailing.ts';
import type { Lend } from './workspace.ts';

const ANOMALY_HOURS = [1, 6, 24];

export const SOURCE_FEATURE_NAMES = [
  ...SAME_HOUR_NAMES,
  'rest turns',
  'rest turns, times the usual',
  'demand since, same hour',
  'demand since, 3 h',
  ...ANOMALY_HOURS.map((hours) => `anomaly of ${hours} h`),
  'constant',
];
export const SOURCE_FEATURE_COUNT = SOURCE_FEATURE_NAMES.length;
/** Of the size of the others, so that it is held to the general one as they are. */
export const SOURCE_CONSTANT = 0.1;

/** A target seen from an origin: what is the same for all sources of a grid. */
export interface Outlook {
  originIndex: number;
  targetIndex: number;
  /** The last known hour of the target's clock hour, and of its hour of the week. */
  sourceIndex: number;
  lastWeekIndex: number;
  restTurn: number;
  demandAtClockHour: number;
  demandLately: number;
}

export type OutlookAt = (originIndex: number, lead: number) => Outlook;

export const outlooks =
  (restTurn: RestTurn, demand: DemandNews): OutlookAt =>
  (origin, lead) => {
    const source = sourceIndex(origin, lead);
    return {
      originIndex: origin,
      targetIndex: origin + lead,
      sourceIndex: source,
      lastWeekIndex: lastWeekIndex(origin, lead),
      restTurn: restTurn(source, origin + lead),
      demandAtClockHour: known(demand.atClockHour(origin, lead, source)),
      demandLately: known(demand.lately(origin, lead)),
    };
  };

export interface SourceFeatures {
  group: EnergySourceGroup;
  factorKgPerMwh: number;
  /** Mean share of the target's clock hour over the last 14 known days; NaN where none is known. */
  baseOf(outlook: Outlook): number;
  /** NaN in a hole. */
  shareAt(index: number): number;
  fill(outlook: Outlook, out: Float64Array): void;
}

/** `usualGeneration` is the grid's mean of 28 days, MWh. */
export function sourceFeatures(
  { group, factorKgPerMwh, positiveMwh }: SourceHistory,
  usualGeneration: HourlyValues,
  lend: Lend,
): SourceFeatures {
  const share = quotient(positiveMwh, usualGeneration, lend(positiveMwh.length));
  const sameHour = sameHours(share, lend);
  const { mean14 } = sameHour;
  const moved = anomaly(share, mean14, lend);
  const anomalies = ANOMALY_HOURS.map((hours) => trailingMean(moved, hours, lend));
  function fill(outlook: Outlook, out: Float64Array): void {
    const s = outlook.sourceIndex;
    const base = mean14[s] as number;
    sameHour.fill(s, outlook.lastWeekIndex, base, out);
    out[5] = outlook.restTurn;
    out[6] = outlook.restTurn * known(base);
    out[7] = outlook.demandAtClockHour;
    out[8] = outlook.demandLately;
    let at = 9;
    for (const values of anomalies) out[at++] = known(values[outlook.originIndex]);
    out[at] = SOURCE_CONSTANT;
  }
  return {
    group,
    factorKgPerMwh,
    baseOf: (outlook) => mean14[outlook.sourceIndex] as number,
    shareAt: (index) => share[index] ?? Number.NaN,
    fill,
  };
}

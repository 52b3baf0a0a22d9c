/**
 * What an hour to come is predicted from, seen from the last known hour (the origin).
 *
 * A lead is the number of hours from the origin to the target; the target's day ahead is
 * d = ceil(lead/24), and its source hour s = target - 24 d is the last known hour of the same
 * clock hour. All features are intensities on a log scale (log-scale.ts), measured from `base`, the
 * mean of the source hour's clock hour over 14 days, so that one set of coefficients means the same
 * for every balancing authority. What is not known counts as nothing out of the ordinary: 0.
 *
 * The contribution of an energy source is how far it moves the intensity from the usual,
 * (factor - mean intensity) x (share - the share's mean at that clock hour over 14 days); the
 * contributions of all sources add up to the anomaly. They are told apart because wind turns in a
 * day or two while a nuclear outage stays.
 */
import type { EnergySourceGroup } from '../../grid/energy-source.ts';
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { demandNews } from './demand-news.ts';
import { quotient } from './elementwise.ts';
import type { IntensityHistory } from './intensity-history.ts';
import { type LogScale, logScale } from './log-scale.ts';
import { restTurns } from './rest-days.ts';
import {
  anomaly,
  known,
  lastWeekIndex,
  SAME_HOUR_NAMES,
  sameHours,
  sourceIndex,
} from './seen-from-origin.ts';
import { type OutlookAt, outlooks, type SourceFeatures, sourceFeatures } from './source-features.ts';
import { sameHourMean, trailingMean } from './trailing.ts';
import { workspace } from './workspace.ts';

const CONTRIBUTORS = ['wind', 'solar', 'hydro', 'nuclear', 'coal'] as const;
type Contributor = (typeof CONTRIBUTORS)[number];

const ANOMALY_HOURS = [1, 2, 6, 12, 24];
const GENERATION_HOURS = [3, 24];

export const FEATURE_NAMES = [
  ...SAME_HOUR_NAMES,
  'rest turns',
  'generation at the source hour',
  'demand since, same hour',
  'demand since, 3 h',
  ...ANOMALY_HOURS.map((hours) => `anomaly of ${hours} h`),
  ...GENERATION_HOURS.map((hours) => `generation of ${hours} h`),
  ...CONTRIBUTORS.map((name) => `${name} of 6 h`),
  'constant',
];
export const FEATURE_COUNT = FEATURE_NAMES.length;
/** How many features belong to the target hour; the rest is the same for all leads of an origin. */
const TARGET_FEATURES = 9;

export interface FeatureSource {
  /** Fills `out` from `start`; false where the origin has no intensity to start from. Indices count from the history's first hour. */
  fill(originIndex: number, lead: number, out: Float64Array, start?: number): boolean;
  scale: LogScale;
  /** Mean intensity of the 14 days up to the origin, kg/MWh. */
  levelAt(originIndex: number): number;
  /** Mean of the target's clock hour over the last 14 known days, on the log scale. */
  baseAt(originIndex: number, lead: number): number;
  /** Whether demand is known beyond the mix. */
  knowsDemandSince: boolean;
  /** Features of each energy source on its own, one after the other: good until the next is asked for, or the features of another history. */
  energySources(): Iterable<SourceFeatures>;
  outlookAt: OutlookAt;
}

/** The series of one energy source, which the next may overwrite. */
const ofOneSource = workspace();

function contributorOf(group: EnergySourceGroup): Contributor | null {
  return (CONTRIBUTORS as readonly string[]).includes(group) ? (group as Contributor) : null;
}

/** How far each contributor moves each hour's intensity, kg/MWh. */
function contributions(history: IntensityHistory, level: HourlyValues): Map<Contributor, HourlyValues> {
  const sums = new Map<Contributor, HourlyValues>();
  for (const { group, factorKgPerMwh, positiveMwh } of history.sources) {
    const name = contributorOf(group);
    if (!name) continue;
    ofOneSource.takeBack();
    const { lend } = ofOneSource;
    const share = quotient(positiveMwh, history.generationMwh, lend(positiveMwh.length));
    const moved = anomaly(share, sameHourMean(share, 14, lend), lend);
    const sum = sums.get(name) ?? new Float64Array(moved.length);
    for (let i = 0; i < sum.length; i++)
      sum[i] = (sum[i] as number) + (factorKgPerMwh - (level[i] as number)) * (moved[i] as number);
    sums.set(name, sum);
  }
  return sums;
}

export function featureSource(
  history: IntensityHistory,
  timezone: string,
  longestLead: number,
): FeatureSource {
  const scale = logScale(history.kgPerMwh);
  const y = history.kgPerMwh.map(scale.toLog);
  const sameHour = sameHours(y);
  const { mean14 } = sameHour;
  const level = trailingMean(history.kgPerMwh, 14 * 24);
  const moved = anomaly(y, mean14);
  const usualGeneration = trailingMean(history.generationMwh, 28 * 24);
  const load = quotient(history.generationMwh, usualGeneration);
  const loadMoved = anomaly(load);
  const restTurn = restTurns(history.firstHour, y.length + longestLead, timezone);
  const demand = demandNews(history.demandMwh, y.length);
  const parts = contributions(history, level);
  const nothing = new Float64Array(y.length);
  const intensities = ANOMALY_HOURS.map((hours) => trailingMean(moved, hours));
  const generations = GENERATION_HOURS.map((hours) => trailingMean(loadMoved, hours));
  const contributed = CONTRIBUTORS.map((name) => trailingMean(parts.get(name) ?? nothing, 6));
  const levelAt = (origin: number) => level[origin] as number;
  const baseAt = (origin: number, lead: number) => {
    const base = mean14[sourceIndex(origin, lead)] as number;
    return Number.isNaN(base) ? scale.toLog(levelAt(origin)) : base;
  };

  const ofOrigin = new Float64Array(FEATURE_COUNT - TARGET_FEATURES);
  let filledOrigin = Number.NaN;
  function fillOfOrigin(origin: number): void {
    const usual = levelAt(origin);
    const onLogScale = (kgPerMwh: number) => scale.toLog(Math.max(0, usual + kgPerMwh)) - scale.toLog(usual);
    let at = 0;
    for (const values of intensities) ofOrigin[at++] = known(values[origin]);
    for (const values of generations) ofOrigin[at++] = known(values[origin]);
    for (const values of contributed) ofOrigin[at++] = onLogScale(known(values[origin]));
    ofOrigin[at] = 1;
    filledOrigin = origin;
  }

  function fill(origin: number, lead: number, out: Float64Array, start = 0): boolean {
    if (Number.isNaN(levelAt(origin))) return false;
    if (origin !== filledOrigin) fillOfOrigin(origin);
    const s = sourceIndex(origin, lead);
    sameHour.fill(s, lastWeekIndex(origin, lead), baseAt(origin, lead), out, start);
    out[start + 5] = restTurn(s, origin + lead);
    out[start + 6] = known(loadMoved[s]);
    out[start + 7] = known(demand.atClockHour(origin, lead, s));
    out[start + 8] = known(demand.lately(origin, lead));
    out.set(ofOrigin, start + TARGET_FEATURES);
    return true;
  }
  function* energySources() {
    for (const one of history.sources) {
      ofOneSource.takeBack();
      yield sourceFeatures(one, usualGeneration, ofOneSource.lend);
    }
  }
  const outlookAt = outlooks(restTurn, demand);
  return { fill, scale, levelAt, baseAt, knowsDemandSince: demand.isAny, energySources, outlookAt };
}

/**
 * Hourly carbon intensity of the next hours from what is known now: one ridge regression a lead
 * group, fitted to the balancing authority's own past and held to coefficients that serve balancing
 * authorities in general (prior.ts), so that two weeks of history give a forecast and two years a
 * better one; beside it the forecast of each energy source on its own. No weather is known to it.
 */
import { type HourEnding, hourToIso, lastHourEnded } from '../../grid/hour.ts';
import { FEATURE_COUNT, type FeatureSource, featureSource } from './features.ts';
import { historyUpTo, type IntensityHistory } from './intensity-history.ts';
import { type Interval, residualIntervals } from './intervals.ts';
import { groupOfLead } from './lead-group.ts';
import { fitModel, type Model } from './model.ts';
import { PRIORS, type Priors } from './prior.ts';
import { dot } from './ridge.ts';

export const HORIZON_HOURS = 96;
/** A mix older than this says nothing of tomorrow. */
const OLDEST_KNOWN_HOURS = 10 * 24;
const HISTORY_HOURS = 730 * 24;

export interface ForecastHour {
  hourEnding: HourEnding;
  kgPerMwh: number;
  /** Bounds that the outcome lies within four times of five. */
  low: number;
  high: number;
}

export interface CarbonForecast {
  /** The instant of issue, UTC. */
  issuedAt: string;
  basis: 'generation-based';
  method: string;
  /** The last hour whose intensity was known. */
  lastKnownHour: HourEnding;
  hours: ForecastHour[];
  /**
   * How far off the forecast was on past days that it had not seen: one path a day, an entry per
   * hour of `hours`, outcome less forecast in kg/MWh; NaN where not known. From
   * these follows how sure a difference between hours is, in which what all hours share cancels.
   */
  errorPaths: Float64Array[];
}

export interface ForecastInput {
  history: IntensityHistory;
  now: Date;
  /** IANA zone of the balancing authority. */
  timezone: string;
  /** Coefficients of grids in general; those in use where absent. */
  priors?: Priors | undefined;
}

const METHOD = 'ridge-blend-v6';

function lastKnownIndex(values: Float64Array): number {
  return values.findLastIndex((value) => !Number.isNaN(value));
}

/** No mix emits more; a logarithm far beyond what was ever seen would. */
const largestFactor = ({ sources }: IntensityHistory) =>
  Math.max(0, ...sources.map(({ factorKgPerMwh }) => factorKgPerMwh));

interface Outlook {
  history: IntensityHistory;
  source: FeatureSource;
  model: Model;
  intervals: Interval[];
  originIndex: number;
}

function forecastHour(
  { history, source, model, intervals, originIndex }: Outlook,
  lead: number,
): ForecastHour {
  const features = new Float64Array(FEATURE_COUNT);
  source.fill(originIndex, lead, features);
  const group = groupOfLead(lead);
  const moved = dot(features, model.coefficients[group] as Float64Array) + model.addedBySource(lead);
  const expected = source.scale.toKgPerMwh(source.baseAt(originIndex, lead) + moved);
  const kgPerMwh = Math.min(largestFactor(history), expected);
  const { low, high } = intervals[group] as Interval;
  return {
    hourEnding: history.firstHour + originIndex + lead,
    kgPerMwh,
    low: Math.max(0, kgPerMwh + low),
    high: kgPerMwh + high,
  };
}

function errorPaths({ residuals }: Model, firstLead: number): Float64Array[] {
  return residuals.map((path) =>
    Float64Array.from({ length: HORIZON_HOURS }, (_, i) => path[groupOfLead(firstLead + i)] ?? Number.NaN),
  );
}

/** The forecast of the hours that end within 96 h from now; null where nothing is known of the last ten days. */
export function carbonForecast({
  history,
  now,
  timezone,
  priors = PRIORS,
}: ForecastInput): CarbonForecast | null {
  const lastEnded = lastHourEnded(now);
  const upToNow = historyUpTo(history, lastEnded, HISTORY_HOURS);
  const originIndex = lastKnownIndex(upToNow.kgPerMwh);
  const lastKnownHour = upToNow.firstHour + originIndex;
  if (originIndex < 0 || lastEnded - lastKnownHour > OLDEST_KNOWN_HOURS) return null;
  const known = historyUpTo(upToNow, lastKnownHour, HISTORY_HOURS, lastEnded);
  const firstLead = lastEnded + 1 - lastKnownHour;
  const lastLead = firstLead + HORIZON_HOURS - 1;
  const source = featureSource(known, timezone, lastLead);
  const prior = source.knowsDemandSince ? priors.demandSince : priors.mixOnly;
  const model = fitModel(known, source, originIndex, lastLead, prior);
  const outlook = {
    history: known,
    source,
    model,
    intervals: residualIntervals(model.residuals, model.coefficients.length, source.levelAt(originIndex)),
    originIndex,
  };
  return {
    issuedAt: hourToIso(lastEnded),
    basis: 'generation-based',
    method: METHOD,
    lastKnownHour,
    hours: Array.from({ length: HORIZON_HOURS }, (_, i) => forecastHour(outlook, firstLead + i)),
    errorPaths: errorPaths(model, firstLead),
  };
}

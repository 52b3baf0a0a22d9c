/** Forecasts at a daily origin over a period, and what came. */
import { type CarbonForecast, carbonForecast } from '../../src/analyses/forecast/carbon-forecast.ts';
import { historyUpTo, type IntensityHistory } from '../../src/analyses/forecast/intensity-history.ts';
import type { Priors } from '../../src/analyses/forecast/prior.ts';
import {
  addDays,
  datesBetween,
  type HourEnding,
  type LocalDate,
  localDay,
  MS_PER_HOUR,
} from '../../src/grid/hour.ts';
import type { SeriesFamily } from '../../src/grid/observation.ts';
import { lastPublishedHour } from '../../src/grid/publication-schedule.ts';

export interface Origin {
  now: Date;
  /** The last hour whose mix is known at that moment. */
  lastKnownHour: HourEnding;
  /** The last hour whose demand is known. */
  lastDemandHour: HourEnding;
}

/** Every midnight UTC of the dates, everything known up to it: CarbonCast's day is 24 of EIA's periods from T00. */
export function midnightsUtc(first: LocalDate, last: LocalDate): Origin[] {
  return datesBetween(first, last).map((date) => {
    const lastKnownHour = Date.parse(`${date}T00:00:00Z`) / MS_PER_HOUR - 1;
    return { now: new Date(lastKnownHour * MS_PER_HOUR), lastKnownHour, lastDemandHour: lastKnownHour };
  });
}

/** A clock hour of every date, local time; right on the days of 23 and 25 hours from 03:00 on. */
export function localHours(
  clockHour: number,
  first: LocalDate,
  last: LocalDate,
  timezone: string,
  lag: 'real' | 'none',
): Origin[] {
  return datesBetween(first, last).map((date) => {
    const hour = localDay(addDays(date, 1), timezone).firstHour - 1 - (24 - clockHour);
    const nowMs = hour * MS_PER_HOUR;
    const lastOf = (family: SeriesFamily) =>
      lag === 'none' ? hour : lastPublishedHour(family, timezone, nowMs);
    return {
      now: new Date(nowMs),
      lastKnownHour: lastOf('generation'),
      lastDemandHour: lastOf('demand'),
    };
  });
}

export interface Outcome {
  origin: Origin;
  forecast: CarbonForecast;
  /** By hour of the forecast; NaN where nothing is known. */
  actual: Float64Array;
  /** By name of the baseline, as `actual`. */
  baselines: Record<string, Float64Array>;
}

const at = (history: IntensityHistory, hour: HourEnding) =>
  history.kgPerMwh[hour - history.firstHour] ?? Number.NaN;

/** The last known hour of the same clock hour, at least `days` days back. */
const sameHourBack = (hour: HourEnding, lastKnownHour: HourEnding, days = 1) =>
  hour - 24 * Math.max(days, Math.ceil((hour - lastKnownHour) / 24));

function meanOfDays(history: IntensityHistory, from: HourEnding, days: number): number {
  const values = Array.from({ length: days }, (_, i) => at(history, from - 24 * i)).filter(
    (v) => !Number.isNaN(v),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** All that a baseline may know ends at the last known hour. */
function baselineValues(history: IntensityHistory, lastKnownHour: HourEnding, hour: HourEnding) {
  const source = sameHourBack(hour, lastKnownHour);
  return {
    'seasonal naive': at(history, source),
    'last week': at(history, hour - 168 * Math.ceil((hour - lastKnownHour) / 168)),
    '14-day mean': meanOfDays(history, source, 14),
  };
}

export const BASELINES = ['seasonal naive', 'last week', '14-day mean'] as const;

export function rollingOrigin(
  history: IntensityHistory,
  origins: readonly Origin[],
  timezone: string,
  priors?: Priors,
): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const origin of origins) {
    const { lastKnownHour, lastDemandHour } = origin;
    const known = historyUpTo(history, lastKnownHour, Number.MAX_SAFE_INTEGER, lastDemandHour);
    const forecast = carbonForecast({ history: known, now: origin.now, timezone, priors });
    if (!forecast) continue;
    const hours = forecast.hours.map(({ hourEnding }) => hourEnding);
    const baselines = Object.fromEntries(
      BASELINES.map((name) => [
        name,
        Float64Array.from(hours, (hour) => baselineValues(history, origin.lastKnownHour, hour)[name]),
      ]),
    );
    outcomes.push({
      origin,
      forecast,
      actual: Float64Array.from(hours, (hour) => at(history, hour)),
      baselines,
    });
  }
  return outcomes;
}

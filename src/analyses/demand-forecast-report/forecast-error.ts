/**
 * Figures of a forecast's error e = demand - forecast (MW), D = demand (MWh in the hour):
 *
 *   weighted percent error = sum |e| / sum D    a fraction
 *   mean absolute error    = mean |e|           MW
 *   bias                   = mean e             MW, and sum e / sum D as a fraction
 *   skill                  = 1 - mean |e| / mean |naive error|, over hours that have both
 */
import { hourToIso } from '../../grid/hour.ts';
import type {
  ForecastComparison,
  ForecastDayFigures,
  ForecastErrorFigures,
  ForecastHourOfDay,
  ForecastMiss,
  ForecastMonth,
} from '../../snapshots/forecast-report.ts';
import { quantileOfSorted, sortedKnown } from '../statistics.ts';
import { type ForecastDay, type ForecastHour, isScoredDay } from './forecast-hours.ts';

const MISSES_TOLD = 10;

/** Of hours with demand above zero; null of none. */
export function errorFigures(hours: readonly ForecastHour[]): ForecastErrorFigures | null {
  let absolute = 0;
  let signed = 0;
  let demand = 0;
  for (const { errorMw, demandMwh } of hours) {
    absolute += Math.abs(errorMw);
    signed += errorMw;
    demand += demandMwh;
  }
  if (!(demand > 0)) return null;
  return {
    hours: hours.length,
    weightedErrorFraction: absolute / demand,
    meanAbsoluteErrorMw: absolute / hours.length,
    biasMw: signed / hours.length,
    biasFraction: signed / demand,
  };
}

/** Null where no hour has demand a week before, or where it never changed. */
export function comparisonWithNaive(hours: readonly ForecastHour[]): ForecastComparison | null {
  let count = 0;
  let forecast = 0;
  let naive = 0;
  for (const { errorMw, naiveErrorMw } of hours) {
    if (Number.isNaN(naiveErrorMw)) continue;
    count++;
    forecast += Math.abs(errorMw);
    naive += Math.abs(naiveErrorMw);
  }
  if (naive === 0) return null;
  return {
    hours: count,
    naiveMeanAbsoluteErrorMw: naive / count,
    forecastMeanAbsoluteErrorMw: forecast / count,
    skill: 1 - forecast / naive,
  };
}

/** By the clock hour at which an hour starts; hours of the clock without a value are left out. */
export function errorByHourOfDay(hours: readonly ForecastHour[]): ForecastHourOfDay[] {
  const byHour = Map.groupBy(hours, ({ localHour }) => localHour);
  return Array.from({ length: 24 }, (_, localHour) => {
    const own = byHour.get(localHour) ?? [];
    const sorted = sortedKnown(own.map(({ errorMw }) => errorMw));
    const figures = errorFigures(own);
    return (
      figures && {
        localHour,
        ...figures,
        percentile10ErrorMw: quantileOfSorted(sorted, 0.1),
        percentile90ErrorMw: quantileOfSorted(sorted, 0.9),
      }
    );
  }).filter((row) => row !== null);
}

/** Newest first. */
export const errorByDay = (days: readonly ForecastDay[]): ForecastDayFigures[] =>
  days
    .map((one) => ({
      date: one.day.date,
      hoursInDay: one.day.hourCount,
      hoursWithBoth: one.hours.length,
      figures: isScoredDay(one) ? errorFigures(one.hours) : null,
    }))
    .reverse();

/** Of days in order, oldest first. */
export function errorByMonth(scored: readonly ForecastDay[]): ForecastMonth[] {
  const months = Object.entries(Object.groupBy(scored, ({ day }) => day.date.slice(0, 7)));
  return months.flatMap(([month, days = []]) => {
    const figures = errorFigures(days.flatMap(({ hours }) => hours));
    return figures ? [{ month, scoredDays: days.length, ...figures }] : [];
  });
}

const isWorse = (a: ForecastHour, b: ForecastHour): boolean => Math.abs(a.errorMw) > Math.abs(b.errorMw);

/** Of each day its worst hour, the worst days first, the newer of equals first. */
export function worstMisses(scored: readonly ForecastDay[]): ForecastMiss[] {
  return scored
    .map(({ hours }) => hours.reduce((worst, hour) => (isWorse(hour, worst) ? hour : worst)))
    .sort((a, b) => Math.abs(b.errorMw) - Math.abs(a.errorMw) || b.hour - a.hour)
    .slice(0, MISSES_TOLD)
    .map(({ hour, date, localHour, demandMwh, forecastMwh, errorMw }) => ({
      hourEnding: hourToIso(hour),
      date,
      localHour,
      demandMwh,
      forecastMwh,
      errorMw,
      errorFraction: errorMw / demandMwh,
    }));
}

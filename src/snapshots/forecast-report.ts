import { z } from 'zod';
import { balancingAuthorityEnvelope, envelope } from './envelope.ts';
import { fraction, instant, localDate, meanMw, mw, mwh } from './units.ts';

/**
 * error = demand - day-ahead demand forecast, in MW: positive where demand came in above the forecast.
 * All figures are of hours of which both passed screening, in days that have at least 22 of them.
 */
const errorFigures = {
  hours: z.int().describe('hours that the figures are of'),
  weightedErrorFraction: fraction.describe(
    'weighted percent error as a fraction: sum of |error| / sum of demand',
  ),
  meanAbsoluteErrorMw: meanMw,
  biasMw: meanMw.describe('mean error; positive: demand came in above the forecast'),
  biasFraction: fraction.describe('sum of error / sum of demand'),
};

export const forecastErrorFigures = z.object(errorFigures);
export type ForecastErrorFigures = z.infer<typeof forecastErrorFigures>;

export const forecastHourOfDay = z.object({
  localHour: z.int().describe('clock hour at which the hour starts'),
  ...errorFigures,
  percentile10ErrorMw: mw,
  percentile90ErrorMw: mw,
});
export type ForecastHourOfDay = z.infer<typeof forecastHourOfDay>;

export const forecastDay = z.object({
  date: localDate,
  hoursInDay: z.int(),
  hoursWithBoth: z.int(),
  figures: forecastErrorFigures.nullable().describe('null where fewer than 22 hours have both'),
});
export type ForecastDayFigures = z.infer<typeof forecastDay>;

export const forecastMonth = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  scoredDays: z.int(),
  ...errorFigures,
});
export type ForecastMonth = z.infer<typeof forecastMonth>;

export const forecastMiss = z.object({
  hourEnding: instant,
  date: localDate,
  localHour: z.int(),
  demandMwh: mwh,
  forecastMwh: mwh,
  errorMw: mw,
  errorFraction: fraction.describe('error / demand of that hour'),
});
export type ForecastMiss = z.infer<typeof forecastMiss>;

export const forecastComparison = z.object({
  hours: z.int().describe('hours of which demand a week before is known too'),
  naiveMeanAbsoluteErrorMw: meanMw.describe('of demand at the same local hour a week before'),
  forecastMeanAbsoluteErrorMw: meanMw.describe('of the forecast, over the same hours'),
  skill: fraction.describe('1 - forecast / naive: 1 is perfect, 0 no better, negative worse'),
});
export type ForecastComparison = z.infer<typeof forecastComparison>;

export const forecastCopy = z.object({
  of: z.enum([
    'demand of the same hour',
    'demand a day before',
    'demand two days before',
    'demand a week before',
    'the forecast a day before',
  ]),
  shareOfHours: fraction.describe('hours in which the two are exactly equal'),
});
export type ForecastCopy = z.infer<typeof forecastCopy>;

export const forecastLeftOut = z.object({
  reason: z.enum([
    'generation-only',
    'no-data',
    'no-demand',
    'no-forecast',
    'not-comparable',
    'copy',
    'few-days',
    'stopped',
    'gaps',
    'revised',
    'another-load',
  ]),
  why: z.string(),
});
export type ForecastLeftOut = z.infer<typeof forecastLeftOut>;

export const forecastHeld = z.object({
  firstDate: localDate,
  lastDate: localDate,
  days: z.int().describe('local days that are over'),
  scoredDays: z.int().describe('of them, those with at least 22 hours of both'),
  hours: z.int().describe('from the first hour held to the end of the last day'),
  hoursWithBoth: z.int(),
  coverage: fraction.describe('hours with both demand and forecast / hours'),
  longestGapHours: z.int().describe('longest run of hours without one of the two'),
  revisedDemandHours: z
    .int()
    .describe('hours of demand whose value was replaced more than two days after the hour'),
  revisedFraction: fraction.describe('of the hours of demand'),
});
export type ForecastHeld = z.infer<typeof forecastHeld>;

/** A balancing authority's own day-ahead demand forecast against the demand that came. */
export const forecastReportSnapshot = z.object({
  ...balancingAuthorityEnvelope,
  held: forecastHeld.nullable(),
  overall: forecastErrorFigures.nullable(),
  comparison: forecastComparison.nullable(),
  copy: forecastCopy.nullable().describe('what the forecast repeats in at least half of its hours'),
  leftOut: forecastLeftOut.nullable().describe('why it is not ranked against others; null where it is'),
  byHourOfDay: z.array(forecastHourOfDay),
  byMonth: z.array(forecastMonth).describe('oldest first'),
  byDay: z.array(forecastDay).describe('newest first'),
  worstMisses: z.array(forecastMiss).describe('largest |error| first; of a day no more than its worst hour'),
});
export type ForecastReportSnapshot = z.infer<typeof forecastReportSnapshot>;

export const forecastLeagueRow = z.object({
  rank: z.int().describe('equal errors share a rank'),
  code: z.string(),
  name: z.string(),
  timezone: z.string(),
  dataAsOf: z.object({ demand: instant.nullable(), dayAheadDemandForecast: instant.nullable() }),
  firstDate: localDate,
  lastDate: localDate,
  scoredDays: z.int(),
  coverage: fraction,
  ...errorFigures,
  skill: fraction.nullable(),
});
export type ForecastLeagueRow = z.infer<typeof forecastLeagueRow>;

/** Every active balancing authority by the weighted percent error of its day-ahead demand forecast. */
export const forecastLeagueSnapshot = z.object({
  ...envelope,
  rows: z.array(forecastLeagueRow).describe('smallest weighted percent error first'),
  leftOut: z.array(forecastLeftOut.extend({ code: z.string(), name: z.string() })),
});
export type ForecastLeagueSnapshot = z.infer<typeof forecastLeagueSnapshot>;

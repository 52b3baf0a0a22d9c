/** Whose forecast is not ranked against others, and why. */
import type { Respondent } from '../../grid/balancing-authority.ts';
import type { ForecastLeftOut, ForecastReportSnapshot } from '../../snapshots/forecast-report.ts';
import type { OwnFields } from '../snapshot-fields.ts';

export const LEAST_DAYS_RANKED = 14;
const LEAST_COVERAGE = 0.75;
const MOST_DAYS_SILENT = 14;
const MOST_REVISED = 0.2;
/**
 * A forecast that is off by this share of demand on average is of another load. In the first half of
 * 2020 the largest bias of those that EIA calls comparable was 9 % (IPCO), but CHPD's 131 %.
 */
const MOST_BIAS = 0.25;

export type Judged = Pick<OwnFields<ForecastReportSnapshot>, 'held' | 'overall' | 'copy'> & {
  hasDemand: boolean;
  hasForecast: boolean;
  /** Local days that are over since the last one that counts; null where none does. */
  daysSilent: number | null;
};

const percent = (share: number): string => `${Math.round(share * 100)}%`;

interface Ground {
  reason: ForecastLeftOut['reason'];
  /** A sentence where the ground holds. */
  why(ba: Respondent, report: Judged): string | false | null;
}

/** The first that holds is told. */
const GROUNDS: readonly Ground[] = [
  {
    reason: 'generation-only',
    why: (ba) => ba.generationOnly && 'Serves no customers of its own, so it has no demand to forecast.',
  },
  {
    reason: 'no-demand',
    why: (_, { hasDemand }) => !hasDemand && 'Reports no demand in the days held.',
  },
  {
    reason: 'no-forecast',
    why: (_, { hasForecast }) => !hasForecast && 'Reports no day-ahead demand forecast in the days held.',
  },
  {
    reason: 'not-comparable',
    why: (ba) =>
      !ba.dayAheadForecastComparable &&
      'EIA says that its day-ahead forecast does not compare with its demand.',
  },
  {
    reason: 'copy',
    why: (_, { copy }) =>
      copy &&
      `No forecast of its own: it repeats ${copy.of} exactly in ${percent(copy.shareOfHours)} of the hours.`,
  },
  {
    reason: 'few-days',
    why: (_, { held }) => {
      const days = held?.scoredDays ?? 0;
      return (
        days < LEAST_DAYS_RANKED &&
        `${days === 0 ? 'No day has' : days === 1 ? 'Only 1 day has' : `Only ${days} days have`} at least 22 hours with both demand and forecast; a rank needs ${LEAST_DAYS_RANKED}.`
      );
    },
  },
  {
    reason: 'stopped',
    why: (_, { daysSilent }) =>
      daysSilent !== null &&
      daysSilent > MOST_DAYS_SILENT &&
      `Demand or forecast has stopped coming in: nothing to compare for more than ${MOST_DAYS_SILENT} days.`,
  },
  {
    reason: 'gaps',
    why: (_, { held }) =>
      held !== null &&
      held.coverage < LEAST_COVERAGE &&
      `Long gaps: ${percent(held.coverage)} of the hours have both demand and forecast, the longest gap is ${held.longestGapHours} hours.`,
  },
  {
    reason: 'revised',
    why: (_, { held }) =>
      held !== null &&
      held.revisedFraction > MOST_REVISED &&
      `Heavy later revision: ${percent(held.revisedFraction)} of the hours of demand were replaced more than two days later.`,
  },
  {
    reason: 'another-load',
    why: (_, { overall }) =>
      overall !== null &&
      Math.abs(overall.biasFraction) > MOST_BIAS &&
      `The forecast is ${overall.biasFraction < 0 ? 'above' : 'below'} demand by ${percent(Math.abs(overall.biasFraction))} of it on average, so it seems to be of another load.`,
  },
];

/** Null where nothing speaks against a rank. */
export function leftOut(ba: Respondent, report: Judged): ForecastLeftOut | null {
  for (const { reason, why } of GROUNDS) {
    const said = why(ba, report);
    if (said) return { reason, why: said };
  }
  return null;
}

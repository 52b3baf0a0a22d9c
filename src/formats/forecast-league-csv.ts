/** The league of day-ahead demand forecasts as CSV (RFC 4180), for programs: ranked first, then those left out. */
import type { ForecastLeagueSnapshot } from '../snapshots/forecast-report.ts';
import { csvOf } from './csv.ts';

const HEADER = [
  'rank',
  'code',
  'name',
  'first_date',
  'last_date',
  'scored_days',
  'coverage_fraction',
  'hours',
  'weighted_error_fraction',
  'mean_absolute_error_mw',
  'bias_mw',
  'bias_fraction',
  'skill_against_week_before',
  'left_out_reason',
  'left_out_why',
];

export function forecastLeagueCsv({
  rows,
  leftOut,
}: Pick<ForecastLeagueSnapshot, 'rows' | 'leftOut'>): string {
  const ranked = rows.map((row) => [
    row.rank,
    row.code,
    row.name,
    row.firstDate,
    row.lastDate,
    row.scoredDays,
    row.coverage,
    row.hours,
    row.weightedErrorFraction,
    row.meanAbsoluteErrorMw,
    row.biasMw,
    row.biasFraction,
    row.skill,
    null,
    null,
  ]);
  const figures = HEADER.length - 5;
  const others = leftOut.map(({ code, name, reason, why }) => [
    null,
    code,
    name,
    ...Array.from({ length: figures }, () => null),
    reason,
    why,
  ]);
  return csvOf([HEADER, ...ranked, ...others]);
}

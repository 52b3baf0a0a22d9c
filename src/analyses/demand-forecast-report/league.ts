/** The day-ahead demand forecasts of the nation side by side, and who is left out of the table and why. */
import { ACTIVE_BALANCING_AUTHORITIES, type BalancingAuthority } from '../../grid/balancing-authority.ts';
import type { DataAsOf } from '../../snapshots/envelope.ts';
import type {
  ForecastLeagueRow,
  ForecastLeagueSnapshot,
  ForecastReportSnapshot,
} from '../../snapshots/forecast-report.ts';

export type LeagueMember = Pick<ForecastReportSnapshot, 'held' | 'overall' | 'comparison' | 'leftOut'> & {
  dataAsOf: DataAsOf;
};

type Unranked = Omit<ForecastLeagueRow, 'rank'>;

function rowOf(
  ba: BalancingAuthority,
  { held, overall, comparison, dataAsOf }: LeagueMember,
): Unranked | null {
  if (!held || !overall) return null;
  return {
    code: ba.code,
    name: ba.name,
    timezone: ba.timezone,
    dataAsOf: { demand: dataAsOf.demand, dayAheadDemandForecast: dataAsOf.dayAheadDemandForecast },
    firstDate: held.firstDate,
    lastDate: held.lastDate,
    scoredDays: held.scoredDays,
    coverage: held.coverage,
    ...overall,
    skill: comparison?.skill ?? null,
  };
}

function ranked(rows: readonly Unranked[]): ForecastLeagueRow[] {
  const inOrder = rows.toSorted(
    (a, b) => a.weightedErrorFraction - b.weightedErrorFraction || (a.code < b.code ? -1 : 1),
  );
  const rankOf = (error: number) => inOrder.findIndex((row) => row.weightedErrorFraction === error) + 1;
  return inOrder.map((row) => ({ rank: rankOf(row.weightedErrorFraction), ...row }));
}

/** Of the active balancing authorities; `reports` by code, without those of which no hour is held. */
export function forecastLeague(
  reports: ReadonlyMap<string, LeagueMember>,
): Pick<ForecastLeagueSnapshot, 'rows' | 'leftOut'> {
  const rows: Unranked[] = [];
  const out: ForecastLeagueSnapshot['leftOut'] = [];
  for (const ba of ACTIVE_BALANCING_AUTHORITIES) {
    const report = reports.get(ba.code);
    const row = report && !report.leftOut ? rowOf(ba, report) : null;
    const because = report?.leftOut ?? { reason: 'no-data' as const, why: 'No hour of it is held.' };
    if (row) rows.push(row);
    else out.push({ code: ba.code, name: ba.name, ...because });
  }
  return { rows: ranked(rows), leftOut: out };
}

import { forecastLeague, type LeagueMember } from '../../src/analyses/demand-forecast-report/league.ts';
import { demandForecastReport } from '../../src/analyses/demand-forecast-report.ts';
import { forecastLeagueCsv } from '../../src/formats/forecast-league-csv.ts';
import { slugOf } from '../../src/grid/balancing-authority.ts';
import { type HourRange, localDay } from '../../src/grid/hour.ts';
import { withSeriesOnly } from '../../src/grid/hourly-frame.ts';
import type { Provenance, SeriesKind } from '../../src/grid/observation.ts';
import {
  type ForecastReportSnapshot,
  forecastLeagueSnapshot,
  forecastReportSnapshot,
} from '../../src/snapshots/forecast-report.ts';
import { combineHashes, hashUpTo } from '../../src/snapshots/input-hash.ts';
import { snapshotPath, writeFileAtomically, writeSnapshot } from '../../src/snapshots/write.ts';
import type { Store } from '../../src/store/store.ts';
import { daysEnvelope, envelope } from './envelope.ts';
import type { GridReport } from './grid-reports.ts';

const SERIES: readonly SeriesKind[] = ['demand', 'day-ahead-demand-forecast'];
const LATE_AFTER_HOURS = 48;

/** By respondent, the hours of demand that were replaced more than two days later. */
export const lateRevisions = (store: Store, range: HourRange): Promise<Map<string, number>> =>
  store.revisedHours({ kind: 'demand', ...range, seenAfterHours: LATE_AFTER_HOURS });

export interface ForecastReportsOrder {
  directory: string;
  grids: ReadonlyMap<string, GridReport>;
  revisedDemandHours: ReadonlyMap<string, number>;
  provenance: Provenance;
  now: Date;
}

function writeReport(
  { ba, frame, report }: GridReport,
  { directory, provenance, revisedDemandHours, now }: ForecastReportsOrder,
): ForecastReportSnapshot {
  const revised = revisedDemandHours.get(ba.code) ?? 0;
  const told = demandForecastReport(report.screened, ba, now, revised);
  const lastDate = told.held?.lastDate ?? null;
  const rows = lastDate ? [hashUpTo(withSeriesOnly(frame, SERIES), localDay(lastDate, ba.timezone))] : [];
  return writeSnapshot(directory, `${slugOf(ba.code)}/forecast-report.json`, forecastReportSnapshot, {
    ...daysEnvelope({ ba, report, provenance }, lastDate, combineHashes([...rows, String(revised)])),
    ...told,
  });
}

/** `{ba}/forecast-report.json` of every grid, and the league of the balancing authorities as JSON and CSV. */
export function writeForecastReports(order: ForecastReportsOrder): void {
  const { directory, provenance } = order;
  const members = new Map<string, LeagueMember>();
  for (const [code, grid] of order.grids) members.set(code, writeReport(grid, order));
  const league = forecastLeague(members);
  const written = writeSnapshot(directory, 'forecast-report.json', forecastLeagueSnapshot, {
    ...envelope(provenance, combineHashes([JSON.stringify(league)])),
    ...league,
  });
  writeFileAtomically(snapshotPath(directory, 'forecast-report.csv'), forecastLeagueCsv(written));
}

import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { GRIDS } from '../../src/grid/balancing-authority.ts';
import { hourToIso, isoSeconds, MS_PER_HOUR } from '../../src/grid/hour.ts';
import { type Provenance, SERIES_FAMILIES } from '../../src/grid/observation.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';
import type { StatusSnapshot } from '../../src/snapshots/status.ts';
import type { IngestRun, Store } from '../../src/store/store.ts';

const RUNS_SHOWN = 48;
const QUARANTINED_ROWS_SHOWN = 50;
const REVISED_DAYS_SHOWN = 200;
/** Without it each run would count every revision ever seen. */
const REVISIONS_SEEN_DAYS = 30;

/** What the last runs did, what they put aside, what EIA revised, and how old each series is. */
export async function statusOf(
  store: Store,
  provenance: Provenance,
  reports: Map<string, BalancingAuthorityReport>,
  now: Date,
): Promise<StatusSnapshot> {
  const runs = await store.recentRuns(RUNS_SHOWN);
  return {
    schemaVersion: SCHEMA_VERSION,
    provenance,
    builtAt: isoSeconds(now),
    dataSource: runs[0]?.source ?? 'none',
    runs: runs.map(toRun),
    quarantine: await quarantineOf(store, lastPieces(runs)),
    revisedDays: await revisedDaysOf(store, now),
    testimonyLosses: (await store.losses()).map(({ declaredAt, ...loss }) => ({
      ...loss,
      declaredAt: isoSeconds(declaredAt),
    })),
    flaggedHours: flaggedHours(reports),
    seriesNotReported: SERIES_FAMILIES.filter(
      (family) => ![...reports.values()].some((report) => isReported(report, family)),
    ),
    balancingAuthorities: GRIDS.map((ba) => ({
      code: ba.code,
      name: ba.name,
      hasData: reports.has(ba.code),
      series: reports.get(ba.code)?.freshness ?? [],
    })),
  };
}

const isReported = (report: BalancingAuthorityReport, family: string) =>
  report.freshness.some((series) => series.family === family && series.reported);

function toRun(run: IngestRun): StatusSnapshot['runs'][number] {
  return {
    id: run.id,
    startedAt: isoSeconds(run.startedAt),
    finishedAt: run.outcome && isoSeconds(run.outcome.finishedAt),
    source: run.source,
    outcome: run.status,
    firstHour: hourToIso(run.firstHour),
    lastHour: hourToIso(run.lastHour),
    rowsReceived: run.outcome?.received ?? 0,
    rowsInserted: run.outcome?.inserted ?? 0,
    rowsChanged: run.outcome?.changed ?? 0,
    rowsQuarantined: run.outcome?.quarantined ?? 0,
    message: run.outcome?.failures.map(({ what, message }) => `${what}: ${message}`).join(' ') || null,
  };
}

/** The runs in which one ingest asked for its hours, the newest hours in the first of them. */
function lastPieces(runs: readonly IngestRun[]): IngestRun[] {
  const pieces = runs.slice(0, 1);
  for (const earlier of runs.slice(1)) {
    const last = pieces.at(-1) as IngestRun;
    const sameIngest = earlier.startedAt.getTime() === last.startedAt.getTime();
    if (!sameIngest || earlier.firstHour <= last.lastHour) break;
    pieces.push(earlier);
  }
  return pieces;
}

/** Counts are of the last ingest: each meets the same bad rows of its window again. */
async function quarantineOf(
  store: Store,
  lastRuns: readonly IngestRun[],
): Promise<StatusSnapshot['quarantine']> {
  const counts = (await Promise.all(lastRuns.map(({ id }) => store.quarantineCounts(id)))).flat();
  const byReason = new Map<string, number>();
  for (const { reason, rowCount } of counts) byReason.set(reason, (byReason.get(reason) ?? 0) + rowCount);
  const recent = await store.recentQuarantine(QUARANTINED_ROWS_SHOWN);
  return {
    total: counts.reduce((sum, { rowCount }) => sum + rowCount, 0),
    byReason: [...byReason].map(([reason, rows]) => ({ reason, rows })),
    recent: recent.map(({ lastRunId, origin, respondent, period, reason, excerpt }) => ({
      runId: lastRunId,
      origin,
      respondent,
      period,
      reason,
      excerpt,
    })),
  };
}

async function revisedDaysOf(store: Store, now: Date): Promise<StatusSnapshot['revisedDays']> {
  const seenSince = new Date(now.getTime() - REVISIONS_SEEN_DAYS * 24 * MS_PER_HOUR);
  const days = await store.revisedDays({ seenSince, limit: REVISED_DAYS_SHOWN });
  return days.map(({ respondent, date, revisionCount, lastSeenAt }) => ({
    respondent,
    date,
    hours: revisionCount,
    lastSeenAt: isoSeconds(lastSeenAt),
  }));
}

function flaggedHours(reports: Map<string, BalancingAuthorityReport>): StatusSnapshot['flaggedHours'] {
  const hoursByRule = new Map<string, number>();
  for (const report of reports.values()) {
    for (const { rule } of report.screened.flags) hoursByRule.set(rule, (hoursByRule.get(rule) ?? 0) + 1);
  }
  return [...hoursByRule].sort().map(([rule, hours]) => ({ rule, hours }));
}

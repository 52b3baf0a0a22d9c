import { join } from 'node:path';
import type { HourRange } from '../grid/hour.ts';
import type { HourlyFrame } from '../grid/hourly-frame.ts';
import type { Provenance, QuarantinedRow } from '../grid/observation.ts';
import type { ReportedHours } from '../grid/reported-hours.ts';
import * as correction from './correction.ts';
import type { Database, Engine } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import * as runs from './ingest-run.ts';
import { migrate, type SchemaVariant } from './migrate.ts';
import { openPgliteDatabase } from './pglite-database.ts';
import { openPostgresDatabase } from './postgres-database.ts';
import * as prediction from './prediction.ts';
import * as provenance from './provenance.ts';
import * as quarantine from './quarantine.ts';
import * as frames from './read-frames.ts';
import { readReported } from './read-reported.ts';
import { dropOldObservations, setRetentionPolicy } from './retention.ts';
import * as revision from './revision.ts';
import { seriesCatalog } from './series.ts';
import { readSize, type StoreSize } from './size.ts';
import * as summary from './summary.ts';
import * as testimony from './testimony.ts';
import * as upsert from './upsert.ts';
import { writerLock } from './writer-lock.ts';

export type { StoredCorrection } from './correction.ts';
export type { Engine } from './database.ts';
export type { IngestRun, RunFailure, RunOutcome, RunStart, RunStatus } from './ingest-run.ts';
export { respondentLocalDate } from './local-date.ts';
export type { PredictionsQuery, StoredPrediction, StoredWindow } from './prediction.ts';
export type { QuarantineCount, RememberedRow } from './quarantine.ts';
export type { FramesQuery } from './read-frames.ts';
export type { RevisedDay, Revision, RevisionsQuery } from './revision.ts';
export type { StoreSize } from './size.ts';
export {
  DatabaseLostError,
  DatabaseUnreachableError,
  FolderUnusableError,
  ProvenanceMismatchError,
  StoreError,
  StoreLockedError,
} from './store-error.ts';
export type { DailySummariesQuery, DailySummary, PeriodSummary, PeriodSummaryQuery } from './summary.ts';
export { TESTIMONY_KINDS, type TestimonyKind, type TestimonyLoss } from './testimony.ts';
export type { ObservationInput, RespondentDay, UpsertOptions, UpsertResult } from './upsert.ts';

export interface StoreOptions {
  /** A PostgreSQL server; without it an embedded one runs in the data folder. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /**
   * Observations older than this are dropped (with TimescaleDB by its own policy, elsewhere by
   * dropOldObservations()). Kept for ever where left out.
   */
  retentionDays?: number | undefined;
  /** Told what a person may want to know: for example why TimescaleDB is not used. */
  onNotice?: (line: string) => void;
}

/** Everything that GridPulse keeps. Whoever opens it closes it. */
export interface Store {
  engine: Engine;
  version: string;
  claimProvenance(claimed: Provenance): Promise<void>;
  provenance(): Promise<Provenance | null>;
  upsertObservations(
    input: upsert.ObservationInput,
    options: upsert.UpsertOptions,
  ): Promise<upsert.UpsertResult>;
  readFrames(query: frames.FramesQuery): Promise<Map<string, HourlyFrame>>;
  readObservedRange(): Promise<HourRange | null>;
  /** The rows of some hours exactly as they were given. */
  readReported(hours: HourRange): Promise<ReportedHours[]>;
  startRun(run: runs.RunStart): Promise<number>;
  finishRun(id: number, outcome: runs.RunOutcome): Promise<void>;
  recentRuns(count: number): Promise<runs.IngestRun[]>;
  quarantine(runId: number, rows: readonly QuarantinedRow[]): Promise<void>;
  recentQuarantine(count: number): Promise<quarantine.RememberedRow[]>;
  quarantineCounts(runId: number): Promise<quarantine.QuarantineCount[]>;
  revisions(query?: revision.RevisionsQuery): Promise<revision.Revision[]>;
  revisedHours(query: revision.RevisedHoursQuery): Promise<Map<string, number>>;
  revisedDays(query?: revision.RevisionsQuery): Promise<revision.RevisedDay[]>;
  corrections(): Promise<correction.StoredCorrection[]>;
  appendCorrections(corrections: readonly correction.StoredCorrection[]): Promise<void>;
  predictions(query: prediction.PredictionsQuery): Promise<prediction.StoredPrediction[]>;
  appendPredictions(predictions: readonly prediction.StoredPrediction[]): Promise<void>;
  /** As lines of JSON, in the order in which they were written down. */
  readTestimony(kind: testimony.TestimonyKind, span: testimony.Span): Promise<string[]>;
  testimonySpan(): Promise<{ first: Date; last: Date } | null>;
  beginRestore(): Promise<void>;
  /** Takes lines back, once by the name of their part; endRestore() says that all have come. */
  restoreTestimony(restored: testimony.RestoredPart): Promise<void>;
  endRestore(): Promise<void>;
  isRestoreOpen(): Promise<boolean>;
  declareLosses(losses: readonly testimony.TestimonyLoss[]): Promise<void>;
  losses(): Promise<testimony.TestimonyLoss[]>;
  dailySummaries(query: summary.DailySummariesQuery): Promise<summary.DailySummary[]>;
  periodSummaries(query: summary.PeriodSummaryQuery): Promise<summary.PeriodSummary[]>;
  refreshSummaries(changedDays: readonly upsert.RespondentDay[]): Promise<void>;
  size(): Promise<StoreSize>;
  /** Forgets what is older than the retention; nothing where there is none, or a policy does it. */
  dropOldObservations(now: Date): Promise<void>;
  /** Frees what revisions and dropped rows left behind and renews the planner's statistics. PGlite has no autovacuum. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

/** A database that this process may use, and what to do at the end. */
async function openDatabase({ databaseUrl, dataDir }: StoreOptions): Promise<Database> {
  if (databaseUrl) return openPostgresDatabase(databaseUrl);
  const folder = join(dataDir, 'pglite');
  const lock = await lockFolder(folder);
  try {
    const database = await openPgliteDatabase(folder);
    return { ...database, close: () => database.close().finally(lock.release) };
  } catch (cause) {
    await lock.release();
    throw cause;
  }
}

async function serverVersion(database: Database, variant: SchemaVariant): Promise<string> {
  const [row] = await database.query<{ version: string }>(
    variant === 'timescaledb'
      ? "SELECT extversion AS version FROM pg_extension WHERE extname = 'timescaledb'"
      : "SELECT current_setting('server_version') AS version",
  );
  return row?.version ?? 'unknown';
}

function storeOver(
  database: Database,
  variant: SchemaVariant,
  version: string,
  retentionDays: number | undefined,
): Store {
  const catalog = seriesCatalog(database.embedded);
  const claimWriting = writerLock(database);
  const prepare = variant === 'timescaledb' ? upsert.DECOMPRESS_FREELY : '';
  const asWriter = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await claimWriting();
    return work();
  };
  return {
    engine: variant === 'timescaledb' ? 'timescaledb' : database.embedded ? 'pglite' : 'postgresql',
    version,
    claimProvenance: (claimed) => asWriter(() => provenance.claimProvenance(database, claimed)),
    provenance: () => provenance.readProvenance(database),
    upsertObservations: (input, options) =>
      asWriter(() => upsert.upsertObservations(database, catalog, input, options, prepare)),
    readFrames: (query) => frames.readFrames(database, catalog, query),
    readObservedRange: () => frames.readObservedRange(database),
    readReported: (hours) => readReported(database, catalog, hours),
    startRun: (run) => asWriter(() => runs.startRun(database, run)),
    finishRun: (id, outcome) => asWriter(() => runs.finishRun(database, id, outcome)),
    recentRuns: (count) => runs.recentRuns(database, count),
    quarantine: (runId, rows) => asWriter(() => quarantine.quarantine(database, runId, rows)),
    recentQuarantine: (count) => quarantine.recentQuarantine(database, count),
    quarantineCounts: (runId) => quarantine.quarantineCounts(database, runId),
    revisions: (query) => revision.readRevisions(database, query),
    revisedHours: (query) => revision.countRevisedHours(database, query),
    revisedDays: (query) => revision.readRevisedDays(database, query),
    corrections: () => correction.readCorrections(database),
    appendCorrections: (corrections) => asWriter(() => correction.appendCorrections(database, corrections)),
    predictions: (query) => prediction.readPredictions(database, query),
    appendPredictions: (predictions) => asWriter(() => prediction.appendPredictions(database, predictions)),
    readTestimony: (kind, span) => testimony.readTestimony(database, kind, span),
    testimonySpan: () => testimony.testimonySpan(database),
    beginRestore: () => asWriter(() => testimony.beginRestore(database)),
    restoreTestimony: (part) => asWriter(() => testimony.restoreTestimony(database, catalog, part)),
    endRestore: () => asWriter(() => testimony.endRestore(database)),
    isRestoreOpen: () => testimony.isRestoreOpen(database),
    declareLosses: (losses) => asWriter(() => testimony.declareLosses(database, losses)),
    losses: () => testimony.readLosses(database),
    dailySummaries: (query) => summary.readDailySummaries(database, query),
    periodSummaries: (query) => summary.readPeriodSummaries(database, catalog, query),
    refreshSummaries: (changedDays) =>
      asWriter(() => summary.refreshSummaries(database, variant, changedDays)),
    size: () => readSize(database, variant),
    dropOldObservations: (now) =>
      variant === 'timescaledb'
        ? Promise.resolve()
        : asWriter(() => dropOldObservations(database, retentionDays, now)),
    vacuum: () => database.exec('VACUUM ANALYZE'),
    close: () => database.close(),
  };
}

/** Connects (or opens the embedded database), migrates, and hands over the store. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const database = await openDatabase(options);
  try {
    const variant = await migrate(database, options.onNotice ?? (() => undefined));
    if (variant === 'timescaledb') await setRetentionPolicy(database, options.retentionDays);
    return storeOver(database, variant, await serverVersion(database, variant), options.retentionDays);
  } catch (cause) {
    await database.close().catch(() => undefined);
    throw cause;
  }
}

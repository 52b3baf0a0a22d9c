import { type HourEnding, hourToIso, MS_PER_HOUR } from '../grid/hour.ts';
import type { Queryable } from './database.ts';

export interface RunStart {
  startedAt: Date;
  /** Where the observations came from: `eia-api`, `eia-bulk`, `emulator` ... */
  source: string;
  firstHour: HourEnding;
  lastHour: HourEnding;
}

/** Partial: some series failed and the others were stored. */
export type RunStatus = 'succeeded' | 'partial' | 'failed';

export interface RunFailure {
  /** What was asked for: a route, a respondent, a file. */
  what: string;
  message: string;
}

export interface RunOutcome {
  finishedAt: Date;
  status: RunStatus;
  received: number;
  inserted: number;
  changed: number;
  unchanged: number;
  quarantined: number;
  failures: RunFailure[];
  /** What came whole; absent of runs that older versions recorded. */
  completed?: string[];
}

/** A run as recorded; one that never finished (killed, or still going) has no outcome. */
export interface IngestRun extends RunStart {
  id: number;
  status: RunStatus | 'running';
  outcome: RunOutcome | null;
}

export async function startRun(database: Queryable, run: RunStart): Promise<number> {
  const [row] = await database.query<{ id: number }>(
    'INSERT INTO ingest_runs (started_at, source, first_hour, last_hour) VALUES ($1, $2, $3, $4) RETURNING id',
    [run.startedAt, run.source, hourToIso(run.firstHour), hourToIso(run.lastHour)],
  );
  return (row as { id: number }).id;
}

export async function finishRun(database: Queryable, id: number, outcome: RunOutcome): Promise<void> {
  await database.query(
    'UPDATE ingest_runs SET finished_at = $2, status = $3, outcome = $4::jsonb WHERE id = $1',
    [id, outcome.finishedAt, outcome.status, JSON.stringify(outcome)],
  );
}

interface RunRow {
  id: number;
  started_at: Date;
  source: string;
  first_hour: Date;
  last_hour: Date;
  status: RunStatus | 'running';
  outcome: (Omit<RunOutcome, 'finishedAt'> & { finishedAt: string }) | null;
}

function toRun(row: RunRow): IngestRun {
  return {
    id: row.id,
    startedAt: row.started_at,
    source: row.source,
    firstHour: row.first_hour.getTime() / MS_PER_HOUR,
    lastHour: row.last_hour.getTime() / MS_PER_HOUR,
    status: row.status,
    outcome: row.outcome && { ...row.outcome, finishedAt: new Date(row.outcome.finishedAt) },
  };
}

/** The latest first. */
export async function recentRuns(database: Queryable, count: number): Promise<IngestRun[]> {
  const rows = await database.query<RunRow>(
    `SELECT id, started_at, source, first_hour, last_hour, status, outcome
     FROM ingest_runs ORDER BY id DESC LIMIT $1`,
    [count],
  );
  return rows.map(toRun);
}

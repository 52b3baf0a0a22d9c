/**
 * The little that the store asks of a database engine. Two implementations: PGlite in this process,
 * and PostgreSQL (with or without TimescaleDB) over a connection.
 *
 * Types that come back are the same on both: int8 and float8 are numbers, timestamptz is a Date,
 * date is `YYYY-MM-DD`, json is parsed.
 */
export interface Queryable {
  /** One statement with `$1` parameters; its rows. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Any number of statements, no parameters, no rows. */
  exec(sql: string): Promise<void>;
  /** `COPY ... FROM STDIN` of one buffer. */
  copyIn(copy: CopyIn, data: Uint8Array): Promise<void>;
  /** `COPY (select) TO STDOUT (FORMAT binary)`, handed over in pieces cut anywhere. */
  copyOut(select: string, onChunk: (chunk: Uint8Array) => void): Promise<void>;
}

/** A binary COPY of a select, and who takes it. */
export interface CopyOut {
  select: string;
  onChunk(chunk: Uint8Array): void;
}

/** The target of a binary COPY: a table and its columns in the order of the data. */
export interface CopyIn {
  table: string;
  columns: readonly string[];
}

export type Engine = 'pglite' | 'postgresql' | 'timescaledb';

export interface Database extends Queryable {
  /** Whether the database lives in this process rather than behind a connection. */
  embedded: boolean;
  /** How many COPYs can be read at once: a server works on each by a process of its own. */
  sideBySide: number;
  /** Several COPYs of what the database holds at one instant, at once where the engine can. */
  copyOutSideBySide(copies: readonly CopyOut[]): Promise<void>;
  /** Runs the work in one transaction; other callers wait their turn. */
  transaction<Result>(work: (transaction: Queryable) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** OIDs of the types whose defaults differ between the two drivers. */
export const TYPE_OID = { int8: 20, float8: 701, date: 1082, timestamptz: 1184, numeric: 1700 } as const;

import type { Observation, Provenance, QuarantinedRow } from '../grid/observation.ts';
import type { Route } from './wire.ts';

/** The six-month files of EIA's grid monitor, which need no key. */
export type BulkFileKind = 'balance-file' | 'interchange-file';

/** What came in one page of the API, or in one stretch of a bulk file. */
export interface EiaBatch {
  route: Route | BulkFileKind;
  observations: Observation[];
  quarantined: QuarantinedRow[];
  /** Rows as they came: good, bad and repeated ones. */
  rowCount: number;
  /** Rows that repeated an hour with the value it already had, and were dropped. */
  duplicateCount: number;
  /** Counted from 1 within one iteration. */
  page: number;
  provenance: Provenance;
}

/** Told after each page, for whoever shows progress. */
export interface EiaProgress {
  route: Route | BulkFileKind;
  /** Pages and rows so far within one iteration. */
  pages: number;
  rows: number;
  /** What is being read: `2026-03-01T05 to 2026-03-04T15`, or a file's name. */
  what: string;
}

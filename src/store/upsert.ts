import type { HourEnding, LocalDate } from '../grid/hour.ts';
import type { Observation } from '../grid/observation.ts';
import { changedDaysTally, type RespondentDay } from './changed-days.ts';
import type { Database } from './database.ts';
import { respondentLocalDate } from './local-date.ts';
import { toRows } from './observation-rows.ts';
import { differenceFromHeld } from './row-difference.ts';
import type { SeriesCatalog } from './series.ts';
import { type Sighting, writeDifference } from './write-difference.ts';

export type { RespondentDay } from './changed-days.ts';

/** `received` = `inserted` + `changed` + `unchanged`; a row given twice counts once more as unchanged. */
export interface UpsertResult {
  received: number;
  inserted: number;
  changed: number;
  unchanged: number;
  /** Days with a new or changed value, in order. */
  changedDays: RespondentDay[];
}

/** `seenAt` dates the revisions. */
export interface UpsertOptions extends Sighting {
  localDateOf?: (respondent: string, hour: HourEnding) => LocalDate;
  /** Some 150 bytes of memory each; a kill loses this many at most. */
  rowsPerTransaction?: number;
}

export type ObservationInput = readonly Observation[] | AsyncIterable<readonly Observation[]>;

const ROWS_PER_TRANSACTION = 100_000;

async function* inChunks(
  input: ObservationInput,
  rowsPerChunk: number,
): AsyncGenerator<readonly Observation[]> {
  const batches = Symbol.asyncIterator in input ? input : [input];
  let chunk: Observation[] = [];
  for await (const batch of batches) {
    for (const observation of batch) {
      chunk.push(observation);
      if (chunk.length < rowsPerChunk) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** What an engine wants said at the start of a transaction that may touch compressed chunks. */
export const DECOMPRESS_FREELY = 'SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0;';

/**
 * Stores what is new, replaces what changed and keeps its old value as a revision, and leaves the
 * rest untouched. Each chunk is one transaction; a stop between two is repaired by the next run.
 */
export async function upsertObservations(
  database: Database,
  catalog: SeriesCatalog,
  input: ObservationInput,
  options: UpsertOptions,
  prepare = '',
): Promise<UpsertResult> {
  const result = { received: 0, inserted: 0, changed: 0, unchanged: 0 };
  const tally = changedDaysTally(catalog);
  for await (const chunk of inChunks(input, options.rowsPerTransaction ?? ROWS_PER_TRANSACTION)) {
    await catalog.ensure(database, chunk);
    const rows = toRows(chunk, catalog);
    const { added, changed } = await database.transaction(async (transaction) => {
      if (prepare) await transaction.exec(prepare);
      const difference = await differenceFromHeld(transaction, rows);
      await writeDifference(transaction, difference, options);
      return difference;
    });
    result.received += chunk.length;
    result.inserted += added.count;
    result.changed += changed.count;
    tally.add(added);
    tally.add(changed);
  }
  result.unchanged = result.received - result.inserted - result.changed;
  return { ...result, changedDays: tally.days(options.localDateOf ?? respondentLocalDate) };
}

/**
 * The six-month files, row by row. Only what balancing authorities reported is read, not what EIA
 * imputed or adjusted; a blank cell means that the field does not apply or has not come yet, and
 * gives no observation.
 */
import { formatPeriod, type HourEnding } from '../grid/hour.ts';
import { interchangeWith, type QuarantinedRow, type SeriesKind } from '../grid/observation.ts';
import type { BulkFileKind, EiaBatch } from './batch.ts';
import { balanceColumns, interchangeColumns } from './bulk-headers.ts';
import { parseBulkHour } from './bulk-hour.ts';
import { type ByteStream, csvRecords } from './csv-records.ts';
import { EiaUnknownHeaderError } from './errors.ts';
import { hourObjection, RESPONDENT_INDEX } from './known-codes.ts';
import { excerptOf } from './observations.ts';
import { parseValueMwh } from './value.ts';

const BATCH_OBSERVATIONS = 5_000;
const OTHER_CELLS_THAN_HEADER = 'the row has more or fewer cells than the header';

/** Reads a BALANCE file; `origin` is its name, for quarantine and errors. */
export function readBalanceFile(stream: ByteStream, origin: string, now: Date): AsyncGenerator<EiaBatch> {
  return readFile(stream, { kind: 'balance-file', origin, now }, balanceReader);
}

/** Reads an INTERCHANGE file: positive out of the "Balancing Authority". */
export function readInterchangeFile(stream: ByteStream, origin: string, now: Date): AsyncGenerator<EiaBatch> {
  return readFile(stream, { kind: 'interchange-file', origin, now }, interchangeReader);
}

interface FileContext {
  kind: BulkFileKind;
  origin: string;
  now: Date;
}

/** What a file's header makes of its rows. */
interface RowReader {
  respondent: number;
  hour: number;
  /** The row's cells by series, or why the row cannot be read. */
  fields: (cells: string[]) => { kind: SeriesKind; cell: string }[] | string;
  /** Columns that ought to be read but that nobody here knows. */
  unknownColumns: string[];
}

async function* readFile(
  stream: ByteStream,
  context: FileContext,
  readerOf: (header: string[], context: FileContext) => RowReader,
): AsyncGenerator<EiaBatch> {
  let reader: RowReader | undefined;
  let batch = emptyBatch(context, 1);
  const memory: Memory = { hours: new Map(), seen: new Map() };
  for await (const { cells, problem } of csvRecords(stream, context.origin)) {
    if (!reader) {
      reader = readerOf(cells, context);
      batch.quarantined.push(...headerObjections(context, reader));
      continue;
    }
    batch.rowCount++;
    const objection = problem ?? readRecord(batch, context, reader, memory, cells);
    if (objection !== null) batch.quarantined.push(setAside(context, reader, cells, objection));
    if (batch.observations.length < BATCH_OBSERVATIONS) continue;
    yield batch;
    batch = emptyBatch(context, batch.page + 1);
  }
  if (!reader) throw new EiaUnknownHeaderError(['Balancing Authority'], { route: context.origin });
  if (batch.rowCount > 0 || batch.quarantined.length > 0) yield batch;
}

function headerObjections({ origin }: FileContext, { unknownColumns }: RowReader): QuarantinedRow[] {
  return unknownColumns.map((name) => ({
    origin,
    respondent: null,
    period: null,
    reason: 'unknown column, which was left out',
    excerpt: name,
  }));
}

interface Memory {
  hours: Map<string, HourEnding | string>;
  /** Hours that have had their row, by respondent and, in interchange files, neighbour. */
  seen: Map<string, Set<HourEnding>>;
}

/** Adds the record's observations to the batch, or returns why it cannot be read. */
function readRecord(
  batch: EiaBatch,
  context: FileContext,
  reader: RowReader,
  memory: Memory,
  cells: string[],
): string | null {
  const respondent = cells[reader.respondent] ?? '';
  if (!RESPONDENT_INDEX.has(respondent)) return 'unknown respondent';
  const hour = hourOf(memory.hours, cells[reader.hour] ?? '', context.now);
  if (typeof hour === 'string') return hour;
  const fields = reader.fields(cells);
  if (typeof fields === 'string') return fields;
  const neighbor = context.kind === 'interchange-file' ? fields[0]?.kind : '';
  if (isRepeat(memory.seen, `${respondent} ${neighbor}`, hour)) {
    return 'a second row for the same hour; the first one counts';
  }
  for (const { kind, cell } of fields) {
    const valueMwh = parseValueMwh(cell);
    if (valueMwh === null) continue;
    if (valueMwh !== undefined) batch.observations.push({ respondent, kind, hour, valueMwh });
    else {
      const row = setAside(context, reader, cells, 'the value is not a number');
      batch.quarantined.push({ ...row, excerpt: excerptOf({ [kind]: cell }) });
    }
  }
  return null;
}

function isRepeat(seen: Memory['seen'], series: string, hour: HourEnding): boolean {
  let hours = seen.get(series);
  if (!hours) seen.set(series, (hours = new Set()));
  if (hours.has(hour)) return true;
  hours.add(hour);
  return false;
}

function hourOf(hours: Memory['hours'], text: string, now: Date): HourEnding | string {
  let hour = hours.get(text);
  if (hour === undefined) {
    const parsed = parseBulkHour(text);
    hour = parsed === null ? 'the time is not an hour' : (hourObjection(parsed, now) ?? parsed);
    hours.set(text, hour);
  }
  return hour;
}

function balanceReader(header: string[], { origin }: FileContext): RowReader {
  const columns = balanceColumns(header);
  if ('missing' in columns) throw new EiaUnknownHeaderError(columns.missing, { route: origin });
  const { series } = columns;
  return {
    respondent: columns.respondent,
    hour: columns.hour,
    fields: (cells) =>
      cells.length === header.length
        ? series.map(({ index, kind }) => ({ kind, cell: cells[index] as string }))
        : OTHER_CELLS_THAN_HEADER,
    unknownColumns: columns.unknown,
  };
}

function interchangeReader(header: string[], { origin }: FileContext): RowReader {
  const columns = interchangeColumns(header);
  if ('missing' in columns) throw new EiaUnknownHeaderError(columns.missing, { route: origin });
  return {
    respondent: columns.respondent,
    hour: columns.hour,
    fields: (cells) => {
      const neighbor = cells[columns.neighbor] ?? '';
      if (cells.length !== header.length) return OTHER_CELLS_THAN_HEADER;
      if (!RESPONDENT_INDEX.has(neighbor)) return 'unknown neighbour';
      return [{ kind: interchangeWith(neighbor), cell: cells[columns.value] as string }];
    },
    unknownColumns: [],
  };
}

function emptyBatch({ kind }: FileContext, page: number): EiaBatch {
  const counts = { rowCount: 0, duplicateCount: 0, page };
  return { route: kind, observations: [], quarantined: [], ...counts, provenance: 'eia' };
}

function setAside(context: FileContext, reader: RowReader, cells: string[], reason: string): QuarantinedRow {
  const time = cells[reader.hour];
  const hour = parseBulkHour(time ?? '');
  return {
    origin: context.origin,
    respondent: cells[reader.respondent]?.slice(0, 40) || null,
    period: hour === null ? (time?.slice(0, 40) ?? null) : formatPeriod(hour),
    reason,
    excerpt: excerptOf(cells),
  };
}

/** A byte stream, gzipped or not, to the records of its CSV; nothing is held but the record at hand. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { EiaError, EiaMaintenancePageError, EiaMalformedBodyError } from './errors.ts';
import { isHtml } from './response.ts';

export type ByteStream = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

export interface CsvRecord {
  cells: string[];
  /** Set where the line is no CSV; the cells are then those that could be read. */
  problem: string | null;
}

const LONGEST_RECORD_CHARACTERS = 16_384;
/** After these, nobody knows where the next record starts. */
const FATAL: ReadonlySet<string> = new Set(['CSV_MAX_RECORD_SIZE', 'CSV_QUOTE_NOT_CLOSED']);

export async function* csvRecords(stream: ByteStream, file: string): AsyncGenerator<CsvRecord> {
  const broken: CsvRecord[] = [];
  let lastBrokenLine: unknown;
  const parser = parse({
    bom: true,
    // A quote that is never closed would otherwise swallow the rest of the file.
    max_record_size: LONGEST_RECORD_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (!(error instanceof CsvError)) return undefined;
      if (FATAL.has(error.code)) parser.destroy(error);
      // The parser may stumble several times over one line.
      else if (error['lines'] !== lastBrokenLine) broken.push(brokenRecord(error));
      lastBrokenLine = error['lines'];
      return undefined;
    },
  });
  const { bytes, gzipped } = await peek(stream as AsyncIterable<Uint8Array>);
  const source = Readable.from(bytes, { objectMode: false });
  const done = (): void => undefined;
  // The parser itself reports what fails upstream: pipeline destroys it with the same error.
  if (gzipped) pipeline(source, createGunzip(), parser, done);
  else pipeline(source, parser, done);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      yield { cells, problem: null };
      // The parser is ahead of its reader: after the record, so that the header comes first.
      while (broken.length > 0) yield broken.shift() as CsvRecord;
    }
    yield* broken;
  } catch (error) {
    if (error instanceof EiaError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new EiaMalformedBodyError('truncated', said, { route: file, cause: error });
  }

  /** Looks at the first bytes without losing them. */
  async function peek(input: AsyncIterable<Uint8Array>) {
    const iterator = input[Symbol.asyncIterator]();
    const head: Uint8Array[] = [];
    let size = 0;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      head.push(next.value);
      if ((size += next.value.length) >= 16) break;
    }
    const start = Buffer.concat(head);
    if (isHtml(start.subarray(0, 200).toString('latin1')))
      throw new EiaMaintenancePageError(200, { route: file });
    return { bytes: rejoined(start, iterator), gzipped: start[0] === 0x1f && start[1] === 0x8b };
  }
}

async function* rejoined(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function brokenRecord(error: CsvError): CsvRecord {
  const cells = Array.isArray(error['record']) ? error['record'].map(String) : [];
  return { cells, problem: 'the line is no CSV' };
}

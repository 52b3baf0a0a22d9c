/** The six-month files on EIA's site: which ones, whether they can be had, and all of them at once. */
import type { HourEnding } from '../grid/hour.ts';
import type { BulkFileKind, EiaBatch, EiaProgress } from './batch.ts';
import { readBalanceFile, readInterchangeFile } from './bulk-file.ts';
import {
  type EiaError,
  EiaMaintenancePageError,
  EiaNetworkError,
  EiaNotFoundError,
  EiaServerError,
  EiaTimeoutError,
} from './errors.ts';
import { reasonOf } from './transport.ts';

export const BULK_ADDRESS = 'https://www.eia.gov/electricity/gridmonitor/sixMonthFiles/';

export interface BulkFile {
  kind: BulkFileKind;
  name: string;
  url: string;
}

/** The files of the previous half year, then of the current one: in the order of their hours. */
export function bulkFiles(now: Date): BulkFile[] {
  const year = now.getUTCFullYear();
  const halves =
    now.getUTCMonth() < 6
      ? [`${year - 1}_Jul_Dec`, `${year}_Jan_Jun`]
      : [`${year}_Jan_Jun`, `${year}_Jul_Dec`];
  return halves.flatMap((half) => [
    bulkFile('balance-file', `EIA930_BALANCE_${half}.csv`),
    bulkFile('interchange-file', `EIA930_INTERCHANGE_${half}.csv`),
  ]);
}

const bulkFile = (kind: BulkFileKind, name: string): BulkFile => ({
  kind,
  name,
  url: `${BULK_ADDRESS}${name}`,
});

/** Whether EIA's site serves the previous half year's file; never throws. */
export async function bulkFilesReachable(
  fetchUrl: typeof fetch,
  now: Date,
  timeoutMs: number,
): Promise<boolean> {
  const [previous] = bulkFiles(now);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetchUrl((previous as BulkFile).url, { method: 'HEAD', signal });
    return response.ok && !isWebPage(response);
  } catch {
    return false;
  }
}

export interface BulkSourceOptions {
  now: Date;
  fetch?: typeof fetch;
  /** Observations before it are left out. */
  firstHour?: HourEnding | undefined;
  /** For a whole file; they have some 60 MB. */
  fileTimeoutMs?: number;
  signal?: AbortSignal | undefined;
  onProgress?: (progress: EiaProgress) => void;
}

/**
 * Everything of the previous and the current half year. The current half's file may not be there
 * in its first days: that it is absent is an error only when the previous one is absent too.
 */
export async function* observationsFromBulkFiles(options: BulkSourceOptions): AsyncGenerator<EiaBatch> {
  const files = bulkFiles(options.now);
  let page = 0;
  let rows = 0;
  for (const [index, file] of files.entries()) {
    const isPrevious = index < files.length / 2;
    const body = await open(file, options, isPrevious);
    if (body === null) continue;
    const read = file.kind === 'balance-file' ? readBalanceFile : readInterchangeFile;
    for await (const batch of read(body, file.name, options.now)) {
      page++;
      rows += batch.rowCount;
      options.onProgress?.({ route: file.kind, pages: page, rows, what: file.name });
      yield { ...since(batch, options.firstHour), page };
    }
  }
}

function since(batch: EiaBatch, firstHour: HourEnding | undefined): EiaBatch {
  if (firstHour === undefined) return batch;
  return { ...batch, observations: batch.observations.filter(({ hour }) => hour >= firstHour) };
}

/** The file's bytes; null where it is absent and may be. */
async function open(
  file: BulkFile,
  options: BulkSourceOptions,
  mustExist: boolean,
): Promise<AsyncIterable<Uint8Array> | null> {
  const timeoutMs = options.fileTimeoutMs ?? 10 * 60_000;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const failed = (error: unknown): EiaError => {
    options.signal?.throwIfAborted();
    const details = { route: file.name, cause: error };
    return timeout.aborted
      ? new EiaTimeoutError(timeoutMs, details)
      : new EiaNetworkError(reasonOf(error), details);
  };
  const response = await (options.fetch ?? fetch)(file.url, { signal }).catch((error: unknown) => {
    throw failed(error);
  });
  if (response.status === 404 && !mustExist) return null;
  const refusal = refusalOf(response, file);
  if (refusal) throw refusal;
  return bytesOf(response, failed);
}

function refusalOf(response: Response, file: BulkFile): EiaError | null {
  const details = { route: file.name };
  if (response.status === 404) return new EiaNotFoundError(details);
  if (!response.ok) return new EiaServerError(response.status, details);
  return isWebPage(response) ? new EiaMaintenancePageError(response.status, details) : null;
}

async function* bytesOf(
  response: Response,
  failed: (error: unknown) => EiaError,
): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  try {
    yield* response.body as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw failed(error);
  }
}

const isWebPage = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').includes('text/html');

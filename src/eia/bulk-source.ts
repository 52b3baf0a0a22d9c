/** The six-month files on EIA's site: which ones, whether they can be had, and all of them at once. */
import { type HourEnding, MS_PER_HOUR, parsePeriod } from '../grid/hour.ts';
import type { QuarantinedRow } from '../grid/observation.ts';
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
import { FIRST_HOUR } from './known-codes.ts';
import { reasonOf } from './transport.ts';

export const BULK_ADDRESS = 'https://www.eia.gov/electricity/gridmonitor/sixMonthFiles/';

export interface BulkFile {
  kind: BulkFileKind;
  name: string;
  url: string;
}

/** A half year's files hold local days: on the Pacific coast they begin nine hours after UTC's, at most. */
const HALF_YEAR_BEGINS_BY_HOURS = 9;
/** The first days of a half year, in which its files may not be there yet. */
const HALF_YEAR_MAY_LACK_HOURS = 7 * 24;

interface HalfYear {
  name: string;
  /** From this hour on, all respondents' hours are in its files, and in no earlier ones. */
  since: HourEnding;
}

/** The previous half year, then the current one. */
function halfYears(now: Date): [HalfYear, HalfYear] {
  const current = now.getUTCFullYear() * 2 + (now.getUTCMonth() < 6 ? 0 : 1);
  return [halfYear(current - 1), halfYear(current)];
}

function halfYear(count: number): HalfYear {
  const year = Math.floor(count / 2);
  const isFirst = count % 2 === 0;
  const midnight = Date.UTC(year, isFirst ? 0 : 6) / MS_PER_HOUR;
  return { name: `${year}_${isFirst ? 'Jan_Jun' : 'Jul_Dec'}`, since: midnight + HALF_YEAR_BEGINS_BY_HOURS };
}

/** The first hour that the files give. */
export const bulkFilesSince = (now: Date): HourEnding => halfYears(now)[0].since;

/** The files that hold hours from `firstHour` on, in the order of time; both half years' where none is named. */
export function bulkFiles(now: Date, firstHour: HourEnding = Number.NEGATIVE_INFINITY): BulkFile[] {
  const [previous, current] = halfYears(now);
  const previousWanted = firstHour < current.since + HALF_YEAR_MAY_LACK_HOURS;
  return (previousWanted ? [previous, current] : [current]).flatMap(({ name }) => [
    bulkFile('balance-file', `EIA930_BALANCE_${name}.csv`),
    bulkFile('interchange-file', `EIA930_INTERCHANGE_${name}.csv`),
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
  /** Rows before it are left out, the bad ones too. */
  firstHour?: HourEnding | undefined;
  /** For a whole file; they have some 60 MB. */
  fileTimeoutMs?: number;
  signal?: AbortSignal | undefined;
  onProgress?: (progress: EiaProgress) => void;
}

/**
 * Everything of the previous and the current half year from the first hour wanted on; a file without such
 * hours is not asked for. The current half's files may not be there in its first days, when the previous
 * one's are read too: the first two that are asked for must be there.
 */
export async function* observationsFromBulkFiles(options: BulkSourceOptions): AsyncGenerator<EiaBatch> {
  const files = bulkFiles(options.now, options.firstHour);
  let page = 0;
  let rows = 0;
  for (const [index, file] of files.entries()) {
    const body = await open(file, options, index < 2);
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
  return {
    ...batch,
    observations: batch.observations.filter(({ hour }) => hour >= firstHour),
    quarantined: batch.quarantined.filter((row) => !isBefore(row, firstHour)),
  };
}

/** A row of another century is bad in every window. */
function isBefore({ period }: QuarantinedRow, firstHour: HourEnding): boolean {
  const hour = period === null ? null : parsePeriod(period);
  return hour !== null && hour >= FIRST_HOUR && hour < firstHour;
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

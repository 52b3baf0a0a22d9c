import type { Config } from '../../src/config.ts';
import type { EiaBatch, EiaProgress } from '../../src/eia/batch.ts';
import { bulkFilesReachable, bulkFilesSince, observationsFromBulkFiles } from '../../src/eia/bulk-source.ts';
import { createEiaClient } from '../../src/eia/client.ts';
import { FIRST_HOUR } from '../../src/eia/known-codes.ts';
import { ROUTES } from '../../src/eia/wire.ts';
import { type HourEnding, type HourRange, lastHourEnded } from '../../src/grid/hour.ts';
import { publishedStatus } from '../../src/snapshots/read.ts';
import { startSampleEmulator } from './sample-emulator.ts';

/** One thing to ask for: a route of the API, or all the bulk files. It fails or succeeds by itself. */
export interface Feed {
  name: string;
  read(window: HourRange, onProgress: (progress: EiaProgress) => void): AsyncIterable<EiaBatch>;
}

/** Where a run's observations come from. */
export interface DataSource {
  /** In the run's record. `backfill` is of files that a person named. */
  name: 'eia-api' | 'eia-bulk-files' | 'sample' | 'backfill';
  /** For a person, in the first line. */
  label: string;
  feeds: Feed[];
  /** The first hour that it can give. */
  since: HourEnding;
  /** Whether each asking reads whole files, so that one asking for all hours costs least. */
  readsWholeFiles: boolean;
  close(): Promise<void>;
}

/** Real numbers are published, and none can be had now: an invented grid must not take their place. */
export class NoRealSourceError extends Error {
  override name = 'NoRealSourceError';

  constructor() {
    super(
      "No EIA_API_KEY is set and EIA's bulk files cannot be reached. The published snapshots are real, so the " +
        'sample was not put in their place; snapshots and site were left as they are. Set EIA_API_KEY or run again later.',
    );
  }
}

const BULK_PROBE_TIMEOUT_MS = 5_000;

/** An API key decides for the API; else the bulk files, if EIA's site answers; else the built-in sample. */
export async function chooseDataSource(
  config: Config,
  now: () => Date,
  fetchUrl: typeof fetch = fetch,
): Promise<DataSource> {
  if (config.eiaApiKey) return eiaApi(config, config.eiaApiKey, now);
  if (await bulkFilesReachable(fetchUrl, now(), BULK_PROBE_TIMEOUT_MS)) return bulkFiles(now, fetchUrl);
  if (publishedStatus(config.snapshotDir)?.provenance === 'eia') throw new NoRealSourceError();
  return sample(config, now);
}

function eiaApi(config: Config, apiKey: string, now: () => Date): DataSource {
  return {
    name: 'eia-api',
    label: `EIA API v2 at ${config.eiaApiUrl}`,
    feeds: apiFeeds(config, config.eiaApiUrl, apiKey, now),
    since: FIRST_HOUR,
    readsWholeFiles: false,
    close: async () => undefined,
  };
}

function bulkFiles(now: () => Date, fetchUrl: typeof fetch): DataSource {
  const read: Feed['read'] = ({ firstHour }, onProgress) =>
    observationsFromBulkFiles({ now: now(), firstHour, onProgress, fetch: fetchUrl });
  return {
    name: 'eia-bulk-files',
    label: "EIA's six-month bulk files (no EIA_API_KEY is set)",
    feeds: [{ name: 'bulk files', read }],
    since: bulkFilesSince(now()),
    readsWholeFiles: true,
    close: async () => undefined,
  };
}

async function sample(config: Config, now: () => Date): Promise<DataSource> {
  const emulator = await startSampleEmulator(config.pinnedNow);
  return {
    name: 'sample',
    label:
      'the built-in sample, an invented grid (no EIA_API_KEY is set and the bulk files cannot be reached)',
    feeds: apiFeeds(config, emulator.origin, 'sample', now),
    since: FIRST_HOUR,
    readsWholeFiles: false,
    close: () => emulator.close(),
  };
}

/** One client for all routes: they share its rate limit and its time budget. */
function apiFeeds(config: Config, origin: string, apiKey: string, now: () => Date): Feed[] {
  let report: (progress: EiaProgress) => void = () => undefined;
  const limits = config.runBudgetSeconds ? { totalBudgetMs: config.runBudgetSeconds * 1000 } : undefined;
  const client = createEiaClient({ origin, apiKey, now, limits, onProgress: (progress) => report(progress) });
  return ROUTES.map((route) => ({
    name: route,
    read: ({ firstHour, lastHour }, onProgress) => {
      report = onProgress;
      // Only forecasts reach beyond the present.
      const until = route === 'region-data' ? lastHour : Math.min(lastHour, lastHourEnded(now()));
      return client.observations({ route, firstHour, lastHour: until });
    },
  }));
}

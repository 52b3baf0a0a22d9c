/** EIA's API v2 as a stream of observations. */
import type { HourEnding, HourRange } from '../grid/hour.ts';
import { formatPeriod } from '../grid/hour.ts';
import type { EiaBatch, EiaProgress } from './batch.ts';
import { observationsOfPages } from './observations.ts';
import { fetchPages, type Page } from './paging.ts';
import type { Query } from './request.ts';
import { createTransport, type TransportOptions } from './transport.ts';
import { PAGE_ROWS, type Route } from './wire.ts';

export interface EiaClientOptions extends TransportOptions {
  /** The run's clock, which may be pinned: decides which hours are too far ahead to be believed. */
  now?: () => Date;
  onProgress?: (progress: EiaProgress) => void;
}

export interface EiaRequest {
  route: Route;
  /** Both included. */
  firstHour: HourEnding;
  lastHour: HourEnding;
  /** Absent: all, those that nobody knows yet included. For interchange-data, of `fromba`. */
  respondents?: readonly string[] | undefined;
}

export interface EiaClient {
  /**
   * In order of time, a batch a page. A window of hours (some ten pages) is handed over when it
   * is whole, so that an error leaves whole hours; within a window no hour of a series comes twice.
   */
  observations(request: EiaRequest): AsyncGenerator<EiaBatch, void, undefined>;
}

const WINDOW_PAGES = 10;
/** Rows an hour when all respondents are asked for, in 2026; corrected by what comes. */
const ROWS_PER_HOUR: Record<Route, number> = {
  'region-data': 330,
  'fuel-type-data': 600,
  'interchange-data': 350,
};
/** Generous for one respondent: every type, source or neighbour that it could have. */
const ROWS_PER_HOUR_AND_RESPONDENT: Record<Route, number> = {
  'region-data': 4,
  'fuel-type-data': 12,
  'interchange-data': 10,
};

export function createEiaClient(options: EiaClientOptions): EiaClient {
  const transport = createTransport(options);
  const now = options.now ?? (() => new Date());

  const fetchWindow = async (query: Query, window: HourRange): Promise<Fetched> => {
    const fetchPage = (offset: number, rowsExpected: boolean): Promise<Page> =>
      transport.fetchPage(query, window, offset, rowsExpected);
    return { window, pages: await fetchPages(fetchPage, transport.limits.concurrency) };
  };

  async function* observations(request: EiaRequest): AsyncGenerator<EiaBatch, void, undefined> {
    const { route, respondents } = request;
    if (respondents && respondents.length === 0) return;
    let rowsPerHour = expectedRowsPerHour(request);
    let pageNumber = 0;
    let rows = 0;
    const start = (firstHour: HourEnding): Promise<Fetched> | null => {
      const window = windowFrom(firstHour, request.lastHour, rowsPerHour);
      if (!window) return null;
      const fetched = fetchWindow({ route, respondents }, window);
      // Fetched ahead of need: whoever stops reading never learns how it ended.
      fetched.catch(() => undefined);
      return fetched;
    };

    for (let pending = start(request.firstHour); pending; ) {
      const { window, pages } = await pending;
      rowsPerHour = measuredRowsPerHour(pages, window, rowsPerHour);
      pending = start(window.lastHour + 1);
      for (const batch of batchesOf(route, pages, now())) {
        pageNumber++;
        rows += batch.rowCount;
        options.onProgress?.({ route, pages: pageNumber, rows, what: nameOf(window) });
        yield { ...batch, page: pageNumber };
      }
    }
  }

  return { observations };
}

interface Fetched {
  window: HourRange;
  pages: Page[];
}

function batchesOf(route: Route, pages: Page[], now: Date): Omit<EiaBatch, 'page'>[] {
  const readings = observationsOfPages(
    route,
    pages.map((page) => page.rows),
    now,
  );
  return readings.map((reading, index) => ({
    route,
    ...reading,
    rowCount: pages[index]?.rows.length ?? 0,
    provenance: pages[index]?.synthetic ? 'synthetic' : 'eia',
  }));
}

function expectedRowsPerHour({ route, respondents }: EiaRequest): number {
  const all = ROWS_PER_HOUR[route];
  return respondents ? Math.min(all, respondents.length * ROWS_PER_HOUR_AND_RESPONDENT[route]) : all;
}

/** Down at once, up by a factor of 4 at most: hours without rows say little about later ones. */
function measuredRowsPerHour(pages: Page[], window: HourRange, expected: number): number {
  const rows = pages.reduce((sum, page) => sum + page.rows.length, 0);
  return Math.max(rows / (window.lastHour - window.firstHour + 1), expected / 4, 1);
}

function windowFrom(firstHour: HourEnding, lastHour: HourEnding, rowsPerHour: number): HourRange | null {
  if (firstHour > lastHour) return null;
  const hours = Math.max(1, Math.floor((WINDOW_PAGES * PAGE_ROWS) / rowsPerHour));
  return { firstHour, lastHour: Math.min(lastHour, firstHour + hours - 1) };
}

const nameOf = ({ firstHour, lastHour }: HourRange): string =>
  `${formatPeriod(firstHour)} to ${formatPeriod(lastHour)}`;

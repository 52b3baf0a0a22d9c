/** One window's pages: all of them, whatever `total` says. */
import { EiaIncompleteWindowError } from './errors.ts';
import { PAGE_ROWS } from './wire.ts';

export interface Page {
  rows: unknown[];
  total: number | null;
  saysIncomplete: boolean;
  synthetic: boolean;
}

/**
 * Fetches the page at an offset; with `rowsExpected` it must ask again after an empty page, and
 * throw EiaIncompleteWindowError when the page stays empty.
 */
export type FetchPage = (offset: number, rowsExpected: boolean) => Promise<Page>;

/**
 * The first page tells how many rows there should be; up to `pagesAhead` of the rest are asked
 * for at once and walked in order. `total` is a promise that EIA has broken both ways: the walk
 * goes on while a page is full or rows are owed, and ends with an empty page. One right after a full
 * page, with rows owed, is either the end (`total` was overstated and the rows are a multiple of a
 * page's) or a hole: which of them, the rows from the last one on tell.
 */
export async function fetchPages(fetchPage: FetchPage, pagesAhead: number): Promise<Page[]> {
  const ahead = new Map<number, Promise<Page>>();
  const first = await fetchPage(0, true);
  const pages: Page[] = [];
  let next = 0;
  for (let page = first; page.rows.length > 0; ) {
    pages.push(page);
    next += page.rows.length;
    if (!mayHaveMore(page, next)) return pages;
    askAhead(ahead, page, next, pagesAhead, fetchPage);
    const previous = page;
    page = await (ahead.get(next) ?? fetchPage(next, false));
    ahead.delete(next);
    if (page.rows.length > 0 || !isFull(previous) || !owesRows(previous, next)) continue;
    if (await endsBefore(next, fetchPage)) return pages;
    page = await fetchPage(next, true);
  }
  return pages.length > 0 ? pages : [first];
}

/** Whether the row before an offset is the last one, as a page that begins with it says. */
async function endsBefore(offset: number, fetchPage: FetchPage): Promise<boolean> {
  const fromLastRow = await fetchPage(offset - 1, false);
  return fromLastRow.rows.length === 1;
}

/** Only behind full pages: rows that come in shorter ones are walked one page after the other. */
function askAhead(
  ahead: Map<number, Promise<Page>>,
  page: Page,
  next: number,
  pagesAhead: number,
  fetchPage: FetchPage,
): void {
  if (!isFull(page)) return;
  const end = Math.min(page.total ?? 0, next + pagesAhead * PAGE_ROWS);
  for (let offset = next; offset < end; offset += PAGE_ROWS) {
    if (ahead.has(offset)) continue;
    const asked = fetchPage(offset, false);
    // The walk may end before it comes to this page; its failure is then nobody's.
    asked.catch(() => undefined);
    ahead.set(offset, asked);
  }
}

const isFull = (page: Page): boolean => page.rows.length >= PAGE_ROWS;
const owesRows = (page: Page, received: number): boolean => page.total !== null && page.total > received;

/** The warning alone means little on a short page: the last page of a long answer has it too. */
function mayHaveMore(page: Page, received: number): boolean {
  if (isFull(page) || owesRows(page, received)) return true;
  return page.saysIncomplete && page.total !== received;
}

/** Throws where a page that should hold rows holds none; for the fetcher to retry. */
export function assertRows(page: Page, offset: number, route: string): void {
  if (page.rows.length > 0) return;
  const promised = owesRows(page, offset) || (offset === 0 && page.saysIncomplete);
  if (promised) throw new EiaIncompleteWindowError(offset, page.total, { route });
}

import { dayOfFile } from './grid-pages.ts';
import { bytesOf, type Stamps } from './link-files.ts';

/**
 * What a page of a day has at most, uncompressed (docs/scale.md), what leads on in its place, and a day's part of
 * the page of its month.
 */
const DAY_PAGE_BYTES = 16_384;
const REDIRECT_BYTES = 600;
const DAY_OF_MONTH_BYTES = 2_000;
/** Everything else, which does not grow with the days. */
const OTHER_PAGES_BYTES = 25_000_000;
/** Days of the last months keep their pages whatever the budget: what is new is linked to and read. */
const MONTHS_WITH_PAGES = 3;

export interface Folding {
  /** The first month, YYYY-MM, whose days have pages of their own; null: all have. */
  foldedBefore: string | null;
  /** What the site has at most. */
  bytes: number;
}

/**
 * How a site is kept within so many bytes. The oldest months give way first, those of all grids together; files of data
 * stay, so that a site may be over its budget with all of them folded.
 */
export function foldMonths(api: Stamps, budgetBytes: number): Folding {
  let bytes = OTHER_PAGES_BYTES;
  const savedByMonth = new Map<string, number>();
  for (const [path, stamp] of api) {
    bytes += bytesOf(stamp);
    const day = dayOfFile(path);
    if (!day) continue;
    bytes += DAY_PAGE_BYTES;
    const month = day.date.slice(0, 7);
    const left = REDIRECT_BYTES + (day.kind === 'pulse' ? DAY_OF_MONTH_BYTES : 0);
    savedByMonth.set(month, (savedByMonth.get(month) ?? 0) + DAY_PAGE_BYTES - left);
  }
  const months = [...savedByMonth.keys()].sort();
  let folded = 0;
  while (bytes > budgetBytes && folded < months.length - MONTHS_WITH_PAGES) {
    bytes -= savedByMonth.get(months[folded++] as string) as number;
  }
  return { foldedBefore: folded > 0 ? (months[folded] as string) : null, bytes };
}

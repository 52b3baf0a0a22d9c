import { slugOf } from '../grid/balancing-authority.ts';
import type { DayKind } from '../snapshots/read.ts';
import { duckDayPath } from './duck-pages.ts';
import {
  balancingAuthorities,
  baPath,
  foldedMonths,
  full,
  isFolded,
  knowsItsAddress,
  monthPath,
  path,
  pulsePath,
  snapshots,
} from './site.ts';

interface SitemapPart {
  name: string;
  /** Whether it names sitemaps rather than pages. */
  lists: boolean;
  /** Full ones. */
  addresses: string[];
}

const NATIONAL_PAGES = [
  '/',
  '/ducks/',
  '/compare/',
  '/data/',
  '/about/',
  '/forecasts/',
  '/scoreboard/',
  '/corrections/',
  '/status/',
  '/methods/',
];
const GRID_PAGES = ['', 'pulse/', 'carbon/', 'ducks/', 'changes/', 'forecast/'];

/** The index, the pages of the whole country, and each grid with its days; none where the site knows no address. */
export function sitemapParts(): SitemapPart[] {
  if (!knowsItsAddress) return [];
  const grids = balancingAuthorities().balancingAuthorities.map(({ code }) => ({
    name: slugOf(code),
    lists: false,
    addresses: [
      ...GRID_PAGES.map((page) => full(`${baPath(code)}${page}`)),
      ...foldedMonths(code).map((month) => full(monthPath(code, month))),
      ...daysWithPage(code, 'pulse').map((date) => full(pulsePath(code, date))),
      ...daysWithPage(code, 'ducks').map((date) => full(duckDayPath(code, date))),
    ],
  }));
  const nation = { name: 'nation', lists: false, addresses: NATIONAL_PAGES.map((page) => full(path(page))) };
  const parts = [nation, ...grids];
  const index = { name: 'index', lists: true, addresses: parts.map(({ name }) => sitemapAddress(name)) };
  return [index, ...parts];
}

const daysWithPage = (code: string, kind: DayKind): string[] =>
  snapshots.listDates(code, kind).filter((date) => !isFolded(date));

export const sitemapAddress = (part: string): string => full(path(`/sitemaps/${part}.xml`));

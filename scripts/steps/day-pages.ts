import { createHash } from 'node:crypto';
import {
  DAYS_IN_FEED,
  DAYS_WITH_PICTURE,
  foldedDays,
  LISTS,
  type List,
  type SitePlan,
} from '../../src/components/site-plan.ts';
import { GRID_SLUGS } from '../../src/grid/balancing-authority.ts';
import type { Stamps } from './link-files.ts';

/**
 * What each page of the past is made of. That of a day by `ciso/pulse/2026-03-30`; of a month whose days have no pages of
 * their own any more by `ciso/months/2025-03`; and what tells of whole days up to the last by the names of `LISTS`, as in
 * `ciso/pulses`.
 */
export type DayPages = ReadonlyMap<string, string>;

/** A duck page draws the day's pulse too. */
const DRAWN_FROM = { pulse: ['pulse'], ducks: ['ducks', 'pulse'] } as const;
type Kind = keyof typeof DRAWN_FROM;

const FOLDED = 'folded';
const OF_DAY = /^v1\/([^/]+)\/(pulse|ducks)\/(\d{4}-\d{2}-\d{2})\.json$/;

/** What a file below `api` tells of: a grid's day; null of all other files. */
export function dayOfFile(path: string): { slug: string; kind: Kind; date: string } | null {
  const [, slug, kind, date] = OF_DAY.exec(path) ?? [];
  return slug && date ? { slug, kind: kind as Kind, date } : null;
}

/** Stamps of the files of a grid's days by date, oldest first: one map a kind. */
type DaysOfGrid = Record<Kind, Map<string, string>>;

function daysByGrid(api: Stamps): Map<string, DaysOfGrid> {
  const grids = new Map<string, DaysOfGrid>();
  for (const path of [...api.keys()].sort()) {
    const day = dayOfFile(path);
    if (!day) continue;
    const days = grids.get(day.slug) ?? { pulse: new Map(), ducks: new Map() };
    grids.set(day.slug, days);
    days[day.kind].set(day.date, api.get(path) as string);
  }
  return grids;
}

/**
 * Every page of the past that the snapshots below `api` ask for. What it is made of is told by size and time of its
 * files, which unchanged snapshots keep from run to run, and by the neighbours that it links. Days before the month
 * `foldedBefore` lead to the pages of their months.
 */
export function dayPages(api: Stamps, foldedBefore: string | null): DayPages {
  const isFolded = foldedDays(foldedBefore);
  const pages = new Map<string, string>();
  const grids = daysByGrid(api);
  for (const slug of GRID_SLUGS) addLists(pages, slug, grids.get(slug)?.pulse ?? new Map(), api);
  for (const [slug, days] of grids) {
    for (const kind of Object.keys(DRAWN_FROM) as Kind[]) addDays(pages, slug, kind, days, isFolded);
    addMonths(pages, slug, filesByMonth(days, isFolded));
  }
  return pages;
}

/** All link days, so that the days that are held are a part of what each is made of. */
function addLists(
  pages: Map<string, string>,
  slug: string,
  pulses: ReadonlyMap<string, string>,
  api: Stamps,
): void {
  const stampOf = (file: string) => api.get(`v1/${file}`) ?? '';
  const stamps = [...pulses.values()];
  const madeOf: Record<List, string[]> = {
    pulses: [stampOf(`${slug}/days.json`), ...stamps.slice(-DAYS_IN_FEED)],
    ducks: [stampOf(`${slug}/ducks.json`), ...stamps],
    changes: [stampOf(`${slug}/changes.json`)],
    forecast: [stampOf(`${slug}/forecast-report.json`), stampOf('forecast-report.json')],
  };
  for (const list of LISTS) pages.set(`${slug}/${list}`, hashOf([...pulses.keys(), ...madeOf[list]]));
}

function addDays(
  pages: Map<string, string>,
  slug: string,
  kind: Kind,
  days: DaysOfGrid,
  isFolded: (date: string) => boolean,
): void {
  const dates = [...days[kind].keys()];
  const withPicture = kind === 'pulse' ? dates.slice(-DAYS_WITH_PICTURE) : [];
  for (const [i, date] of dates.entries()) {
    const page = `${slug}/${kind}/${date}`;
    if (isFolded(date)) {
      pages.set(page, FOLDED);
      continue;
    }
    const files = DRAWN_FROM[kind].map((from) => days[from].get(date) ?? '');
    const hasPicture = withPicture.includes(date);
    pages.set(page, [...neighbours(dates, i), hasPicture ? 'picture' : '', ...files].join(' '));
    if (hasPicture) pages.set(`${slug}/og/${date}`, files.join(' '));
  }
}

function addMonths(
  pages: Map<string, string>,
  slug: string,
  files: ReadonlyMap<string, readonly string[]>,
): void {
  const months = [...files.keys()].sort();
  for (const [i, month] of months.entries()) {
    pages.set(`${slug}/months/${month}`, hashOf([...neighbours(months, i), ...(files.get(month) ?? [])]));
  }
}

/** Pages link to those before and after them. */
const neighbours = (all: readonly string[], i: number): string[] => [all[i - 1] ?? '', all[i + 1] ?? ''];

function filesByMonth(days: DaysOfGrid, isWanted: (date: string) => boolean): Map<string, string[]> {
  const months = new Map<string, string[]>();
  for (const [date, file] of [...days.pulse, ...days.ducks]) {
    if (!isWanted(date)) continue;
    const month = date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), date, file]);
  }
  return months;
}

const hashOf = (words: readonly string[]): string =>
  createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 16);

/** Where the page of a day lies in the site: a folder, or a file of its own. */
export function placeOf(page: string): string {
  const [slug, kind, date] = page.split('/');
  if (kind === 'months') return `ba/${slug}/pulse/month/${date}`;
  return kind === 'og' ? `og/${slug}/${date}.png` : `ba/${page}`;
}

/** Pages of the past and all that speaks of now, grid by grid over several printers. */
export function sharedOut(
  pages: readonly string[],
  foldedBefore: string | null,
  printers: number,
): SitePlan[] {
  return Array.from({ length: printers }, (_, part) => {
    const grids = GRID_SLUGS.filter((_slug, i) => i % printers === part);
    const isOurs = (page: string) => grids.includes(page.slice(0, page.indexOf('/')));
    return planOf(pages.filter(isOurs), { common: part === 0, grids, foldedBefore });
  });
}

function planOf(
  pages: readonly string[],
  whole: Pick<SitePlan, 'common' | 'grids' | 'foldedBefore'>,
): SitePlan {
  const plan: SitePlan = { ...whole, lists: [], days: {} };
  for (const page of pages) {
    const [slug, kind, date] = page.split('/');
    if (date) (plan.days[`${slug}/${kind}`] ??= []).push(date);
    else plan.lists.push(page);
  }
  return plan;
}

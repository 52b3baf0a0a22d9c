import {
  DAYS_IN_FEED,
  DAYS_WITH_PICTURE,
  foldedDays,
  GRID_TOPICS,
  type GridTopic,
  type SitePlan,
} from '../../src/components/site-plan.ts';
import { GRID_SLUGS } from '../../src/grid/balancing-authority.ts';
import type { Stamps } from './link-files.ts';

/**
 * What each page that belongs to a grid is made of. That of a day by `ciso/pulse/2026-03-30`; of a month whose days have no
 * pages of their own any more by `ciso/months/2025-03`; all else by its topic, as in `ciso/now`.
 */
export type GridPages = ReadonlyMap<string, string>;

/** A duck page draws the day's pulse too. */
const DRAWN_FROM = { pulse: ['pulse'], ducks: ['ducks', 'pulse'] } as const;
type Kind = keyof typeof DRAWN_FROM;

const FOLDED = 'folded';
const OF_DAY = /^v1\/([^/]+)\/(pulse|ducks)\/(\d{4}-\d{2}-\d{2})\.json$/;
const OF_NOW = /^v1\/([^/]+)\/[^/]+\.json$/;

/** What a file below `api` tells of: a grid's day; null of all other files. */
export function dayOfFile(path: string): { slug: string; kind: Kind; date: string } | null {
  const [, slug, kind, date] = OF_DAY.exec(path) ?? [];
  return slug && date ? { slug, kind: kind as Kind, date } : null;
}

/** Stamps of a grid's files: of its days by date, oldest first, one map a kind; and of those that speak of now. */
interface FilesOfGrid extends Record<Kind, Map<string, string>> {
  now: string[];
}

function filesByGrid(api: Stamps): Map<string, FilesOfGrid> {
  const grids = new Map<string, FilesOfGrid>(
    GRID_SLUGS.map((slug) => [slug, { pulse: new Map(), ducks: new Map(), now: [] }]),
  );
  for (const path of [...api.keys()].sort()) {
    const stamp = api.get(path) as string;
    const day = dayOfFile(path);
    if (day) grids.get(day.slug)?.[day.kind].set(day.date, stamp);
    else grids.get(OF_NOW.exec(path)?.[1] ?? '')?.now.push(stamp);
  }
  return grids;
}

/**
 * Every page that the snapshots below `api` ask for and that belongs to a grid. What it is made of is told by size and
 * time of its files, which unchanged snapshots keep from run to run, and by the neighbours that it links. Days before the
 * month `foldedBefore` lead to the pages of their months.
 */
export function gridPages(api: Stamps, foldedBefore: string | null): GridPages {
  const isFolded = foldedDays(foldedBefore);
  const pages = new Map<string, string>();
  for (const [slug, files] of filesByGrid(api)) {
    addTopics(pages, slug, files, api);
    for (const kind of Object.keys(DRAWN_FROM) as Kind[]) addDays(pages, slug, kind, files, isFolded);
    addMonths(pages, slug, filesByMonth(files, isFolded));
  }
  return pages;
}

/** Pages of a grid link its days, so that which are held is a part of what each is made of. */
function addTopics(pages: Map<string, string>, slug: string, { now, pulse }: FilesOfGrid, api: Stamps): void {
  const stampOf = (file: string) => api.get(`v1/${file}`) ?? '';
  const [dates, pulses] = [[...pulse.keys()].join(' '), [...pulse.values()]];
  const madeOf: Record<GridTopic, string[]> = {
    // Of a grid of which nothing is held, the scoreboard tells nothing either.
    now: now.length > 0 ? [...now, ...pulses, stampOf('scoreboard.json')] : [],
    pulses: [stampOf(`${slug}/days.json`), ...pulses.slice(-DAYS_IN_FEED)],
    ducks: [stampOf(`${slug}/ducks.json`), ...pulses],
    changes: [stampOf(`${slug}/changes.json`)],
    forecast: [stampOf(`${slug}/forecast-report.json`), stampOf('forecast-report.json')],
  };
  for (const topic of GRID_TOPICS) pages.set(`${slug}/${topic}`, `${dates} ${madeOf[topic].join(' ')}`);
}

function addDays(
  pages: Map<string, string>,
  slug: string,
  kind: Kind,
  days: FilesOfGrid,
  isFolded: (date: string) => boolean,
): void {
  const dates = [...days[kind].keys()];
  const firstWithPicture = kind === 'pulse' ? dates.length - DAYS_WITH_PICTURE : dates.length;
  const filesOf = (date: string) => DRAWN_FROM[kind].map((from) => days[from].get(date) ?? '').join(' ');
  for (const [i, date] of dates.entries()) {
    const page = `${slug}/${kind}/${date}`;
    if (isFolded(date)) {
      pages.set(page, FOLDED);
      continue;
    }
    const files = filesOf(date);
    const hasPicture = i >= firstWithPicture;
    pages.set(page, `${neighbours(dates, i).join(' ')} ${hasPicture ? 'picture' : ''} ${files}`);
    if (hasPicture) pages.set(`${slug}/og/${date}`, files);
  }
}

function addMonths(
  pages: Map<string, string>,
  slug: string,
  files: ReadonlyMap<string, readonly string[]>,
): void {
  const months = [...files.keys()].sort();
  for (const [i, month] of months.entries()) {
    pages.set(`${slug}/months/${month}`, [...neighbours(months, i), ...(files.get(month) ?? [])].join(' '));
  }
}

/** Pages link to those before and after them. */
const neighbours = (all: readonly string[], i: number): string[] => [all[i - 1] ?? '', all[i + 1] ?? ''];

function filesByMonth(days: FilesOfGrid, isWanted: (date: string) => boolean): Map<string, string[]> {
  const months = new Map<string, string[]>();
  for (const [date, file] of [...days.pulse, ...days.ducks]) {
    if (!isWanted(date)) continue;
    const month = date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), date, file]);
  }
  return months;
}

/** Where the page of a day lies in the site: a folder, or a file of its own. */
export function placeOf(page: string): string {
  const [slug, kind, date] = page.split('/');
  if (kind === 'months') return `ba/${slug}/pulse/month/${date}`;
  return kind === 'og' ? `og/${slug}/${date}.png` : `ba/${page}`;
}

/** Pages of grids by the names above, and all that belong to no grid. */
export function planOf(pages: readonly string[], foldedBefore: string | null): SitePlan {
  const plan: SitePlan = { common: true, grids: [], days: {}, foldedBefore };
  for (const page of pages) {
    const [slug, kind, date] = page.split('/');
    if (date) (plan.days[`${slug}/${kind}`] ??= []).push(date);
    else plan.grids.push(page);
  }
  return plan;
}

import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DAYS_IN_FEED, DAYS_WITH_PICTURE, type SitePlan } from '../../src/components/site-plan.ts';
import { GRID_SLUGS } from '../../src/grid/balancing-authority.ts';
import { datedFiles } from '../../src/snapshots/read.ts';
import { snapshotPath } from '../../src/snapshots/write.ts';
import { stampOf } from './link-files.ts';

/**
 * What each page of the past is made of. That of a day by `ciso/pulse/2026-03-30`; and by `ciso/pulses` what
 * lists a grid's days or shows the last: feed, calendar, embed and picture.
 */
export type DayPages = ReadonlyMap<string, string>;

/** A duck page draws the day's pulse too. */
const DRAWN_FROM = { pulse: ['pulse'], ducks: ['ducks', 'pulse'] } as const;
type Kind = keyof typeof DRAWN_FROM;

const LISTS = 'pulses';

/**
 * Every page of the past that the snapshots ask for. What it is made of is told by size and time of its files, which
 * unchanged snapshots keep from run to run, and by the neighbours that it links.
 */
export function dayPages(snapshotDir: string): DayPages {
  const root = snapshotPath(snapshotDir, '');
  const pages = new Map<string, string>();
  for (const slug of GRID_SLUGS) pages.set(`${slug}/${LISTS}`, pulsesOf(snapshotDir, slug));
  for (const slug of foldersIn(root)) {
    for (const kind of Object.keys(DRAWN_FROM) as Kind[]) {
      const dates = datedFiles(snapshotDir, `${slug}/${kind}`);
      const withPicture = kind === 'pulse' ? dates.slice(-DAYS_WITH_PICTURE) : [];
      dates.forEach((date, i) => {
        const files = DRAWN_FROM[kind].map((folder) => stampOf(join(root, slug, folder, `${date}.json`)));
        const hasPicture = withPicture.includes(date);
        const names = [dates[i - 1] ?? '', dates[i + 1] ?? '', hasPicture ? 'picture' : ''];
        pages.set(`${slug}/${kind}/${date}`, [...names, ...files].join(' '));
        if (hasPicture) pages.set(`${slug}/og/${date}`, files.join(' '));
      });
    }
  }
  return pages;
}

/** The days that are held, with what their calendar shows, and the pulses that the longest feed shows. */
function pulsesOf(snapshotDir: string, slug: string): string {
  const dates = datedFiles(snapshotDir, `${slug}/pulse`);
  const shown = dates.slice(-DAYS_IN_FEED).map((date) => `${slug}/pulse/${date}.json`);
  const files = dates.length > 0 ? [`${slug}/days.json`, ...shown] : [];
  return createHash('sha256')
    .update([...dates, ...files.map((file) => stampOf(snapshotPath(snapshotDir, file)))].join(' '))
    .digest('hex')
    .slice(0, 16);
}

const foldersIn = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Where the page of a day lies in the site: a folder, or a file of its own. */
export function placeOf(page: string): string {
  const [slug, kind, date] = page.split('/');
  return kind === 'og' ? `og/${slug}/${date}.png` : `ba/${page}`;
}

/** Some grids' own pages, some day pages, and perhaps what belongs to no grid. */
export function planOf(pages: Iterable<string>, grids: readonly string[], common: boolean): SitePlan {
  const plan: SitePlan = { common, grids: [...grids], pulseLists: [], days: {} };
  for (const page of pages) {
    const at = page.lastIndexOf('/');
    const [folder, name] = [page.slice(0, at), page.slice(at + 1)];
    if (name === LISTS) plan.pulseLists.push(folder);
    else (plan.days[folder] ??= []).push(name);
  }
  return plan;
}

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import type { SitePlan } from '../../src/components/site-plan.ts';
import type { Config } from '../../src/config.ts';
import { GRID_SLUGS } from '../../src/grid/balancing-authority.ts';
import { snapshotPath } from '../../src/snapshots/write.ts';
import { type DayPages, dayPages, placeOf, planOf } from './day-pages.ts';
import { filesBelow, linkFile, stampsBelow } from './link-files.ts';
import { layOutFiles, type Press, printPages, readyPress } from './press/press.ts';
import { count, type Progress, startProgress } from './progress.ts';
import { finishPublishing, publishChanges } from './publish-changes.ts';
import { readSiteRecord, siteMadeBy, writeSiteRecord } from './site-record.ts';
import { besideDirectory, prepareBeside, swapDirectory } from './swap-directory.ts';
import { candidateSite } from './verify-site/candidate.ts';
import { verifySite } from './verify-site/verify-site.ts';
import { clock } from './with-store.ts';

/** The site is made of snapshots, and there are none. */
export class NoSnapshotsError extends Error {
  override name = 'NoSnapshotsError';
}

const MOST_PRINTERS = 4;
const printersHere = (): number => Math.min(availableParallelism(), MOST_PRINTERS);

export interface BuildOptions {
  /** Where it was asked for before: it needs no data, so it can be made while that is fetched. */
  press?: Promise<Press>;
  /** Processes that print at the same time. */
  printers?: number;
}

/**
 * Builds beside the published site what has changed since it was made, or all of it where other code made
 * it, verifies that, and publishes it at once. All of the site is verified on the first build of a day.
 *
 * @throws NoSnapshotsError, SiteBuildError, SiteUnsoundError; the published site is then as it was
 */
export async function buildSite(
  config: Config,
  { press, printers = printersHere() }: BuildOptions = {},
): Promise<void> {
  if (!existsSync(snapshotPath(config.snapshotDir, 'status.json'))) {
    throw new NoSnapshotsError(
      `There are no snapshots in ${config.snapshotDir}, so no site was built. Run "npm run rebuild" first.`,
    );
  }
  finishPublishing(config.siteDir);
  const next = prepareBeside(config.siteDir);
  const progress = startProgress('Site', config.plainOutput);
  const madeBy = siteMadeBy(config);
  const days = dayPages(config.snapshotDir);
  const published = readSiteRecord(config.siteDir, madeBy);
  const print: Print = (pages) =>
    makePages(config, press ?? readyPress(config), sharedOut(pages, printers), progress);
  const made = published
    ? await buildChanges(config, days, published.days, print)
    : await buildWhole(config, days, print);
  const today = clock(config)().toISOString().slice(0, 10);
  verifySite(
    candidateSite({
      next,
      published: published ? config.siteDir : null,
      removed: made.remove,
      whole: published?.verifiedOn !== today,
    }),
    config,
    { daysWereRead: !published },
  );
  writeSiteRecord(next, { madeBy, verifiedOn: today, days });
  if (published) publishChanges(config.siteDir, made.remove);
  else swapDirectory(config.siteDir);
  const where = relative('.', config.siteDir) || '.';
  const kept = published ? `, ${count(days.size - made.days)} days and lists of days kept as they were` : '';
  progress.done(`${count(made.pages)} pages in ${where}${kept}`);
}

interface Made {
  pages: number;
  /** Days, and lists of days, of which pages were made. */
  days: number;
  /** What the published site has and should have no more. */
  remove: string[];
}

/** All pages. */
async function buildWhole(config: Config, pages: DayPages, print: Print): Promise<Made> {
  const made = await print([...pages.keys()]);
  for (const path of filesBelow(join(config.snapshotDir, 'api'))) linkSnapshot(config, path);
  return { pages: made, days: pages.size, remove: [] };
}

/** The pages of changed days, and those that speak of now. */
async function buildChanges(
  config: Config,
  pages: DayPages,
  published: DayPages,
  print: Print,
): Promise<Made> {
  const changed = [...pages].filter(([page, from]) => published.get(page) !== from).map(([page]) => page);
  const made = await print(changed);
  const now = stampsBelow(join(config.snapshotDir, 'api'));
  const before = stampsBelow(join(config.siteDir, 'api'));
  for (const [path, stamp] of now) if (before.get(path) !== stamp) linkSnapshot(config, path);
  const remove = [
    ...[...published.keys()].filter((page) => !pages.has(page)).map(placeOf),
    ...[...before.keys()].filter((path) => !now.has(path)).map((path) => `api/${path}`),
  ];
  return { pages: made, days: changed.length, remove };
}

const linkSnapshot = ({ snapshotDir, siteDir }: Config, path: string): void =>
  linkFile(join(snapshotDir, 'api', path), join(besideDirectory(siteDir), 'api', path));

/** Prints pages of the past and all that speaks of now beside the site, and counts them. */
type Print = (past: readonly string[]) => Promise<number>;

async function makePages(
  config: Config,
  readiedPress: Promise<Press>,
  plans: readonly SitePlan[],
  progress: Progress,
): Promise<number> {
  const press = await readiedPress;
  const next = besideDirectory(config.siteDir);
  layOutFiles(press, next);
  let pages = 0;
  const onPages = (made: number) => {
    pages += made;
    progress.update(`${count(pages)} pages`);
  };
  const printed = plans.map((plan) => printPages(press, config, plan, next, onPages));
  // All have ended before one's failure is told: none goes on writing into what is cleared away.
  const failed = (await Promise.allSettled(printed)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
  return pages;
}

/** Grid by grid. */
function sharedOut(days: readonly string[], printers: number): SitePlan[] {
  return Array.from({ length: printers }, (_, part) => {
    const grids = GRID_SLUGS.filter((_slug, i) => i % printers === part);
    const isOurs = (page: string) => grids.includes(page.slice(0, page.indexOf('/')));
    return planOf(days.filter(isOurs), grids, part === 0);
  });
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { SitePlan } from '../../src/components/site-plan.ts';
import type { Config } from '../../src/config.ts';
import { GRIDS, slugOf } from '../../src/grid/balancing-authority.ts';
import { snapshotPath } from '../../src/snapshots/write.ts';
import { type DayPages, dayPages, placeOf, planOf } from './day-pages.ts';
import { filesBelow, linkFile, moveTo, stampsBelow } from './link-files.ts';
import { count, type Progress, startProgress } from './progress.ts';
import { finishPublishing, publishChanges } from './publish-changes.ts';
import { planFileOf, runAstro } from './run-astro.ts';
import { readSiteRecord, siteMadeBy, writeSiteRecord } from './site-record.ts';
import { besideDirectory, prepareBeside, swapDirectory } from './swap-directory.ts';
import { candidateSite } from './verify-site/candidate.ts';
import { verifySite } from './verify-site/verify-site.ts';
import { clock } from './with-store.ts';

/** The site is made of snapshots, and there are none. */
export class NoSnapshotsError extends Error {
  override name = 'NoSnapshotsError';
}

/** With fewer, starting another Astro costs more than it saves. */
const DAY_PAGES_WORTH_A_BUILD = 1000;
const MOST_BUILDS_AT_ONCE = 4;

/**
 * Builds beside the published site what has changed since it was made, or all of it where other code made
 * it, verifies that, and publishes it at once. All of the site is verified on the first build of a day.
 *
 * @throws NoSnapshotsError, SiteBuildError, SiteUnsoundError; the published site is then as it was
 */
export async function buildSite(config: Config, builds?: number): Promise<void> {
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
  const made = published
    ? await buildChanges(config, days, published.days, progress)
    : await buildWhole(config, days, builds ?? buildsWorth(days.size), progress);
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
  const kept = published ? `, ${count(days.size - made.days)} pages of days kept as they were` : '';
  progress.done(`${count(made.pages)} pages in ${where}${kept}`);
}

interface Made {
  pages: number;
  /** Of them, pages of single days. */
  days: number;
  /** What the published site has and should have no more. */
  remove: string[];
}

const GRID_SLUGS = GRIDS.map(({ code }) => slugOf(code));

const buildsWorth = (dayCount: number): number =>
  Math.min(availableParallelism(), MOST_BUILDS_AT_ONCE, Math.ceil(dayCount / DAY_PAGES_WORTH_A_BUILD) || 1);

/** All pages, shared out grid by grid over several builds at once. */
async function buildWhole(
  config: Config,
  pages: DayPages,
  builds: number,
  progress: Progress,
): Promise<Made> {
  const plans = Array.from({ length: builds }, (_, part) => {
    const grids = GRID_SLUGS.filter((_slug, i) => i % builds === part);
    const isOurs = (page: string) => grids.includes(page.slice(0, page.indexOf('/')));
    return planOf([...pages.keys()].filter(isOurs), grids);
  });
  const made = await makePages(config, plans, progress);
  for (const path of filesBelow(join(config.snapshotDir, 'api'))) linkSnapshot(config, path);
  return { pages: made, days: pages.size, remove: [] };
}

/** The pages of changed days, and those that speak of now. */
async function buildChanges(
  config: Config,
  pages: DayPages,
  published: DayPages,
  progress: Progress,
): Promise<Made> {
  const changed = [...pages].filter(([page, from]) => published.get(page) !== from).map(([page]) => page);
  const made = await makePages(config, [planOf(changed, GRID_SLUGS)], progress);
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

/** Runs a build for each plan at the same time, brings their pages together beside the site, and counts them. */
async function makePages(config: Config, plans: readonly SitePlan[], progress: Progress): Promise<number> {
  let pages = 0;
  const onPages = (made: number) => {
    pages += made;
    progress.update(`${count(pages)} pages`);
  };
  const next = besideDirectory(config.siteDir);
  const parts = plans.map((plan, i) => ({ plan, outDir: `${workshopOf(config.siteDir)}-${i + 1}` }));
  const removeParts = () => {
    for (const { outDir } of parts) removeAll(outDir, planFileOf(outDir));
  };
  removeParts();
  try {
    const builds = parts.map((part) => runAstro({ config, ...part, onPages }));
    // All have ended before one's failure is told: none goes on writing into what is cleared away.
    const failed = (await Promise.allSettled(builds)).find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
    for (const { outDir } of parts) mergeInto(outDir, next);
  } finally {
    removeParts();
  }
  return filesBelow(next).filter((path) => path.endsWith('.html')).length;
}

/**
 * Inside the project, where what Astro compiles finds the packages, and for each site its own: two sites may be
 * built at once, and the next build of a site clears away what a killed one has left.
 */
const workshopOf = (siteDir: string): string =>
  resolve(
    import.meta.dirname,
    '../../.astro',
    `site-${createHash('sha256').update(siteDir).digest('hex').slice(0, 12)}`,
  );

function removeAll(...paths: string[]): void {
  for (const path of paths) rmSync(path, { recursive: true, force: true });
}

/** Moves whole folders where only one part has them. */
function mergeInto(part: string, next: string): void {
  for (const entry of readdirSync(part, { withFileTypes: true })) {
    const [from, to] = [join(part, entry.name), join(next, entry.name)];
    if (entry.isDirectory() && existsSync(to)) mergeInto(from, to);
    else moveTo(from, to);
  }
}

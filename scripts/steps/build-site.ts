import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import type { SitePlan } from '../../src/components/site-plan.ts';
import type { Config } from '../../src/config.ts';
import { snapshotPath } from '../../src/snapshots/write.ts';
import { type DayPages, dayPages, placeOf, sharedOut } from './day-pages.ts';
import { foldMonths } from './folded-months.ts';
import { keepStamps, linkFile, type Stamps, stampsBelow } from './link-files.ts';
import { layOutFiles, type Press, printPages, readyPress } from './press/press.ts';
import type { Printed } from './press/run-child.ts';
import { count, type Progress, startProgress } from './progress.ts';
import { finishPublishing, publishChanges } from './publish-changes.ts';
import { readSiteRecord, type SiteRecord, siteMadeBy, writeSiteRecord } from './site-record.ts';
import { besideDirectory, prepareBeside, swapDirectory } from './swap-directory.ts';
import { candidateSite } from './verify-site/candidate.ts';
import { verifySite } from './verify-site/verify-site.ts';
import { clock } from './with-store.ts';

/** The site is made of snapshots, and there are none. */
export class NoSnapshotsError extends Error {
  override name = 'NoSnapshotsError';
}

const MOST_PRINTERS = 4;
export const printersHere = (): number => Math.min(availableParallelism(), MOST_PRINTERS);

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
  const published = readSiteRecord(config.siteDir, madeBy);
  const api = stampsOf(config, published);
  const { foldedBefore, bytes } = foldMonths(api, config.siteBudgetBytes);
  if (foldedBefore && bytes > config.siteBudgetBytes) console.log(overBudgetWords(bytes, config));
  const source = { api, foldedBefore };
  const changes = changesSince(published, source);
  const printed = await makePages(
    config,
    press ?? readyPress(config),
    sharedOut(changes.pages, foldedBefore, printers),
    progress,
  );
  for (const path of changes.files) linkSnapshot(config, path);
  const today = clock(config)().toISOString().slice(0, 10);
  verifySite(
    candidateSite({
      next,
      published: published ? config.siteDir : null,
      removed: changes.remove,
      whole: published?.verifiedOn !== today,
    }),
    config,
    printed,
  );
  writeSiteRecord(next, { madeBy, verifiedOn: today, ...source });
  if (published) publishChanges(config.siteDir, changes.remove);
  else swapDirectory(config.siteDir);
  const where = relative('.', config.siteDir) || '.';
  const kept = published ? `, ${count(changes.kept)} days and lists of days kept as they were` : '';
  progress.done(`${count(printed.pages)} pages in ${where}${kept}`);
}

/** Of the snapshots. What was made anew with the same bytes changes nothing. */
function stampsOf({ snapshotDir, siteDir }: Config, published: SiteRecord | null): Stamps {
  const folder = join(snapshotDir, 'api');
  const stamps = stampsBelow(folder);
  return published ? keepStamps(stamps, folder, published.api, join(siteDir, 'api')) : stamps;
}

const megabytes = (bytes: number): string => count(Math.round(bytes / 1_000_000));
const overBudgetWords = (bytes: number, { siteBudgetBytes }: Config): string =>
  `The site may reach ${megabytes(bytes)} MB, over its budget of ${megabytes(siteBudgetBytes)} MB, although its older months ` +
  'are folded. It is published; docs/scale.md says where a site of this size can lie.';

/** What is to be done to a site so that it tells what other snapshots say. */
interface Changes {
  /** Pages of the past, by the names of day-pages.ts. */
  pages: string[];
  /** How many of those stay. */
  kept: number;
  /** Snapshots that the site offers, by path below `api`. */
  files: string[];
  /** What the site has and should have no more. */
  remove: string[];
}

/** What a site is made of. */
type Source = Pick<SiteRecord, 'api' | 'foldedBefore'>;

/** `before`: null where there is no site yet, so that even what is made of nothing is to be made. */
function changesSince(before: Source | null, now: Source): Changes {
  const pagesBefore: DayPages = before ? dayPages(before.api, before.foldedBefore) : new Map();
  const pagesNow = dayPages(now.api, now.foldedBefore);
  const filesBefore = before?.api ?? new Map();
  const pages = changed(pagesBefore, pagesNow);
  return {
    pages,
    kept: pagesNow.size - pages.length,
    files: changed(filesBefore, now.api),
    remove: [
      ...gone(pagesBefore, pagesNow).map(placeOf),
      ...gone(filesBefore, now.api).map((path) => `api/${path}`),
    ],
  };
}

const changed = (before: Stamps, now: Stamps): string[] =>
  [...now].filter(([name, stamp]) => before.get(name) !== stamp).map(([name]) => name);
const gone = (before: Stamps, now: Stamps): string[] => [...before.keys()].filter((name) => !now.has(name));

const linkSnapshot = ({ snapshotDir, siteDir }: Config, path: string): void =>
  linkFile(join(snapshotDir, 'api', path), join(besideDirectory(siteDir), 'api', path));

interface PrintedPages {
  pages: number;
  /** Paths in the site of the snapshots that they were made of. */
  soundFiles: Set<string>;
}

/** Prints pages of the past and all that speaks of now beside the site. */
async function makePages(
  config: Config,
  readiedPress: Promise<Press>,
  plans: readonly SitePlan[],
  progress: Progress,
): Promise<PrintedPages> {
  const press = await readiedPress;
  const next = besideDirectory(config.siteDir);
  layOutFiles(press, next);
  const made: PrintedPages = { pages: 0, soundFiles: new Set() };
  const onPrinted = ({ pages, soundFiles }: Printed) => {
    made.pages += pages;
    for (const file of soundFiles) made.soundFiles.add(snapshotPath('', file));
    progress.update(`${count(made.pages)} pages`);
  };
  const printed = plans.map((plan) => printPages(press, config, plan, next, onPrinted));
  // All have ended before one's failure is told: none goes on writing into what is cleared away.
  const failed = (await Promise.allSettled(printed)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
  return made;
}

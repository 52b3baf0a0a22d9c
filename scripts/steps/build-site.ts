import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import type { Config } from '../../src/config.ts';
import { snapshotPath } from '../../src/snapshots/write.ts';
import { clock } from './clock.ts';
import { foldMonths } from './folded-months.ts';
import { type GridPages, gridPages, placeOf, planOf } from './grid-pages.ts';
import { keepStamps, linkFile, type Stamps, stampsBelow } from './link-files.ts';
import { layOutFiles, type Press, readyPress } from './press/press.ts';
import { type Order, type Printed, type Printers, startPrinters } from './press/printers.ts';
import { count, type Progress, startProgress } from './progress.ts';
import { finishPublishing, publishChanges } from './publish-changes.ts';
import { readSiteRecord, type SiteRecord, siteMadeBy, writeSiteRecord } from './site-record.ts';
import { besideDirectory, prepareBeside, swapDirectory } from './swap-directory.ts';
import { candidateSite } from './verify-site/candidate.ts';
import { verifySite } from './verify-site/verify-site.ts';

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
  { press: given, printers = printersHere() }: BuildOptions = {},
): Promise<void> {
  if (!existsSync(snapshotPath(config.snapshotDir, 'status.json'))) {
    throw new NoSnapshotsError(
      `There are no snapshots in ${config.snapshotDir}, so no site was built. Run "npm run rebuild" first.`,
    );
  }
  finishPublishing(config.siteDir);
  const next = prepareBeside(config.siteDir);
  const progress = startProgress('Site', config.plainOutput);
  const press = await (given ?? readyPress(config));
  const printing = startPrinters(press, config, printers);
  try {
    layOutFiles(press, next);
    progress.done(await buildBeside(config, next, printing, progress));
  } finally {
    printing.dismiss();
  }
}

/** @returns what was done, in words */
async function buildBeside(
  config: Config,
  next: string,
  printers: Printers,
  progress: Progress,
): Promise<string> {
  const { published, record, changes } = whatToDo(config);
  const order = { plan: planOf(changes.pages, record.foldedBefore), folder: next };
  const printed = await printPages(printers, order, progress);
  for (const path of changes.files) linkSnapshot(config, path);
  verifySite(
    candidateSite({
      next,
      published: published ? config.siteDir : null,
      removed: changes.remove,
      whole: published?.verifiedOn !== record.verifiedOn,
    }),
    config,
    printed,
  );
  writeSiteRecord(next, record);
  if (published) publishChanges(config.siteDir, changes.remove);
  else swapDirectory(config.siteDir);
  const where = relative('.', config.siteDir) || '.';
  const kept = published ? `, ${count(changes.kept)} days and lists of days kept as they were` : '';
  return `${count(printed.pages)} pages in ${where}${kept}`;
}

interface ToDo {
  /** Of the site as it is published; null where all is to be made. */
  published: SiteRecord | null;
  /** Of the site as it will be. */
  record: SiteRecord;
  changes: Changes;
}

function whatToDo(config: Config): ToDo {
  const madeBy = siteMadeBy(config);
  const published = readSiteRecord(config.siteDir, madeBy);
  const api = stampsOf(config, published);
  const { foldedBefore, bytes } = foldMonths(api, config.siteBudgetBytes);
  if (foldedBefore && bytes > config.siteBudgetBytes) console.log(overBudgetWords(bytes, config));
  const verifiedOn = clock(config)().toISOString().slice(0, 10);
  const record = { madeBy, verifiedOn, api, foldedBefore };
  return { published, record, changes: changesSince(published, record) };
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
  /** Pages of grids, by the names of grid-pages.ts. */
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
  const pagesBefore: GridPages = before ? gridPages(before.api, before.foldedBefore) : new Map();
  const pagesNow = gridPages(now.api, now.foldedBefore);
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

async function printPages(printers: Printers, order: Order, progress: Progress): Promise<PrintedPages> {
  const made: PrintedPages = { pages: 0, soundFiles: new Set() };
  await printers.print(order, ({ pages, soundFiles }: Printed) => {
    made.pages += pages;
    for (const file of soundFiles) made.soundFiles.add(snapshotPath('', file));
    progress.update(`${count(made.pages)} pages`);
  });
  return made;
}

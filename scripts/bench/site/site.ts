import type { Report } from '../figure.ts';
import { type Archive, newArchive } from './archive.ts';
import { benchGenerators } from './generators.ts';

/** About 2,400 and 24,000 pages of days: each day has a pulse of every grid and a duck page of most. */
const YOUNG_DAYS = 17;
const OLD_DAYS = 171;
const HOURS = 3;

interface Speed {
  wholeSeconds: number;
  hourSeconds: number;
  changedPages: number;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number;

/** A whole build, then hours in which every grid reports one more. */
async function speedOf(archive: Archive): Promise<Speed> {
  // Compiling belongs to new code, not to an hour; a first build has done it.
  const wholeSeconds = await archive.buildSite();
  const hours: { seconds: number; changed: number }[] = [];
  archive.changedPages();
  for (let hour = 0; hour < HOURS; hour++) {
    await archive.nextHour();
    hours.push({ seconds: await archive.buildSite(), changed: archive.changedPages() });
  }
  return {
    wholeSeconds,
    hourSeconds: median(hours.map(({ seconds }) => seconds)),
    changedPages: median(hours.map(({ changed }) => changed)),
  };
}

async function withArchive<Result>(
  days: number,
  work: (archive: Archive) => Promise<Result>,
): Promise<Result> {
  const archive = await newArchive(days);
  return work(archive).finally(archive.remove);
}

function reportSpeeds(young: Speed, old: Speed, astroSeconds: number, report: Report): void {
  const engine = 'site';
  report({ what: 'whole site, verified, 24,000 pages of days', engine, value: old.wholeSeconds, unit: 's' });
  report({
    what: 'the same pages by `astro build`, nothing verified',
    engine,
    value: astroSeconds,
    unit: 's',
  });
  report({ what: 'an hour of it, verified', engine, value: old.hourSeconds, unit: 's' });
  report({ what: 'pages that such an hour changes', engine, value: old.changedPages, unit: 'pages' });
  report({
    what: 'the hour, of the whole',
    engine,
    value: (100 * old.hourSeconds) / old.wholeSeconds,
    unit: '%',
    goal: 5,
  });
  report({
    what: 'the hour, of `astro build`',
    engine,
    value: (100 * old.hourSeconds) / astroSeconds,
    unit: '%',
    goal: 5,
  });
  report({
    what: 'the hour, of one with 2,400 pages of days',
    engine,
    value: (100 * old.hourSeconds) / young.hourSeconds,
    unit: '%',
    goal: 120,
  });
}

/** The site at two sizes of its archive, whole and after an hour; and the same pages by other ways. */
export async function benchSite(report: Report): Promise<void> {
  const young = await withArchive(YOUNG_DAYS, speedOf);
  await withArchive(OLD_DAYS, async (archive) => {
    const old = await speedOf(archive);
    reportSpeeds(young, old, await archive.buildByAstro(), report);
    await benchGenerators(archive, report, old.wholeSeconds);
  });
}

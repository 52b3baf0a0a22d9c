/**
 * What one printer makes of the site. A whole site is shared out over several, and an hour makes only the
 * days that changed.
 */

import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const sitePlan = z.object({
  common: z.boolean().describe('whether pages are made that belong to no grid'),
  grids: z.array(z.string()).describe('slugs of the grids whose pages that speak of now are made'),
  lists: z.array(z.string()).describe('lists of days that are made, as in "ciso/ducks"'),
  days: z
    .record(z.string(), z.array(z.string()))
    .describe('dates by folder, as in "ciso/pulse"; months, as in "ciso/months"'),
  foldedBefore: z
    .string()
    .nullable()
    .describe('the first month, YYYY-MM, whose days have pages of their own'),
});
export type SitePlan = z.infer<typeof sitePlan>;

/**
 * What tells of a grid's whole days up to the last, so that an hour seldom changes it. `pulses` are feed, calendar, embed
 * and picture; the others a page each.
 */
export const LISTS = ['pulses', 'ducks', 'changes', 'forecast'] as const;
export type List = (typeof LISTS)[number];

/** Days that have a picture of their own, to be shown by links; older ones share their grid's. */
export const DAYS_WITH_PICTURE = 7;

/** The latest, in a grid's feed. */
export const DAYS_IN_FEED = 30;

/** Tells whether a day is told in the page of its month, where months before one are folded; null: none is. */
export const foldedDays =
  (foldedBefore: string | null) =>
  (date: string): boolean =>
    foldedBefore !== null && date < foldedBefore;

/** Asks the plan in a file; without a file, everything is made. */
export function openSitePlan(file: string | undefined) {
  const plan = file ? sitePlan.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  const grids = new Set(plan?.grids);
  const lists = new Set(plan?.lists);
  const days = new Map(Object.entries(plan?.days ?? {}).map(([folder, dates]) => [folder, new Set(dates)]));
  return {
    makesCommonPages: plan?.common ?? true,
    makesGrid: (slug: string): boolean => !plan || grids.has(slug),
    makesList: (slug: string, list: List): boolean => !plan || lists.has(`${slug}/${list}`),
    makesDaysOf: (folder: string): boolean => !plan || days.has(folder),
    isFolded: foldedDays(plan?.foldedBefore ?? null),
    makesDay: (folder: string, date: string): boolean => !plan || (days.get(folder)?.has(date) ?? false),
  };
}

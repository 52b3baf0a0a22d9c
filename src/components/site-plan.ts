/**
 * What one build makes of the archive. A whole site may be shared out over several builds, and an hour
 * makes only the days that changed; what a site has once for all is small and made by every build.
 */

import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const sitePlan = z.object({
  grids: z.array(z.string()).describe('slugs of the grids whose own pages are made'),
  days: z.record(z.string(), z.array(z.string())).describe('dates by folder, as in "ciso/pulse"'),
});
export type SitePlan = z.infer<typeof sitePlan>;

/** Days that have a picture of their own, to be shown by links; older ones share their grid's. */
export const DAYS_WITH_PICTURE = 7;

/** Asks the plan in a file; without a file, everything is made. */
export function openSitePlan(file: string | undefined) {
  const plan = file ? sitePlan.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  const grids = new Set(plan?.grids);
  const days = new Map(Object.entries(plan?.days ?? {}).map(([folder, dates]) => [folder, new Set(dates)]));
  return {
    makesGrid: (slug: string): boolean => !plan || grids.has(slug),
    makesDay: (folder: string, date: string): boolean => !plan || (days.get(folder)?.has(date) ?? false),
  };
}

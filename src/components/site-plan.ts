/** What is made of the site. A whole site has every page; an hour makes only what changed. */

export interface SitePlan {
  /** Whether pages are made that belong to no grid. */
  common: boolean;
  /** Pages of grids that are made, by what is told, as in "ciso/ducks". */
  grids: string[];
  /** Dates by folder, as in "ciso/pulse"; months, as in "ciso/months". */
  days: Record<string, string[]>;
  /** The first month, YYYY-MM, whose days have pages of their own. */
  foldedBefore: string | null;
}

/**
 * What is told of a grid besides its single days. `now`: its page and that of carbon; `pulses`: feed, calendar, embed and
 * picture; the others: a page each, of whole days, so that an hour seldom changes it.
 */
export const GRID_TOPICS = ['now', 'pulses', 'ducks', 'changes', 'forecast'] as const;
export type GridTopic = (typeof GRID_TOPICS)[number];

/** Days that have a picture of their own, to be shown by links; older ones share their grid's. */
export const DAYS_WITH_PICTURE = 7;

/** The latest, in a grid's feed. */
export const DAYS_IN_FEED = 30;

/** Tells whether a day is told in the page of its month, where months before one are folded; null: none is. */
export const foldedDays =
  (foldedBefore: string | null) =>
  (date: string): boolean =>
    foldedBefore !== null && date < foldedBefore;

/** Asks a plan; without one, everything is made. */
export function askPlan(plan: SitePlan | null) {
  const grids = new Set(plan?.grids);
  const days = new Map(Object.entries(plan?.days ?? {}).map(([folder, dates]) => [folder, new Set(dates)]));
  return {
    makesCommonPages: (): boolean => plan?.common ?? true,
    makesGrid: (slug: string, topic: GridTopic): boolean => !plan || grids.has(`${slug}/${topic}`),
    makesDaysOf: (folder: string): boolean => !plan || days.has(folder),
    makesDay: (folder: string, date: string): boolean => !plan || (days.get(folder)?.has(date) ?? false),
    isFolded: foldedDays(plan?.foldedBefore ?? null),
  };
}

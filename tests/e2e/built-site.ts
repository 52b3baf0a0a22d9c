/** The sites as they lie on disk: which page shows what, and which addresses there are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BalancingAuthoritiesSnapshot } from '../../src/snapshots/balancing-authorities.ts';
import type { DuckDay, DucksSnapshot } from '../../src/snapshots/ducks.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { recordedSiteMissing, SITES } from './sites.ts';

export type SiteName = keyof typeof SITES;
/** The sites that are there to be tested. */
export const siteNames: SiteName[] = recordedSiteMissing ? ['sample'] : ['sample', 'recorded'];

export const distOf = (site: SiteName): string => join(SITES[site].dir, 'dist');

export const fileText = (site: SiteName, path: string): string =>
  readFileSync(join(distOf(site), path), 'utf8');

/** A snapshot as it is published, by its path below /api/v1/. */
export const published = <T>(site: SiteName, file: string): T =>
  JSON.parse(fileText(site, `api/v1/${file}`)) as T;

export const balancingAuthorities = (site: SiteName) =>
  published<BalancingAuthoritiesSnapshot>(site, 'balancing-authorities.json').balancingAuthorities;

/** Every file of a site, as a path with a leading slash. */
export function filesOf(site: SiteName): Set<string> {
  const entries = readdirSync(distOf(site), { recursive: true, withFileTypes: true });
  const root = distOf(site).length;
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root).replaceAll('\\', '/')),
  );
}

/** The first day of a site's grids, the largest first, whose pulse is of a kind. */
function dayWhere(site: SiteName, isWanted: (pulse: PulseSnapshot) => boolean): string | null {
  const grids = balancingAuthorities(site).sort(
    (a, b) => (b.latest?.demandMwh ?? 0) - (a.latest?.demandMwh ?? 0),
  );
  for (const { code, pulseDates } of grids) {
    for (const date of pulseDates) {
      const day = `${code.toLowerCase()}/pulse/${date}`;
      if (isWanted(published<PulseSnapshot>(site, `${day}.json`))) return `/ba/${day}/`;
    }
  }
  return null;
}

type Entry = BalancingAuthoritiesSnapshot['balancingAuthorities'][number];
function gridWhere(site: SiteName, isWanted: (ba: Entry) => boolean): string | null {
  const found = balancingAuthorities(site).find(isWanted);
  return found ? `/ba/${found.code.toLowerCase()}/` : null;
}

const duckGrid = (site: SiteName) => (site === 'recorded' ? '/ba/ciso/' : '/ba/erco/');

function duckDayWhere(site: SiteName, isWanted: (day: DuckDay) => boolean): string | null {
  const grid = duckGrid(site);
  const found = published<DucksSnapshot>(site, `${grid.slice('/ba/'.length)}ducks.json`).days.find(isWanted);
  return found ? `${grid}ducks/${found.date}/` : null;
}

/** One page of every kind; null where a site has none of it. */
export const PAGE_KINDS: Record<string, (site: SiteName) => string | null> = {
  home: () => '/',
  'a grid': (site) => (site === 'recorded' ? '/ba/ciso/' : '/ba/erco/'),
  'a grid that only generates': (site) =>
    gridWhere(site, (ba) => ba.generationOnly && ba.pulseDates.length > 0),
  'a retired grid': (site) => gridWhere(site, (ba) => !ba.active),
  'a grid without data': (site) => gridWhere(site, (ba) => ba.active && ba.dataAsOf === null),
  'a final day': (site) => dayWhere(site, (pulse) => pulse.status === 'final'),
  'a provisional day': (site) => dayWhere(site, (pulse) => pulse.status === 'provisional'),
  'a day with doubted hours': (site) => dayWhere(site, (pulse) => pulse.flags.length > 0),
  'an incomplete day': (site) => dayWhere(site, (pulse) => pulse.status === 'incomplete'),
  'all days of a grid': () => '/ba/ciso/pulse/',
  'ducks of a grid': (site) => `${duckGrid(site)}ducks/`,
  'a duck day': (site) => duckDayWhere(site, (day) => day.status === 'scored'),
  'a duck day without a score': (site) => duckDayWhere(site, (day) => day.status === 'incomplete'),
  'no ducks': (site) => {
    const grid = gridWhere(site, (ba) => ba.generationOnly);
    return grid && `${grid}ducks/`;
  },
  'ducks of the nation': () => '/ducks/',
  'clean windows': (site) => `${duckGrid(site)}carbon/`,
  'no clean windows': (site) => {
    const grid = gridWhere(site, (ba) => ba.active && ba.dataAsOf === null);
    return grid && `${grid}carbon/`;
  },
  scoreboard: () => '/scoreboard/',
  'what changed': (site) => `${duckGrid(site)}changes/`,
  'a region': (site) => gridWhere(site, (ba) => ba.kind === 'region' && ba.pulseDates.length > 0),
  'the nation': (site) => gridWhere(site, (ba) => ba.kind === 'nation' && ba.pulseDates.length > 0),
  corrections: () => '/corrections/',
  'a demand forecast': (site) => (site === 'recorded' ? '/ba/ciso/forecast/' : '/ba/erco/forecast/'),
  'no demand forecast': (site) => {
    const grid = gridWhere(site, (ba) => ba.generationOnly && ba.pulseDates.length > 0);
    return grid && `${grid}forecast/`;
  },
  'all demand forecasts': () => '/forecasts/',
  status: () => '/status/',
  data: () => '/data/',
  about: () => '/about/',
  'a comparison': (site) => (site === 'recorded' ? '/compare/?ba=ciso,erco' : '/compare/?ba=ciso,erco,pjm'),
  settings: () => '/settings/',
  'style guide': () => '/styleguide/',
  methods: () => '/methods/',
  'page not found': () => '/404.html',
};

/** Whether an address of a site, without its fragment, leads to a file. */
export const leadsToFile = (files: ReadonlySet<string>, pathname: string): boolean =>
  files.has(pathname.endsWith('/') ? `${pathname}index.html` : pathname);

export const isBuilt = (site: SiteName): boolean => existsSync(distOf(site));

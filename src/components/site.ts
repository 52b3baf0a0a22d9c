import { readConfig } from '../config.ts';
import { findRespondent, slugOf } from '../grid/balancing-authority.ts';
import type {
  BalancingAuthoritiesSnapshot,
  BalancingAuthorityEntry,
} from '../snapshots/balancing-authorities.ts';
import { type DayKind, openSnapshots } from '../snapshots/read.ts';
import type { ScoreboardSnapshot } from '../snapshots/scoreboard.ts';
import type { StatusSnapshot } from '../snapshots/status.ts';
import { askPlan, type GridTopic, type SitePlan } from './site-plan.ts';

const siteConfig = readConfig();

/** The snapshots that the site is made of. */
export const snapshots = openSnapshots(siteConfig.snapshotDir);

let plan = askPlan(null);
/** Before any page is asked for. */
export function followPlan(sitePlan: SitePlan): void {
  plan = askPlan(sitePlan);
}

let list: BalancingAuthoritiesSnapshot | undefined;
/** Read once a build: every page needs it. */
export function balancingAuthorities(): BalancingAuthoritiesSnapshot {
  return (list ??= snapshots.readBalancingAuthorities());
}

let status: StatusSnapshot | undefined;
export function siteStatus(): StatusSnapshot {
  return (status ??= snapshots.readStatus());
}

let board: ScoreboardSnapshot | undefined;
export function scoreboard(): ScoreboardSnapshot {
  return (board ??= snapshots.readScoreboard());
}

/** Pages that belong to no grid. */
export const commonPaths = <Path>(paths: () => Path[]): Path[] => (plan.makesCommonPages() ? paths() : []);

/** A page for each balancing authority, with or without data: the `getStaticPaths` of its pages. */
export const gridPaths = (topic: GridTopic) => () =>
  balancingAuthorities()
    .balancingAuthorities.filter(({ code }) => plan.makesGrid(slugOf(code), topic))
    .map((ba) => ({ params: { code: slugOf(ba.code) }, props: { ba } }));

/** Of a grid what no hour changes: for pages that are made anew only where one of its days changed. */
export type GridOfDays = Omit<BalancingAuthorityEntry, 'dataAsOf' | 'latest'>;

/** A page for each day of every grid that has a file of the kind, with its neighbours; planned under a folder. */
export const dayPaths = (kind: DayKind, folder: string = kind) =>
  balancingAuthorities().balancingAuthorities.flatMap(({ code }) => {
    const slug = slugOf(code);
    if (!plan.makesDaysOf(`${slug}/${folder}`)) return [];
    const dates = snapshots.listDates(code, kind);
    return dates.flatMap((date, i) => {
      if (!plan.makesDay(`${slug}/${folder}`, date)) return [];
      return [{ params: { code: slug, date }, props: { code, previous: dates[i - 1], next: dates[i + 1] } }];
    });
  });

/** A page for each month of every grid whose days have no pages of their own any more. */
export const monthPaths = () =>
  balancingAuthorities().balancingAuthorities.flatMap((ba) => {
    const folder = `${slugOf(ba.code)}/months`;
    if (!plan.makesDaysOf(folder)) return [];
    return foldedMonths(ba.code)
      .filter((month) => plan.makesDay(folder, month))
      .map((month) => ({ params: { code: slugOf(ba.code), month }, props: { ba } }));
  });

const monthOf = (date: string): string => date.slice(0, 7);
export const isFolded = (date: string): boolean => plan.isFolded(date);
export const foldedMonths = (code: string): string[] => [
  ...new Set(snapshots.listDates(code, 'pulse').filter(isFolded).map(monthOf)),
];
/** The place of a day on the page of its month. */
export const dayAnchor = (date: string): string => `day-${date}`;
/** Where a day is told that has no page of its own any more. */
export const foldedDayPath = (code: string, date: string): string =>
  `${monthPath(code, monthOf(date))}#${dayAnchor(date)}`;

export interface DayProps {
  code: string;
  previous: string | undefined;
  next: string | undefined;
}

export function entryOf(code: string): BalancingAuthorityEntry | undefined {
  return balancingAuthorities().balancingAuthorities.find((ba) => ba.code === code);
}

const base = siteConfig.basePath.replace(/\/+$/, '');

/** A path of the site, below the base path it is served under. */
export const path = (rest: string): string => `${base}${rest}`;
/** Whether the site was told where it will stand. */
export const knowsItsAddress = siteConfig.siteUrl !== undefined;
/** The full address of a path below the base; of a site that does not know its own, where it is looked at. */
export const full = (pathname: string): string =>
  new URL(pathname, siteConfig.siteUrl ?? 'http://localhost:4321').href;
/** A full address where the site knows its own, else a path. */
export const address = (rest: string): string =>
  siteConfig.siteUrl ? new URL(path(rest), siteConfig.siteUrl).href : path(rest);

export const baPath = (code: string): string => path(`/ba/${slugOf(code)}/`);
export const pulsePath = (code: string, date: string): string => path(`/ba/${slugOf(code)}/pulse/${date}/`);
export const monthPath = (code: string, month: string): string =>
  path(`/ba/${slugOf(code)}/pulse/month/${month}/`);
export const carbonPath = (code: string): string => path(`/ba/${slugOf(code)}/carbon/`);
export const archivePath = (code: string): string => path(`/ba/${slugOf(code)}/pulse/`);
export const filePath = (code: string, file: string): string => path(`/api/v1/${slugOf(code)}/${file}`);

export const respondentName = (code: string): string => findRespondent(code)?.name ?? code;

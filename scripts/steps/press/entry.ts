/** What the compiled site offers to a printer: its pages and files, each made when it is asked for. */
import { manifest, type PageModule } from 'virtual:astro:manifest';
import { followPlan, snapshots } from '../../../src/components/site.ts';
import type { SitePlan } from '../../../src/components/site-plan.ts';
import { type Component, type Props, pageOf, type Redirect } from './runtime.ts';

export interface Place {
  /** Below the site's base; that of a page ends with a slash. */
  pathname: string;
  /** Whether the path is that of the file itself. */
  isFile: boolean;
  make(): string | Redirect | Promise<Uint8Array>;
}

type CompiledRoute = (typeof manifest.routes)[number];

interface Route {
  /** As in `/ba/[code]/pulse/[date]`. */
  path: string;
  isFile: boolean;
  /** Markup of its style sheets. */
  head: string;
  page: PageModule;
}

/** @returns every page and file of a plan. Loads them all before: a printer waits for its order anyway. */
export async function openPress(): Promise<(plan: SitePlan) => Place[]> {
  const routes = await Promise.all(
    manifest.routes.filter(({ routeData }) => routeData.prerender).map(routeOf),
  );
  return (plan) => {
    followPlan(plan);
    return routes.flatMap(placesOfRoute);
  };
}

/** Snapshots that pages were made of since it was asked last, each of which fits its schema. */
export const { takeSoundFiles } = snapshots;

async function routeOf({ routeData: { route, type, component }, styles }: CompiledRoute): Promise<Route> {
  const module = await manifest.pageMap.get(component)?.();
  if (!module) throw new Error(`Nothing was compiled for ${route}`);
  const head = styles.map(styleSheet).join('');
  return { path: route, isFile: type === 'endpoint', head, page: module.page() };
}

type Params = Record<string, string>;

function placesOfRoute({ path, isFile, head, page }: Route): Place[] {
  const all = page.getStaticPaths?.() ?? [{ params: {} }];
  return all.map(({ params, props = {} }) => {
    const pathname = path.replace(/\[(\w+)\]/g, (_, name: string) => params[name] as string);
    return isFile
      ? { pathname, isFile, make: () => fileOf(page, params, props) }
      : { pathname: pathname.replace(/\/?$/, '/'), isFile, make: () => made(page, params, props, head) };
  });
}

function made({ default: component }: PageModule, params: Params, props: Props, head: string) {
  return pageOf(component as Component, props, { params, head, scriptAddress, scripts: new Set() });
}

async function fileOf({ GET }: PageModule, params: Params, props: Props): Promise<Uint8Array> {
  const response = await GET?.({ params, props });
  if (!response) throw new Error('A file has no GET');
  return new Uint8Array(await response.arrayBuffer());
}

const base = manifest.base.replace(/\/$/, '');
const addressOf = (compiled: string): string => `${base}/${compiled.replace(/^\//, '')}`;

function styleSheet({ type, src }: CompiledRoute['styles'][number]): string {
  // astro.config.mjs has them all in files: the policy of the pages allows no other.
  if (type !== 'external' || src === undefined) throw new Error('A style sheet was compiled into its page');
  return `<link rel="stylesheet" href="${addressOf(src)}">`;
}

function scriptAddress(id: string): string {
  const compiled = manifest.entryModules[id];
  if (!compiled) throw new Error(`No script was compiled for ${id}`);
  return addressOf(compiled);
}

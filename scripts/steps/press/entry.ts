/** What the compiled site offers to a printer: its pages and files, each made when it is asked for. */
import { manifest, type PageModule } from 'virtual:astro:manifest';
import { followPlan, snapshots } from '../../../src/components/site.ts';
import type { SitePlan } from '../../../src/components/site-plan.ts';
import { type Component, pageOf, type Redirect } from './runtime.ts';

export interface Place {
  /** Below the site's base; that of a page ends with a slash. */
  pathname: string;
  /** Whether the path is that of the file itself. */
  isFile: boolean;
  make(): string | Redirect | Promise<Uint8Array>;
}

type Route = (typeof manifest.routes)[number];

/** Every page and file of a plan. */
export async function placesOf(plan: SitePlan): Promise<Place[]> {
  followPlan(plan);
  const ours = manifest.routes.filter(({ routeData }) => routeData.prerender);
  return (await Promise.all(ours.map(placesOfRoute))).flat();
}

/** Snapshots that pages were made of since it was asked last, each of which fits its schema. */
export const { takeSoundFiles } = snapshots;

async function placesOfRoute({ routeData, styles }: Route): Promise<Place[]> {
  const load = manifest.pageMap.get(routeData.component);
  if (!load) throw new Error(`Nothing was compiled for ${routeData.route}`);
  const page = (await load()).page();
  const head = styles.map(styleSheet).join('');
  const all = page.getStaticPaths?.() ?? [{ params: {} }];
  return all.map(({ params, props = {} }) => {
    const path = routeData.route.replace(/\[(\w+)\]/g, (_, name: string) => params[name] as string);
    return routeData.type === 'endpoint'
      ? { pathname: path, isFile: true, make: () => fileOf(page, params, props) }
      : { pathname: path.replace(/\/?$/, '/'), isFile: false, make: () => made(page, params, props, head) };
  });
}

function made({ default: component }: PageModule, params: Params, props: object, head: string) {
  return pageOf(component as Component, { ...props }, { params, head, scriptAddress, scripts: new Set() });
}

type Params = Record<string, string>;

async function fileOf({ GET }: PageModule, params: Params, props: object): Promise<Uint8Array> {
  const response = await GET?.({ params, props });
  if (!response) throw new Error('A file has no GET');
  return new Uint8Array(await response.arrayBuffer());
}

const base = manifest.base.replace(/\/$/, '');
const addressOf = (compiled: string): string => `${base}/${compiled.replace(/^\//, '')}`;

function styleSheet({ type, src }: Route['styles'][number]): string {
  // astro.config.mjs has them all in files: the policy of the pages allows no other.
  if (type !== 'external' || src === undefined) throw new Error('A style sheet was compiled into its page');
  return `<link rel="stylesheet" href="${addressOf(src)}">`;
}

function scriptAddress(id: string): string {
  const compiled = manifest.entryModules[id];
  if (!compiled) throw new Error(`No script was compiled for ${id}`);
  return addressOf(compiled);
}

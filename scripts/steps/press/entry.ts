/** What the compiled site offers to a printer. */
import { StaticPaths } from 'astro:static-paths';
import type { RouteData } from 'astro';
import { createApp } from 'astro/app/entrypoint';
import { followPlan, snapshots } from '../../../src/components/site.ts';
import type { SitePlan } from '../../../src/components/site-plan.ts';

// Written whole: a page of a static site is not streamed to anybody.
const app = createApp({ streaming: false });

export type Place = Awaited<ReturnType<InstanceType<typeof StaticPaths>['getAll']>>[number];

/** Every page and file of a plan. */
export function placesOf(plan: SitePlan): Promise<Place[]> {
  followPlan(plan);
  return new StaticPaths(app).getAll();
}

/** Snapshots that pages were made of since it was asked last, each of which fits its schema. */
export const { takeSoundFiles } = snapshots;

/** A page that fails comes with status 500; why, Astro says on stderr. */
export const render = (request: Request, routeData: RouteData): Promise<Response> =>
  app.render(request, { routeData });

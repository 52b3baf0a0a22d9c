/** Run by press.ts as a process of its own: prints the pages of a plan (GRIDPULSE_SITE_PLAN) into a folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openSitePlan } from '../../../src/components/site-plan.ts';
import { readConfig } from '../../../src/config.ts';
import { runScript } from '../run-script.ts';
import type { Place } from './entry.ts';
import { redirectPage } from './redirect-page.ts';
import { type Printed, SiteBuildError } from './run-child.ts';

const [entryFile = '', folder = ''] = process.argv.slice(2);
const { siteUrl = 'http://localhost:4321', basePath, sitePlanFile } = readConfig();
const plan = openSitePlan(sitePlanFile);
const base = basePath.replace(/\/$/, '');
const PAGES_A_REPORT = 50;

const isFile = ({ route }: Place) => route.type === 'endpoint';
const isCommon = ({ route }: Place) => route.params.length === 0;

/** Where static hosts look for a page. */
function fileOf(place: Place): string {
  if (isFile(place)) return place.pathname;
  return place.pathname === '/404' ? '404.html' : join(place.pathname, 'index.html');
}

const addressOf = (place: Place): URL =>
  new URL(`${base}${place.pathname}${isFile(place) || place.pathname.endsWith('/') ? '' : '/'}`, siteUrl);

/** A run that was killed must not have its pages written into the folder of the next. */
const isLeftAlone = (): boolean => process.send !== undefined && !process.connected;

/** Grid by grid and day by day: pages that read the same snapshots follow each other. */
function inOrder(all: Place[]): Place[] {
  const keyOf = ({ pathname }: Place) => {
    const [, , grid = '', , date = ''] = pathname.split('/');
    return `${grid} ${date}`;
  };
  return all
    .map((place) => ({ place, key: keyOf(place) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ place }) => place);
}

await runScript(async () => {
  const { places, render, takeSoundFiles } = (await import(entryFile)) as typeof import('./entry.ts');
  let unreported = 0;
  const report = async () => {
    const printed: Printed = { pages: unreported, soundFiles: takeSoundFiles() };
    if (process.connected) process.send?.(printed);
    unreported = 0;
    // Rendering leaves no pause in which the end of the run could be noticed.
    await setImmediate();
    if (isLeftAlone()) throw new SiteBuildError('The run that asked for these pages has ended.');
  };
  for (const place of inOrder(await places())) {
    if (isCommon(place) && !plan.makesCommonPages) continue;
    const response = await render(new Request(addressOf(place)), place.route);
    const movedTo = response.headers.get('Location');
    if (response.status !== (movedTo ? 302 : place.pathname === '/404' ? 404 : 200)) {
      throw new SiteBuildError(`The page ${place.pathname} cannot be made (${response.status}).`);
    }
    const file = join(folder, fileOf(place));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, movedTo ? redirectPage(movedTo) : Buffer.from(await response.arrayBuffer()));
    if (!isFile(place) && ++unreported >= PAGES_A_REPORT) await report();
  }
  await report();
  process.disconnect?.();
});

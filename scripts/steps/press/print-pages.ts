/** Run by printers.ts as a process of its own: prints the pages of a plan into a folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConfig } from '../../../src/config.ts';
import { tighten } from '../../../src/formats/tighten.ts';
import { runScript } from '../run-script.ts';
import type { Place } from './entry.ts';
import type { Order, Printed } from './printers.ts';
import { redirectPage } from './redirect-page.ts';
import { SiteBuildError } from './run-child.ts';

const [entryFile = ''] = process.argv.slice(2);
const { siteUrl = 'http://localhost:4321', basePath } = readConfig();
const base = basePath.replace(/\/$/, '');

const isFile = ({ route }: Place) => route.type === 'endpoint';

/** Where static hosts look for a page. */
function fileOf(place: Place): string {
  if (isFile(place)) return place.pathname;
  return place.pathname === '/404' ? '404.html' : join(place.pathname, 'index.html');
}

const addressOf = (place: Place): URL =>
  new URL(`${base}${place.pathname}${isFile(place) || place.pathname.endsWith('/') ? '' : '/'}`, siteUrl);

/** Grid by grid and day by day, as pages that read the same snapshots should follow each other. */
function inGroups(all: readonly Place[]): Place[][] {
  const partsOf = ({ pathname }: Place) => pathname.split('/');
  const gridOf = (place: Place) => partsOf(place)[2] ?? '';
  const dateOf = (place: Place) => partsOf(place)[4] ?? '';
  const groups = [...Map.groupBy(all, gridOf)].sort(([one], [other]) => (one < other ? -1 : 1));
  return groups.map(([, places]) =>
    places
      .map((place) => ({ place, date: dateOf(place) }))
      .sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)))
      .map(({ place }) => place),
  );
}

const contentOf = async (response: Response, place: Place): Promise<string | Buffer> =>
  isFile(place) ? Buffer.from(await response.arrayBuffer()) : tighten(await response.text());

/** A run that was killed must not have its pages written into the folder of the next. */
const giveUp = () => process.exit(1);
process.once('disconnect', giveUp);

const told = <Message>(): Promise<Message> =>
  new Promise((hear) => process.once('message', (message) => hear(message as Message)));

await runScript(async () => {
  const ordered = told<Order>();
  const { placesOf, render, takeSoundFiles } = (await import(entryFile)) as typeof import('./entry.ts');
  const { plan, folder } = await ordered;

  async function print(place: Place): Promise<void> {
    const response = await render(new Request(addressOf(place)), place.route);
    const movedTo = response.headers.get('Location');
    if (response.status !== (movedTo ? 302 : place.pathname === '/404' ? 404 : 200)) {
      throw new SiteBuildError(`The page ${place.pathname} cannot be made (${response.status}).`);
    }
    const file = join(folder, fileOf(place));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, movedTo ? redirectPage(movedTo) : await contentOf(response, place));
  }

  const groups = inGroups(await placesOf(plan));
  const nextAfter = (pages: number): Promise<number> => {
    const next = told<number>();
    process.send?.({ pages, soundFiles: takeSoundFiles() } satisfies Printed);
    return next;
  };
  let group = groups[await nextAfter(0)];
  while (group) {
    for (const place of group) await print(place);
    group = groups[await nextAfter(group.filter((place) => !isFile(place)).length)];
  }
  process.off('disconnect', giveUp);
  process.disconnect?.();
});

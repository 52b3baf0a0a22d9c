/** Run by printers.ts as a process of its own: prints the pages of a plan into a folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tighten } from '../../../src/formats/tighten.ts';
import { inWords, runScript } from '../run-script.ts';
import type { Place } from './entry.ts';
import type { Order, Printed } from './printers.ts';
import { redirectPage } from './redirect-page.ts';
import { SiteBuildError } from './run-child.ts';

const [entryFile = ''] = process.argv.slice(2);

/** Where static hosts look for a page. */
function fileOf({ pathname, isFile }: Place): string {
  if (isFile) return pathname;
  return pathname === '/404/' ? '404.html' : join(pathname, 'index.html');
}

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

/** @throws SiteBuildError with the page's name and what was the matter */
async function contentOf({ pathname, make }: Place): Promise<string | Uint8Array> {
  try {
    const made = await make();
    if (typeof made === 'string') return tighten(made);
    return made instanceof Uint8Array ? made : redirectPage(made.to);
  } catch (error) {
    throw new SiteBuildError(`${inWords(error)}\nSo the page ${pathname} cannot be made.`, { cause: error });
  }
}

/** A run that was killed must not have its pages written into the folder of the next. */
const giveUp = () => process.exit(1);
process.once('disconnect', giveUp);

const told = <Message>(): Promise<Message> =>
  new Promise((hear) => process.once('message', (message) => hear(message as Message)));

await runScript(async () => {
  const ordered = told<Order>();
  const { openPress, takeSoundFiles } = (await import(entryFile)) as typeof import('./entry.ts');
  const placesOf = await openPress();
  const { plan, folder } = await ordered;

  async function print(place: Place): Promise<void> {
    const content = await contentOf(place);
    const file = join(folder, fileOf(place));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  const groups = inGroups(placesOf(plan));
  const nextAfter = (pages: number): Promise<number> => {
    const next = told<number>();
    process.send?.({ pages, soundFiles: takeSoundFiles() } satisfies Printed);
    return next;
  };
  let group = groups[await nextAfter(0)];
  while (group) {
    for (const place of group) await print(place);
    group = groups[await nextAfter(group.filter(({ isFile }) => !isFile).length)];
  }
  process.off('disconnect', giveUp);
  process.disconnect?.();
});

/** npm run publish-archive: the store's months into the archive, as releases of a repository or as folders. */
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../src/config.ts';
import { type Archive, volumeName } from '../src/publish/archive.ts';
import { type MonthContent, type PublishedMonth, publishVolume } from '../src/publish/publish-volume.ts';
import { staleMonths } from './steps/archive-store.ts';
import { archivedMonths } from './steps/archived-months.ts';
import { openArchive } from './steps/open-archive.ts';
import { count } from './steps/progress.ts';
import { runScript } from './steps/run-script.ts';
import { withFilledStore } from './steps/with-store.ts';

const HELP = `Usage: npm run publish-archive -- [--to DIR [--stage]] [--from DIR] [--dry-run]

  (nothing)      what the store holds and the releases of GITHUB_REPOSITORY do not
  --to DIR       into a folder instead
  --stage        with --to: only what the releases lack, for a later --from
  --from DIR     from such a folder instead of the store
  --dry-run      prints what would be written, and writes nothing`;

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    from: { type: 'string' },
    stage: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const kilobytes = (bytes: number) => `${count(Math.ceil(bytes / 1000))} kB`;

function tell({ month, changed, bytes, unknownLines, damaged, keptRows }: PublishedMonth): void {
  const what = changed.length === 0 ? 'as it was' : `${changed.join(', ')} (${kilobytes(bytes)})`;
  console.log(`  ${volumeName(month)}: ${what}`);
  if (keptRows)
    console.log('    The archive holds more rows of this month than the store: its own were kept.');
  if (unknownLines > 0)
    console.log(
      `    ${count(unknownLines)} lines of testimony are in the archive and not in the store: kept. "npm run restore" ` +
        'brings them back into an empty store.',
    );
  for (const name of damaged)
    console.log(`    ${name} was missing or damaged and was written anew from the store.`);
}

function wouldWrite({ month, files }: MonthContent): void {
  const sizes = [...files].map(([name, bytes]) => `${name} (${kilobytes(bytes.length)})`);
  console.log(`  ${volumeName(month)}: would offer ${sizes.join(', ') || 'nothing new'}`);
}

async function publish(contents: AsyncIterable<MonthContent>, target: Archive): Promise<void> {
  console.log(`Archive: ${target.label}`);
  for await (const content of contents) {
    if (values['dry-run']) wouldWrite(content);
    else tell(await publishVolume(target, content));
  }
}

async function publishStore(config: Config): Promise<void> {
  const target = openArchive(config, values.to);
  const base = values.stage ? openArchive(config, undefined) : target;
  await withFilledStore(config, (store) => publish(staleMonths(store, base), target));
}

await runScript(async () => {
  if (values.help) return console.log(HELP);
  const config = readConfig();
  if (values.from === undefined) return publishStore(config);
  await publish(archivedMonths(openArchive(config, values.from)), openArchive(config, values.to));
});

/** npm run restore: fills an empty store from the archive; then an ingest goes on where it ended. */
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../src/config.ts';
import { MS_PER_HOUR } from '../src/grid/hour.ts';
import { ArchiveEmptyError } from '../src/publish/archive.ts';
import { type Month, monthOfInstant } from '../src/publish/month.ts';
import type { Store, TestimonyLoss } from '../src/store/store.ts';
import { clock } from './steps/clock.ts';
import { declareLostWords } from './steps/lost-words.ts';
import { openArchive } from './steps/open-archive.ts';
import { count, startProgress } from './steps/progress.ts';
import { isEmpty, restoreStore, StoreNotEmptyError } from './steps/restore-store.ts';
import { runScript, UsageError } from './steps/run-script.ts';
import { openStoreFor } from './steps/with-store.ts';

const HELP = `Usage: npm run restore -- [--from DIR] [--days N] [--if-needed]

  (nothing)      the whole archive, from the releases of GITHUB_REPOSITORY
  --from DIR     from a folder instead
  --days N       observations, revisions and predictions of the last N days only (of GRIDPULSE_HISTORY_DAYS at least), in whole months
  --if-needed    does nothing, and is content, where the store is filled or no archive is there yet; declares it where the
                 published snapshots are gone, which alone know what pages said`;

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    days: { type: 'string' },
    'if-needed': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function firstMonth(now: Date, historyDays: number): Month | null {
  if (values.days === undefined) return null;
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1) throw new UsageError('--days takes a whole number of days.');
  // Hours that recorded runs stand for are not asked for again, so all that a run looks back on must come back.
  return monthOfInstant(new Date(now.getTime() - Math.max(days, historyDays) * 24 * MS_PER_HOUR));
}

async function restore(store: Store, config: Config): Promise<void> {
  const archive = openArchive(config, values.from);
  const progress = startProgress('Restore', config.plainOutput);
  const now = clock(config)();
  const restored = await restoreStore(store, archive, {
    since: firstMonth(now, config.historyDays),
    now,
    onMonth: (month, rows) => progress.update(`${month}, ${count(rows)} rows`),
  });
  progress.done(
    `${restored.months} months, ${count(restored.rows)} rows, ${count(restored.lines)} lines of testimony from ${archive.label}`,
  );
  restored.losses.forEach(tell);
}

const tell = ({ kind, month, reason }: TestimonyLoss): void =>
  console.log(`LOST: ${kind} of ${month}: ${reason}.`);

/** What is no failure where it was only asked for if needed. */
function passedOver(error: unknown): string | null {
  if (error instanceof ArchiveEmptyError) return 'There is no archive yet: the store begins from nothing.';
  return error instanceof StoreNotEmptyError ? 'The store is filled: nothing to restore.' : null;
}

async function restoreIfNeeded(store: Store, config: Config): Promise<void> {
  try {
    // Asked first: a store that is filled needs no archive, and no repository.
    if (!(await store.isRestoreOpen()) && !(await isEmpty(store))) throw new StoreNotEmptyError();
    await restore(store, config);
  } catch (error) {
    const words = passedOver(error);
    if (words === null) throw error;
    console.log(words);
  }
  const loss = await declareLostWords(store, config.snapshotDir, clock(config)());
  if (loss) tell(loss);
}

await runScript(async () => {
  if (values.help) return console.log(HELP);
  const config = readConfig();
  const store = await openStoreFor(config, { name: 'eia-api' });
  try {
    if (values['if-needed']) await restoreIfNeeded(store, config);
    else await restore(store, config);
  } finally {
    await store.close();
  }
});

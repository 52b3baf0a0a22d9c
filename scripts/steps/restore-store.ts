import type { Observation } from '../../src/grid/observation.ts';
import {
  type Archive,
  ArchiveEmptyError,
  type Volume,
  VolumeUnreadableError,
} from '../../src/publish/archive.ts';
import type { Checksums } from '../../src/publish/checksums.ts';
import { type Month, monthsBetween } from '../../src/publish/month.ts';
import { observationsFromCsv } from '../../src/publish/observations-csv.ts';
import { unpackLines } from '../../src/publish/testimony-lines.ts';
import { csvName, readPackage, readUndamaged, testimonyName } from '../../src/publish/volume-content.ts';
import { checksumsOf, readChecked } from '../../src/publish/volume-files.ts';
import {
  type Store,
  TESTIMONY_KINDS,
  type TestimonyKind,
  type TestimonyLoss,
} from '../../src/store/store.ts';

/** A restore fills an empty store, and this one is not. */
export class StoreNotEmptyError extends Error {
  override name = 'StoreNotEmptyError';

  constructor() {
    super(
      'The store holds rows already, so nothing was restored: an archive fills an empty store. Name another ' +
        'GRIDPULSE_DATA_DIR or database, or use --if-needed to pass over a store that is filled.',
    );
  }
}

export interface RestoreOptions {
  /** Older months give what is small and must be known for good, but neither observations, revisions nor predictions. */
  since: Month | null;
  now: Date;
  onMonth?: (month: Month, rows: number) => void;
}

export interface Restored {
  months: number;
  rows: number;
  lines: number;
  losses: TestimonyLoss[];
}

/** Grows with the archive and is wanted only as far back as observations are. */
const LARGE: readonly TestimonyKind[] = ['revisions', 'predictions'];

/**
 * Fills an empty store from an archive, every file checked against its checksum. One that was killed goes on
 * when it is called again. Testimony that is not found, or not undamaged, is declared lost.
 *
 * @throws ArchiveEmptyError, StoreNotEmptyError, ChecksumMismatchError, VolumeUnreadableError
 */
export async function restoreStore(
  store: Store,
  archive: Archive,
  options: RestoreOptions,
): Promise<Restored> {
  const months = await archive.months();
  if (months.length === 0) {
    throw new ArchiveEmptyError(
      `There is no archive in ${archive.label}, so nothing was restored. Name the repository (GITHUB_REPOSITORY) or the folder (--from DIR) that holds one.`,
    );
  }
  if (!(await store.isRestoreOpen()) && !(await isEmpty(store))) throw new StoreNotEmptyError();
  await store.beginRestore();
  const restored: Restored = {
    months: months.length,
    rows: 0,
    lines: 0,
    losses: goneMonths(months, options.now),
  };
  for (const month of months) {
    const rows = await restoreMonth(store, (await archive.volume(month)) as Volume, options, restored);
    options.onMonth?.(month, rows);
  }
  await store.declareLosses(restored.losses);
  await store.endRestore();
  await store.vacuum();
  return restored;
}

export const isEmpty = async (store: Store): Promise<boolean> =>
  (await store.readObservedRange()) === null && (await store.recentRuns(1)).length === 0;

/** Between the first volume and the last there is one a month. */
function goneMonths(months: readonly Month[], declaredAt: Date): TestimonyLoss[] {
  const gone = monthsBetween(months[0] as Month, months.at(-1) as Month).filter(
    (month) => !months.includes(month),
  );
  const reason = 'the archive has no volume of this month';
  return gone.flatMap((month) => TESTIMONY_KINDS.map((kind) => ({ declaredAt, kind, month, reason })));
}

async function restoreMonth(
  store: Store,
  volume: Volume,
  { since, now }: RestoreOptions,
  restored: Restored,
): Promise<number> {
  const sums = await checksumsOf(volume);
  const described = await readPackage(volume, sums);
  if (!described) return 0;
  await store.claimProvenance(described.state.provenance);
  const isWanted = since === null || volume.month >= since;
  for (const kind of TESTIMONY_KINDS) {
    if (!isWanted && LARGE.includes(kind)) continue;
    await restoreKind(store, volume, sums, { kind, now, restored });
  }
  const rows = isWanted ? await restoreObservations(store, volume, sums, now) : 0;
  restored.rows += rows;
  return rows;
}

async function restoreKind(
  store: Store,
  volume: Volume,
  sums: Checksums,
  { kind, now, restored }: { kind: TestimonyKind; now: Date; restored: Restored },
): Promise<void> {
  const file = testimonyName(kind, volume.month);
  if (!sums.has(file)) return;
  const bytes = await readUndamaged(volume, sums, file);
  if (!bytes) {
    const reason = `${file} is not in the archive as its checksum says`;
    restored.losses.push({ declaredAt: now, kind, month: volume.month, reason });
    return;
  }
  const lines = unpackLines(bytes);
  await store.restoreTestimony({ kind, part: file, lines });
  restored.lines += lines.length;
}

/** Of no ingest run: these rows are older than any that will be asked for. */
const NO_RUN = 0;

async function restoreObservations(
  store: Store,
  volume: Volume,
  sums: Checksums,
  now: Date,
): Promise<number> {
  const file = csvName(volume.month);
  if (!sums.has(file)) return 0;
  const bytes = await readChecked(volume, sums, file);
  if (!bytes) throw new VolumeUnreadableError(volume.month, `${file} is missing`);
  const result = await store.upsertObservations(batches(bytes, volume.month, file), {
    runId: NO_RUN,
    seenAt: now,
  });
  await store.refreshSummaries(result.changedDays);
  return result.received;
}

async function* batches(bytes: Uint8Array, month: Month, file: string): AsyncGenerator<Observation[]> {
  try {
    yield* observationsFromCsv(bytes);
  } catch (cause) {
    throw new VolumeUnreadableError(month, `of ${file} ${(cause as Error).message}`, cause);
  }
}

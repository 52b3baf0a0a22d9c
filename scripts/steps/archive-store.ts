import type { Provenance } from '../../src/grid/observation.ts';
import type { Archive } from '../../src/publish/archive.ts';
import {
  hoursOfMonth,
  type Month,
  monthOfHour,
  monthOfInstant,
  monthsBetween,
  spanOfMonth,
} from '../../src/publish/month.ts';
import { observationsCsv } from '../../src/publish/observations-csv.ts';
import { observationsParquet } from '../../src/publish/observations-parquet.ts';
import type { MonthContent } from '../../src/publish/publish-volume.ts';
import { type RowsIdentity, rowsIdentity } from '../../src/publish/rows-hash.ts';
import { packLines } from '../../src/publish/testimony-lines.ts';
import { csvName, parquetName, readPackage, testimonyName } from '../../src/publish/volume-content.ts';
import { checksumsOf } from '../../src/publish/volume-files.ts';
import { type IngestRun, type Store, TESTIMONY_KINDS } from '../../src/store/store.ts';
import { HOLE_DAYS } from './find-holes.ts';
import { RUNS_REMEMBERED } from './ingest-latest.ts';
import { StoreEmptyError } from './write-snapshots.ts';

/**
 * The months of which an archive does not hold all that the store does, oldest first, each as what it shall
 * hold. Only months that a run has touched since are looked at, so that an hour's work does not grow with the archive.
 */
export async function* staleMonths(store: Store, archive: Archive): AsyncGenerator<MonthContent> {
  const provenance = await store.provenance();
  const months = await monthsHeld(store);
  if (!provenance || months.length === 0) {
    throw new StoreEmptyError(
      'The store holds nothing, so nothing was archived. Run "npm run ingest" first.',
    );
  }
  const archived = await archive.months();
  const runs = await store.recentRuns(RUNS_REMEMBERED);
  const newest = archived.at(-1);
  const upToRun = newest ? ((await stateOf(archive, newest))?.upToRun ?? 0) : 0;
  const isTouched = touchedSince(runs, upToRun, newest);
  const known = new Set(archived);
  for (const month of months) {
    const isLast = month === months.at(-1);
    if (known.has(month) && !isTouched(month) && !isLast) continue;
    const content = await contentOf(store, archive, month, { provenance, upToRun: runs[0]?.id ?? 0 });
    if (content.files.size > 0) yield content;
  }
}

/** Of observations and of testimony. */
async function monthsHeld(store: Store): Promise<Month[]> {
  const range = await store.readObservedRange();
  const span = await store.testimonySpan();
  const edges = [
    ...(range ? [monthOfHour(range.firstHour), monthOfHour(range.lastHour)] : []),
    ...(span ? [monthOfInstant(span.first), monthOfInstant(span.last)] : []),
  ].sort();
  return edges.length === 0 ? [] : monthsBetween(edges[0] as Month, edges.at(-1) as Month);
}

/**
 * A run writes rows of its window and of holes up to a month before it, and testimony of the month in which it
 * starts; what is said after the last run that was archived falls into that run's month or later.
 */
function touchedSince(runs: readonly IngestRun[], upToRun: number, newest: Month | undefined) {
  // A store that was filled anew counts its runs from one again.
  if (!runs.some(({ id }) => id === upToRun)) return () => true;
  const recent = runs.filter(({ id }) => id > upToRun);
  const touched = new Set<Month>(newest === undefined ? [] : [newest]);
  for (const { firstHour, lastHour, startedAt } of recent) {
    const first = monthOfHour(firstHour - HOLE_DAYS * 24);
    for (const month of monthsBetween(first, monthOfHour(lastHour))) touched.add(month);
    touched.add(monthOfInstant(startedAt));
  }
  const lastArchived = runs.find(({ id }) => id <= upToRun);
  if (lastArchived) touched.add(monthOfInstant(lastArchived.startedAt));
  return (month: Month) => touched.has(month);
}

async function stateOf(archive: Archive, month: Month) {
  const volume = await archive.volume(month);
  if (!volume) return null;
  return (await readPackage(volume, await checksumsOf(volume)))?.state ?? null;
}

async function contentOf(
  store: Store,
  archive: Archive,
  month: Month,
  made: { provenance: Provenance; upToRun: number },
): Promise<MonthContent> {
  const series = await store.readReported(hoursOfMonth(month));
  const identity = rowsIdentity(series);
  const held = await stateOf(archive, month);
  const files = new Map<string, Uint8Array>();
  if (series.length > 0 && (!held || isNews(identity, held))) {
    files.set(csvName(month), observationsCsv(series));
    files.set(parquetName(month), observationsParquet(series));
  }
  for (const kind of TESTIMONY_KINDS) {
    const lines = await store.readTestimony(kind, spanOfMonth(month));
    if (lines.length > 0) files.set(testimonyName(kind, month), packLines(lines));
  }
  return { month, files, state: { ...made, ...identity } };
}

/** Of fewer rows than are archived nothing is made: they are kept there. */
const isNews = (identity: RowsIdentity, held: RowsIdentity) =>
  identity.rowsHash !== held.rowsHash && identity.rowCount >= held.rowCount;

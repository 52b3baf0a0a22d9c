import { type Archive, ArchiveProvenanceError, type Volume, volumeName } from './archive.ts';
import { type Checksums, sha256 } from './checksums.ts';
import {
  type ArchiveState,
  DATA_PACKAGE,
  type DescribedFile,
  dataPackageJson,
  describeFile,
  type ReadPackage,
} from './data-package.ts';
import type { Month } from './month.ts';
import { appendLines, packLines, unpackLines } from './testimony-lines.ts';
import { isTestimony, readPackage, readUndamaged } from './volume-content.ts';
import { checksumsOf, replaceFiles } from './volume-files.ts';

/** What the archive shall hold of a month, beside what it holds: observations whole, testimony as additions. */
export interface MonthContent {
  month: Month;
  files: ReadonlyMap<string, Uint8Array>;
  state: ArchiveState;
}

export interface PublishedMonth {
  month: Month;
  /** The files that were written; none where the archive held it all. */
  changed: string[];
  bytes: number;
  /** Lines of testimony that the archive holds and the store does not: kept. */
  unknownLines: number;
  /** Testimony that the archive ought to hold and did not, or not undamaged: written anew from the store. */
  damaged: string[];
  /** The archive holds more rows of the month than the store does, so its observations were kept. */
  keptRows: boolean;
}

/**
 * Brings a volume up to date, making it where there is none. It never loses: observations give way only to at
 * least as many rows, and testimony is added to.
 *
 * @throws ArchiveProvenanceError
 */
export async function publishVolume(archive: Archive, content: MonthContent): Promise<PublishedMonth> {
  const { month, state } = content;
  const volume = (await archive.volume(month)) ?? (await archive.create(month));
  const sums = await checksumsOf(volume);
  const held = await readPackage(volume, sums);
  assertSameProvenance(held, content);
  const keptRows = held !== null && state.rowCount < held.state.rowCount;
  const { files, unknownLines, damaged } = await additions(volume, sums, content, keptRows);
  // The run alone is no news: the volume of its month holds its record.
  if (held && files.size === 0) return { month, changed: [], bytes: 0, unknownLines, damaged, keptRows };
  const after = keptRows ? { ...held.state, upToRun: state.upToRun } : state;
  files.set(DATA_PACKAGE, dataPackageJson({ month, files: described(held, files), state: after }));
  const changed = await replaceFiles(volume, files, damaged);
  const bytes = changed.reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0);
  return { month, changed, bytes, unknownLines, damaged, keptRows };
}

function assertSameProvenance(held: ReadPackage | null, { month, state }: MonthContent): void {
  if (!held || held.state.provenance === state.provenance) return;
  throw new ArchiveProvenanceError(
    `${volumeName(month)} holds "${held.state.provenance}" numbers and was to take "${state.provenance}" ones. Nothing was ` +
      'changed. Publish to another repository or folder, or remove the volumes.',
  );
}

async function additions(volume: Volume, sums: Checksums, { files }: MonthContent, keptRows: boolean) {
  const added = new Map<string, Uint8Array>();
  const damaged: string[] = [];
  let unknownLines = 0;
  for (const [name, bytes] of files) {
    if (!isTestimony(name)) {
      if (!keptRows && sums.get(name) !== sha256(bytes)) added.set(name, bytes);
      continue;
    }
    const archived = await readUndamaged(volume, sums, name);
    if (!archived) {
      if (sums.has(name)) damaged.push(name);
      added.set(name, bytes);
      continue;
    }
    const appended = appendLines(unpackLines(archived), unpackLines(bytes));
    unknownLines += appended.unknown;
    if (appended.added > 0) added.set(name, packLines(appended.lines));
  }
  return { files: added, unknownLines, damaged };
}

function described(
  held: ReadPackage | null,
  files: ReadonlyMap<string, Uint8Array>,
): Map<string, DescribedFile> {
  const all = new Map(held?.files);
  for (const [name, bytes] of files) all.set(name, describeFile(bytes));
  return all;
}

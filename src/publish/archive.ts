import type { Month } from './month.ts';

/**
 * The archive is a row of volumes, one a month, each a few files. Two kinds of place can hold it: the releases
 * of a GitHub repository, and a folder. Both do only what is asked here; what keeps a volume whole while
 * it is replaced lies in volume-files.ts.
 */
export interface Archive {
  /** For a person. */
  label: string;
  /** The months of which there is a volume, oldest first. */
  months(): Promise<Month[]>;
  volume(month: Month): Promise<Volume | null>;
  create(month: Month): Promise<Volume>;
}

export interface Volume {
  month: Month;
  /** The names of the files that are wholly there. */
  list(): Promise<string[]>;
  read(name: string): Promise<Uint8Array>;
  /** Puts a whole file there, or none. */
  add(name: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const PREFIX = 'data-';

/** What a month's volume is called: a release's tag, a folder's name. */
export const volumeName = (month: Month): string => `${PREFIX}${month}`;

/** The month of a volume's name; null of anything else. */
export const monthOfVolume = (name: string): Month | null =>
  /^data-\d{4}-\d{2}$/.test(name) ? name.slice(PREFIX.length) : null;

/** Whatever the archive refuses or cannot do, in words for the person who started it. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
}

/** There is no volume to restore from. */
export class ArchiveEmptyError extends ArchiveError {
  override name = 'ArchiveEmptyError';
}

/** A file is not what its volume's checksums say. */
export class ChecksumMismatchError extends ArchiveError {
  override name = 'ChecksumMismatchError';

  constructor(month: Month, file: string) {
    super(
      `${file} of ${volumeName(month)} is not the file that its SHA-256 checksum names. Nothing of it was used. ` +
        'Run again; if it stays so, the file was damaged or replaced: publish the month again from a store that holds it.',
    );
  }
}

/** A volume says nothing that this version can read. */
export class VolumeUnreadableError extends ArchiveError {
  override name = 'VolumeUnreadableError';

  constructor(month: Month, what: string, cause?: unknown) {
    super(
      `${volumeName(month)} cannot be read: ${what}. Nothing of it was used or changed. Publish the month again from a ` +
        'store that holds it, or remove the volume.',
      { cause },
    );
  }
}

/** Numbers of another kind lie there: measured and invented ones are never mixed. */
export class ArchiveProvenanceError extends ArchiveError {
  override name = 'ArchiveProvenanceError';
}

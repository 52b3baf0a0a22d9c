import { ChecksumMismatchError, type Volume, VolumeUnreadableError } from './archive.ts';
import type { Checksums } from './checksums.ts';
import { DATA_PACKAGE, parseDataPackage, type ReadPackage } from './data-package.ts';
import type { Month } from './month.ts';
import { readChecked } from './volume-files.ts';

export const csvName = (month: Month): string => `observations-${month}.csv.gz`;
export const parquetName = (month: Month): string => `observations-${month}.parquet`;
export const testimonyName = (kind: string, month: Month): string => `${kind}-${month}.ndjson.gz`;
export const isTestimony = (name: string): boolean => name.endsWith('.ndjson.gz');

/** What a volume says of itself; null where nothing was ever finished in it. */
export async function readPackage(volume: Volume, sums: Checksums): Promise<ReadPackage | null> {
  if (sums.size === 0) return null;
  const bytes = await readChecked(volume, sums, DATA_PACKAGE);
  if (!bytes) throw new VolumeUnreadableError(volume.month, `it has no ${DATA_PACKAGE}`);
  try {
    return parseDataPackage(bytes);
  } catch (cause) {
    throw new VolumeUnreadableError(volume.month, `its ${DATA_PACKAGE} is not GridPulse's`, cause);
  }
}

/** A file as it was written; null where it is gone or is another one. */
export async function readUndamaged(
  volume: Volume,
  sums: Checksums,
  name: string,
): Promise<Uint8Array | null> {
  try {
    return await readChecked(volume, sums, name);
  } catch (error) {
    if (error instanceof ChecksumMismatchError) return null;
    throw error;
  }
}

/**
 * A volume's files are replaced together, though its host can only add, rename and remove one at a time.
 *
 * Each new file is first added under a name of its own, beside the old one; then the new checksums, as
 * SHA256SUMS.next: from that moment the volume is what they say. Then each new file takes its name, and
 * last the checksums. Killed before that moment the volume is the old one, after it the new one, and both are
 * wholly there: a reader finds a file under the one name or the other, and the next writer goes on.
 */
import { ChecksumMismatchError, type Volume, VolumeUnreadableError } from './archive.ts';
import { type Checksums, formatChecksums, parseChecksums, sha256 } from './checksums.ts';

export const CHECKSUMS = 'SHA256SUMS';
const NEXT_CHECKSUMS = 'SHA256SUMS.next';
const PART = /\.[0-9a-f]{12}\.part$/;

const partName = (name: string, sum: string) => `${name}.${sum.slice(0, 12)}.part`;
const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function readChecksums(volume: Volume, name: string): Promise<Checksums> {
  const sums = parseChecksums(asText(await volume.read(name)));
  if (!sums) throw new VolumeUnreadableError(volume.month, `${name} is no list of checksums`);
  return sums;
}

/** What the volume holds; empty where nothing was ever finished in it. */
export async function checksumsOf(volume: Volume): Promise<Checksums> {
  const names = await volume.list();
  const current = [NEXT_CHECKSUMS, CHECKSUMS].find((name) => names.includes(name));
  return current ? readChecksums(volume, current) : new Map();
}

/**
 * A file of the volume, checked; null where the volume has none of that name.
 *
 * @throws ChecksumMismatchError
 */
export async function readChecked(volume: Volume, sums: Checksums, name: string): Promise<Uint8Array | null> {
  const sum = sums.get(name);
  if (sum === undefined) return null;
  const names = await volume.list();
  const found = [partName(name, sum), name].find((candidate) => names.includes(candidate));
  if (!found) return null;
  const bytes = await volume.read(found);
  if (sha256(bytes) !== sum) throw new ChecksumMismatchError(volume.month, name);
  return bytes;
}

/**
 * Makes the volume hold these files beside those that it has; says which ones changed.
 *
 * @param damaged files that are not what the volume's checksums say: written even where the sums are the same
 */
export async function replaceFiles(
  volume: Volume,
  files: ReadonlyMap<string, Uint8Array>,
  damaged: readonly string[] = [],
): Promise<string[]> {
  await recover(volume);
  const before = await checksumsOf(volume);
  const after = new Map(before);
  for (const [name, bytes] of files) after.set(name, sha256(bytes));
  const differs = (name: string) => before.get(name) !== after.get(name) || damaged.includes(name);
  const changed = [...files.keys()].filter(differs);
  if (changed.length === 0) return [];
  const isNew = before.size === 0;
  for (const name of changed) {
    const target = isNew ? name : partName(name, after.get(name) as string);
    await volume.add(target, files.get(name) as Uint8Array);
  }
  const sums = new TextEncoder().encode(formatChecksums(after));
  await volume.add(isNew ? CHECKSUMS : NEXT_CHECKSUMS, sums);
  if (!isNew) await finishSwap(volume);
  return changed;
}

/** Ends what a killed writer began, or removes it where it had not come far enough to count. */
async function recover(volume: Volume): Promise<void> {
  const names = await volume.list();
  if (names.includes(NEXT_CHECKSUMS)) return finishSwap(volume);
  const counts = names.includes(CHECKSUMS);
  for (const name of names) if (!counts || PART.test(name)) await volume.remove(name);
}

async function finishSwap(volume: Volume): Promise<void> {
  const sums = await readChecksums(volume, NEXT_CHECKSUMS);
  const names = new Set(await volume.list());
  const takePlace = async (from: string, to: string) => {
    if (names.has(to)) await volume.remove(to);
    await volume.rename(from, to);
  };
  for (const [name, sum] of sums) {
    const part = partName(name, sum);
    if (names.has(part)) await takePlace(part, name);
  }
  await takePlace(NEXT_CHECKSUMS, CHECKSUMS);
}

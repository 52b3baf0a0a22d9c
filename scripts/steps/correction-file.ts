import { isoSeconds } from '../../src/grid/hour.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { type Correction, correctionsSnapshot } from '../../src/snapshots/corrections.ts';
import { combineHashes } from '../../src/snapshots/input-hash.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import type { StoredCorrection } from '../../src/store/store.ts';
import { envelope } from './envelope.ts';

export const asPublished = ({ respondent, seenAt, ...rest }: StoredCorrection): Correction => ({
  ...rest,
  code: respondent,
  seenAt: isoSeconds(seenAt),
});

export const asStored = ({ code, seenAt, ...rest }: Correction): StoredCorrection => ({
  ...rest,
  respondent: code,
  seenAt: new Date(seenAt),
});

const lineOf = ({ code, date, seenAt, rule, was, now }: Correction) =>
  `${code} ${date} ${seenAt} ${rule} ${was} ${now}`;

/** `corrections.json`: every published sentence that a revision changed, newest first. */
export function writeCorrections(
  directory: string,
  oldestFirst: readonly Correction[],
  provenance: Provenance,
): void {
  const corrections = oldestFirst.toReversed();
  writeSnapshot(directory, 'corrections.json', correctionsSnapshot, {
    ...envelope(provenance, combineHashes(corrections.map(lineOf))),
    corrections,
  });
}

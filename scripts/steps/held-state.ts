import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeldDay, HeldDays } from '../../src/analyses/held-days.ts';
import { slugOf } from '../../src/grid/balancing-authority.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { snapshotPath, writeFileAtomically } from '../../src/snapshots/write.ts';
import { hashOfCode } from './code-hash.ts';
import { linkFile } from './link-files.ts';

/**
 * What one run leaves for the next, beside the snapshots it was made with: of each grid its days and
 * the fingerprints of its months. Derived: where it is missing, damaged, or made by other code, the next
 * run computes everything.
 */
export interface HeldState {
  days: HeldDays;
  /** By YYYY-MM. */
  months: ReadonlyMap<string, number>;
}

export const NO_STATE: HeldState = { days: new Map(), months: new Map() };

const CODE = ['src/analyses', 'src/grid', 'src/snapshots', 'src/formats', 'scripts/steps', 'data/reference'];

/** A hash of all that decides what a snapshot says, given the rows. */
export const snapshotsMadeBy = (provenance: Provenance): string => hashOfCode(CODE, [provenance]);

export const statePath = (snapshotDir: string, code: string) =>
  join(snapshotDir, 'state', `${slugOf(code)}.json`);

interface StateFile {
  madeBy: string;
  days: [string, HeldDay][];
  months: [string, number][];
}

export function writeHeldState(snapshotDir: string, code: string, madeBy: string, state: HeldState): void {
  const file: StateFile = { madeBy, days: [...state.days], months: [...state.months] };
  writeFileAtomically(statePath(snapshotDir, code), JSON.stringify(file));
}

/** `madeBy` names the code and the provenance that the state must come from. */
export function readHeldState(snapshotDir: string, code: string, madeBy: string): HeldState {
  try {
    const file = JSON.parse(readFileSync(statePath(snapshotDir, code), 'utf8')) as StateFile;
    if (file.madeBy !== madeBy) return NO_STATE;
    const pulses = new Set(readdirSync(snapshotPath(snapshotDir, `${slugOf(code)}/pulse`)));
    const days = file.days.filter(([date]) => pulses.has(`${date}.json`));
    return { days: new Map(days), months: new Map(file.months) };
  } catch {
    return NO_STATE;
  }
}

/** Puts a published file into the new snapshots as it is; the two share their bytes on the disk where they can. */
export function carryOver(publishedDir: string, directory: string, file: string): boolean {
  const from = snapshotPath(publishedDir, file);
  const to = snapshotPath(directory, file);
  if (!existsSync(from)) return false;
  linkFile(from, to);
  return true;
}

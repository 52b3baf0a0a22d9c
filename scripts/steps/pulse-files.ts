import { pulseCorrections } from '../../src/analyses/corrections.ts';
import type { PulseFields } from '../../src/analyses/pulse.ts';
import type { DayStory } from '../../src/analyses/pulse-stories.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { localDay } from '../../src/grid/hour.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import type { Correction } from '../../src/snapshots/corrections.ts';
import { combineHashes, screenedHash } from '../../src/snapshots/input-hash.ts';
import { pulseSnapshot } from '../../src/snapshots/pulse.ts';
import { rowsHasher, type StatementRows } from '../../src/snapshots/receipt.ts';
import { readIfChanged, writeSnapshot } from '../../src/snapshots/write.ts';
import { daysEnvelope } from './envelope.ts';
import { carryOver } from './held-state.ts';

/** What published sentences said before, and when this run sees what it sees. */
export interface Testimony {
  /** Oldest first. */
  corrections: readonly Correction[];
  seenAt: string;
}

export interface PulseFilesOrder {
  /** Where the new snapshots are made. */
  directory: string;
  /** Where the published ones lie; they may say something else. */
  publishedDirectory: string;
  ba: BalancingAuthority;
  report: BalancingAuthorityReport;
  provenance: Provenance;
  testimony: Testimony;
}

/**
 * Writes the pulse of every day that may say something else, carries the others over, and returns the
 * published sentences that a revision has replaced.
 */
export function writePulseFiles(order: PulseFilesOrder): Correction[] {
  const { ba, report, directory, publishedDirectory } = order;
  const hashOf = rowsHasher({ ...report.screened, timezone: ba.timezone });
  const latest = [...report.days.keys()].at(-1);
  for (const date of report.days.keys()) {
    if (!report.stories.has(date)) carryOver(publishedDirectory, directory, pulseFile(ba, date));
  }
  if (latest && !report.stories.has(latest))
    carryOver(publishedDirectory, directory, pulseFile(ba, 'latest'));
  return report.pulses.flatMap((pulse) => writePulse(order, pulse, hashOf, pulse.date === latest));
}

function writePulse(
  { directory, publishedDirectory, ba, report, provenance, testimony }: PulseFilesOrder,
  pulse: PulseFields,
  hashOf: (rows: StatementRows) => string,
  isLatest: boolean,
): Correction[] {
  const known = testimony.corrections.filter(({ code, date }) => code === ba.code && date === pulse.date);
  const receipt = pulse.receipt.map(({ rows, ...told }) => ({
    ...told,
    rows: { ...rows, hash: hashOf(rows) },
  }));
  const day = localDay(pulse.date, ba.timezone);
  const hashes = [
    screenedHash(report.screened, day.firstHour, day.hourCount),
    ...receipt.map(({ rows }) => rows.hash),
  ];
  const snapshotWith = (corrections: readonly Correction[]) => ({
    ...daysEnvelope({ ba, report, provenance }, pulse.date, combineHashes(hashes)),
    ...pulse,
    receipt,
    updates: corrections.map(({ code: _code, date: _date, ...update }) => update).toReversed(),
  });
  const write = (name: string, corrections: readonly Correction[]) =>
    writeSnapshot(directory, pulseFile(ba, name), pulseSnapshot, snapshotWith(corrections));

  const after = write(pulse.date, known);
  const before = readIfChanged(publishedDirectory, directory, pulseFile(ba, pulse.date), pulseSnapshot);
  const { story } = report.stories.get(pulse.date) as DayStory;
  const found =
    before?.provenance === after.provenance ? pulseCorrections({ before, after, story, hashOf }) : [];
  const fresh = found
    .map((update) => ({ ...update, code: ba.code, date: pulse.date, seenAt: testimony.seenAt }))
    .filter((correction) => !isLastKnown(known, correction));
  const all = [...known, ...fresh];
  if (fresh.length > 0) write(pulse.date, all);
  if (isLatest) write('latest', all);
  return fresh;
}

const pulseFile = (ba: BalancingAuthority, name: string) => `${slugOf(ba.code)}/pulse/${name}.json`;

/** A run that was killed between its testimony and its publication sees the same change again. */
function isLastKnown(known: readonly Correction[], { rule, was, now }: Correction): boolean {
  const last = known.findLast((correction) => correction.rule === rule);
  return last !== undefined && last.was === was && last.now === now;
}

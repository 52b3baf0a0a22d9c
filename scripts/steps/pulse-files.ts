import { pulseCorrections } from '../../src/analyses/corrections.ts';
import type { PulseFields } from '../../src/analyses/pulse.ts';
import type { DayStory } from '../../src/analyses/pulse-stories.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { hourToIso, type LocalDay, localDay } from '../../src/grid/hour.ts';
import type { Correction } from '../../src/snapshots/corrections.ts';
import type { DataAsOf } from '../../src/snapshots/envelope.ts';
import { combineHashes, inputHash } from '../../src/snapshots/input-hash.ts';
import { pulseSnapshot } from '../../src/snapshots/pulse.ts';
import { rowsHasher, type StatementRows } from '../../src/snapshots/receipt.ts';
import { readIfChanged, writeSnapshot } from '../../src/snapshots/write.ts';
import type { EnvelopeOf } from './balancing-authority-files.ts';

/** A pulse compares its day with the 30 days before it. Of older days it reads only what a record needs. */
const PULSE_DAYS_READ = 31;

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
  envelopeOf: EnvelopeOf;
  testimony: Testimony;
}

/** Writes the pulse of every day, and returns the published sentences that a revision has replaced. */
export function writePulseFiles(order: PulseFilesOrder): Correction[] {
  const { ba, report } = order;
  const hashOf = rowsHasher({ ...report.screened, timezone: ba.timezone });
  const inputHashes = pulseInputHashes(ba, report);
  return report.pulses.flatMap((pulse, index) => {
    const isLatest = index === report.pulses.length - 1;
    return writePulse(order, pulse, inputHashes[index] as string, hashOf, isLatest);
  });
}

function writePulse(
  { directory, publishedDirectory, ba, report, envelopeOf, testimony }: PulseFilesOrder,
  pulse: PulseFields,
  hash: string,
  hashOf: (rows: StatementRows) => string,
  isLatest: boolean,
): Correction[] {
  const known = testimony.corrections.filter(({ code, date }) => code === ba.code && date === pulse.date);
  const snapshotWith = (corrections: readonly Correction[]) => ({
    ...envelopeOf(hash),
    dataAsOf: dataAsOfDay(report.dataAsOf, localDay(pulse.date, ba.timezone)),
    ...pulse,
    receipt: pulse.receipt.map(({ rows, ...told }) => ({ ...told, rows: { ...rows, hash: hashOf(rows) } })),
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

/** As reported and as believed: a doubt raised by a later hour changes the pulse too. */
function pulseInputHashes(ba: BalancingAuthority, { pulses, screened }: BalancingAuthorityReport): string[] {
  const ofDays = pulses.map(({ date }) => {
    const { firstHour, hourCount } = localDay(date, ba.timezone);
    const { reported, trusted } = screened;
    return combineHashes([reported, trusted].map((frame) => inputHash(frame, firstHour, hourCount)));
  });
  return ofDays.map((_, i) => combineHashes(ofDays.slice(Math.max(0, i + 1 - PULSE_DAYS_READ), i + 1)));
}

/** A day's page must not change because later hours arrived: it says what was known of that day. */
export function dataAsOfDay(dataAsOf: DataAsOf, { firstHour, hourCount }: LocalDay): DataAsOf {
  const endOfDay = hourToIso(firstHour + hourCount - 1);
  const capped = Object.entries(dataAsOf).map(([family, iso]) => [
    family,
    iso && iso > endOfDay ? endOfDay : iso,
  ]);
  return Object.fromEntries(capped) as DataAsOf;
}

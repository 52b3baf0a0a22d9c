import { readFileSync } from 'node:fs';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import type { LocalDate } from '../../src/grid/hour.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { type DayLine, daysSnapshot } from '../../src/snapshots/days.ts';
import { combineHashes } from '../../src/snapshots/input-hash.ts';
import { pulseSnapshot } from '../../src/snapshots/pulse.ts';
import { readIfChanged, snapshotPath, writeSnapshot } from '../../src/snapshots/write.ts';
import type { Archive } from './carry-archive.ts';
import { daysEnvelope } from './envelope.ts';

export interface DaysOrder {
  /** Where the new snapshots are made, and where the published ones lie. */
  snapshotDir: string;
  publishedDir: string;
  ba: BalancingAuthority;
  report: BalancingAuthorityReport;
  provenance: Provenance;
}

/**
 * `{ba}/days.json`: a line for each pulse. It says of its data what the newest pulse does, so that hours of a day
 * that has none yet change nothing.
 */
export function writeDays(order: DaysOrder, { keptDates }: Pick<Archive, 'keptDates'>): void {
  const { snapshotDir, ba, report } = order;
  const kept = keptLines(order, keptDates);
  const told = [...report.days.values()].map(({ summary: { date, status, peakMwh } }) => ({
    date,
    status,
    peakDemandMwh: peakMwh?.value ?? null,
  }));
  const days = [...kept, ...told.filter(({ date }) => !keptDates.includes(date))];
  const newest = days.at(-1);
  if (!newest) return;
  writeSnapshot(snapshotDir, fileOf(ba), daysSnapshot, {
    ...daysEnvelope(order, newest.date, combineHashes(days.map((day) => JSON.stringify(day)))),
    days,
  });
}

const fileOf = (ba: BalancingAuthority) => `${slugOf(ba.code)}/days.json`;

/** Of days that are carried over, the lines that were published with them, or what their pulses say. */
function keptLines({ snapshotDir, publishedDir, ba }: DaysOrder, dates: readonly LocalDate[]): DayLine[] {
  if (dates.length === 0) return [];
  const published = readIfChanged(publishedDir, snapshotDir, fileOf(ba), daysSnapshot)?.days ?? [];
  const lines = new Map(published.map((day) => [day.date, day]));
  return dates.map((date) => lines.get(date) ?? lineOfPulse(snapshotDir, ba, date));
}

function lineOfPulse(snapshotDir: string, ba: BalancingAuthority, date: LocalDate): DayLine {
  const file = snapshotPath(snapshotDir, `${slugOf(ba.code)}/pulse/${date}.json`);
  const { status, peak } = pulseSnapshot.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { date, status, peakDemandMwh: peak?.demandMwh ?? null };
}

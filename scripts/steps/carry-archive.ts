import { rmSync } from 'node:fs';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { addDays, isoToHour, type LocalDate, localDate } from '../../src/grid/hour.ts';
import type { Correction } from '../../src/snapshots/corrections.ts';
import { datedFiles } from '../../src/snapshots/read.ts';
import { snapshotPath } from '../../src/snapshots/write.ts';
import type { FilesWritten } from './balancing-authority-files.ts';
import { carryOver } from './held-state.ts';

/** A day's pulse looks back this far: days nearer to where the store begins would be told with less than they were. */
const LOOK_BACK_DAYS = 31;
/** Younger days are told anew whatever the store holds: EIA still revises them. */
const SETTLED_DAYS = 35;

export interface ArchiveOrder {
  /** Where the new snapshots are made, and where the published ones lie. */
  snapshotDir: string;
  publishedDir: string;
  ba: BalancingAuthority;
  report: BalancingAuthorityReport;
  now: Date;
}

export interface Archive {
  /** Days that are carried over as they were published, oldest first. */
  keptDates: LocalDate[];
  /** Days and months that are published and that the store no longer holds. */
  pulseDates: LocalDate[];
  months: string[];
  corrections: Correction[];
}

/**
 * What was published stays. A store that was filled anew holds only the last days (400 of them where the
 * schedule restores it): days before, and those that would now be told with less to look back on, are carried
 * over as they were, and nothing of them counts as corrected.
 */
export function carryArchive(
  { snapshotDir, publishedDir, ba, report, now }: ArchiveOrder,
  written: FilesWritten,
): Archive {
  const slug = slugOf(ba.code);
  const first = [...report.days.keys()][0];
  const namesIn = (folder: string) => datedFiles(publishedDir, `${slug}/${folder}`);
  const earlier = (names: readonly string[], before: string) => names.filter((name) => name < before);
  if (!first || earlier(namesIn('pulse'), first).length === 0) {
    return { keptDates: [], pulseDates: [], months: [], corrections: written.corrections };
  }
  const today = localDate(isoToHour(now.toISOString()), ba.timezone);
  const settled = [addDays(first, LOOK_BACK_DAYS), addDays(today, -SETTLED_DAYS)].sort()[0] as LocalDate;
  const keptBefore = [first, settled].sort()[1] as LocalDate;
  const keep = (path: string) => {
    rmSync(snapshotPath(snapshotDir, path), { force: true });
    carryOver(publishedDir, snapshotDir, path);
  };
  const keptDates = earlier(namesIn('pulse'), keptBefore);
  for (const folder of ['pulse', 'ducks']) {
    for (const date of earlier(namesIn(folder), keptBefore)) keep(`${slug}/${folder}/${date}.json`);
  }
  // The month in which the store begins was published whole.
  const months = namesIn('hourly').filter((month) => month <= first.slice(0, 7));
  for (const month of months) for (const type of ['json', 'csv']) keep(`${slug}/hourly/${month}.${type}`);
  return {
    keptDates,
    pulseDates: earlier(keptDates, first),
    months: earlier(months, first.slice(0, 7)),
    corrections: written.corrections.filter(({ date }) => date >= keptBefore),
  };
}

import type { ConsumptionOf } from '../../src/analyses/consumption.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { localDay } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { carbonSnapshot } from '../../src/snapshots/carbon.ts';
import { changesSnapshot } from '../../src/snapshots/changes.ts';
import { cleanWindowsSnapshot } from '../../src/snapshots/clean-windows.ts';
import type { Correction } from '../../src/snapshots/corrections.ts';
import { freshnessSnapshot } from '../../src/snapshots/freshness.ts';
import { combineHashes, hashUpTo, inputHash } from '../../src/snapshots/input-hash.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import { writeDuckFiles } from './duck-files.ts';
import { daysEnvelope, type EnvelopeOf, gridEnvelope } from './envelope.ts';
import type { HeldState } from './held-state.ts';
import { writeHourlyFiles } from './hourly-files.ts';
import type { ScoredOutlook } from './outlooks.ts';
import { type Testimony, writePulseFiles } from './pulse-files.ts';

export interface FilesOrder {
  /** Where the new snapshots are made, and where the published ones lie. */
  snapshotDir: string;
  publishedDir: string;
  ba: BalancingAuthority;
  frame: HourlyFrame;
  report: BalancingAuthorityReport;
  /** Of the published snapshots: what is not told anew is carried over from them. */
  held: HeldState;
  consumption: ReturnType<ConsumptionOf>;
  scored: ScoredOutlook | null;
  provenance: Provenance;
  testimony: Testimony;
}

export interface FilesWritten {
  /** Fingerprints by YYYY-MM. */
  months: Map<string, number>;
  /** New ones. */
  corrections: Correction[];
}

/** Writes every file of one balancing authority below `api/v1/{ba}/`. */
export function writeBalancingAuthorityFiles(order: FilesOrder): FilesWritten {
  const { snapshotDir, publishedDir, ba, frame, report, testimony } = order;
  const slug = slugOf(ba.code);
  const wholeHash = inputHash(frame, frame.firstHour, frame.hourCount);
  const envelopeOf: EnvelopeOf = (hash) => gridEnvelope(order, hash);

  const corrections = writePulseFiles({
    directory: snapshotDir,
    publishedDirectory: publishedDir,
    ba,
    report,
    provenance: order.provenance,
    testimony,
  });
  writeSnapshot(snapshotDir, `${slug}/carbon.json`, carbonSnapshot, {
    ...envelopeOf(wholeHash),
    ...report.carbon,
    ...order.consumption,
  });
  if (order.scored?.outlook) {
    const { outlook, accuracy } = order.scored;
    writeSnapshot(snapshotDir, `${slug}/clean-windows.json`, cleanWindowsSnapshot, {
      ...envelopeOf(combineHashes([wholeHash, JSON.stringify(accuracy)])),
      ...outlook,
      accuracy,
    });
  }
  writeDuckFiles(order);
  writeChanges(order);
  writeSnapshot(snapshotDir, `${slug}/freshness.json`, freshnessSnapshot, {
    ...envelopeOf(wholeHash),
    series: report.freshness,
  });
  const months = writeHourlyFiles({ ...order, held: order.held.months, envelopeOf });
  return { months, corrections };
}

/** `{ba}/changes.json`: a day, against those before it. */
function writeChanges(order: FilesOrder): void {
  const { snapshotDir, ba, frame, report } = order;
  const { date } = report.changes;
  const hash = date ? hashUpTo(frame, localDay(date, ba.timezone)) : combineHashes([]);
  writeSnapshot(snapshotDir, `${slugOf(ba.code)}/changes.json`, changesSnapshot, {
    ...daysEnvelope(order, date, hash),
    ...report.changes,
  });
}

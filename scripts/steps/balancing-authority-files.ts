import type { ConsumptionOf } from '../../src/analyses/consumption.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { carbonSnapshot } from '../../src/snapshots/carbon.ts';
import { changesSnapshot } from '../../src/snapshots/changes.ts';
import { cleanWindowsSnapshot } from '../../src/snapshots/clean-windows.ts';
import type { Correction } from '../../src/snapshots/corrections.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';
import { freshnessSnapshot } from '../../src/snapshots/freshness.ts';
import type { HourlySnapshot } from '../../src/snapshots/hourly.ts';
import { combineHashes, inputHash } from '../../src/snapshots/input-hash.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import { writeDuckFiles } from './duck-files.ts';
import type { HeldState } from './held-state.ts';
import { writeHourlyFiles } from './hourly-files.ts';
import type { ScoredOutlook } from './outlooks.ts';
import { type Testimony, writePulseFiles } from './pulse-files.ts';

export const SOURCES = {
  eia: [
    {
      title: 'U.S. Energy Information Administration, form EIA-930',
      url: 'https://www.eia.gov/electricity/gridmonitor/',
    },
    {
      title: 'GridPulse emission factors (EIA FAQ 74, EPA eGRID 2023, IPCC AR5)',
      url: 'https://www.epa.gov/egrid',
    },
  ],
  synthetic: [{ title: 'GridPulse sample: an invented grid, no real measurement', url: null }],
};

export const UNITS = {
  energy: 'MWh per hour, equal to average MW',
  carbonIntensity: 'kg CO2/MWh, equal to g/kWh',
};

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
  months: Map<string, string>;
  /** New ones. */
  corrections: Correction[];
}

/** Writes every file of one balancing authority below `api/v1/{ba}/`. */
export function writeBalancingAuthorityFiles(order: FilesOrder): FilesWritten {
  const { snapshotDir, publishedDir, ba, frame, report, provenance, testimony } = order;
  const slug = slugOf(ba.code);
  const wholeHash = inputHash(frame, frame.firstHour, frame.hourCount);
  const envelope = (hash: string) => ({
    schemaVersion: SCHEMA_VERSION as typeof SCHEMA_VERSION,
    provenance,
    inputHash: hash,
    sources: SOURCES[provenance],
    units: UNITS,
    balancingAuthority: { code: ba.code, name: ba.name, timezone: ba.timezone },
    dataAsOf: report.dataAsOf,
  });

  const corrections = writePulseFiles({
    directory: snapshotDir,
    publishedDirectory: publishedDir,
    ba,
    report,
    envelopeOf: envelope,
    testimony,
  });
  writeSnapshot(snapshotDir, `${slug}/carbon.json`, carbonSnapshot, {
    ...envelope(wholeHash),
    ...report.carbon,
    ...order.consumption,
  });
  if (order.scored?.outlook) {
    const { outlook, accuracy } = order.scored;
    writeSnapshot(snapshotDir, `${slug}/clean-windows.json`, cleanWindowsSnapshot, {
      ...envelope(combineHashes([wholeHash, JSON.stringify(accuracy)])),
      ...outlook,
      accuracy,
    });
  }
  writeDuckFiles(order, wholeHash, envelope);
  writeSnapshot(snapshotDir, `${slug}/changes.json`, changesSnapshot, {
    ...envelope(wholeHash),
    ...report.changes,
  });
  writeSnapshot(snapshotDir, `${slug}/freshness.json`, freshnessSnapshot, {
    ...envelope(wholeHash),
    series: report.freshness,
  });
  const months = writeHourlyFiles({ ...order, held: order.held.months, envelopeOf: envelope });
  return { months, corrections };
}

/** What every file carries, with the hash of what it was computed from. */
export type EnvelopeOf = (
  hash: string,
) => Omit<HourlySnapshot, 'month' | 'hourEnding' | 'localDate' | 'localHour' | 'seriesMwh' | 'flags'>;

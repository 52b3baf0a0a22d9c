import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { hourlyCsv } from '../../src/formats/csv.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { hourToIso, localDate, localHourOfDay } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { carbonSnapshot } from '../../src/snapshots/carbon.ts';
import { changesSnapshot } from '../../src/snapshots/changes.ts';
import type { Correction } from '../../src/snapshots/corrections.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';
import { freshnessSnapshot } from '../../src/snapshots/freshness.ts';
import { type HourlySnapshot, hourlySnapshot } from '../../src/snapshots/hourly.ts';
import { inputHash } from '../../src/snapshots/input-hash.ts';
import { snapshotPath, writeFileAtomically, writeSnapshot } from '../../src/snapshots/write.ts';
import { writeDuckFiles } from './duck-files.ts';
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
  provenance: Provenance;
  testimony: Testimony;
}

export interface FilesWritten {
  hourlyMonths: string[];
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
  });
  writeDuckFiles(snapshotDir, ba, report, wholeHash, envelope);
  writeSnapshot(snapshotDir, `${slug}/changes.json`, changesSnapshot, {
    ...envelope(wholeHash),
    ...report.changes,
  });
  writeSnapshot(snapshotDir, `${slug}/freshness.json`, freshnessSnapshot, {
    ...envelope(wholeHash),
    series: report.freshness,
  });
  return { hourlyMonths: writeHourlyMonths(snapshotDir, slug, ba, frame, report, envelope), corrections };
}

/** What every file carries, with the hash of what it was computed from. */
export type EnvelopeOf = (
  hash: string,
) => Omit<HourlySnapshot, 'month' | 'hourEnding' | 'localDate' | 'localHour' | 'seriesMwh' | 'flags'>;

function writeHourlyMonths(
  snapshotDir: string,
  slug: string,
  ba: BalancingAuthority,
  frame: HourlyFrame,
  report: BalancingAuthorityReport,
  envelope: EnvelopeOf,
): string[] {
  const months = monthsOf(frame, ba.timezone);
  for (const { month, firstHour, hourCount } of months) {
    const indexes = Array.from({ length: hourCount }, (_, i) => firstHour - frame.firstHour + i);
    const hours = indexes.map((i) => frame.firstHour + i);
    const seriesMwh = Object.fromEntries(
      [...frame.series.keys()].sort().map((kind) => {
        const values = frame.series.get(kind) as Float64Array;
        return [kind, indexes.map((i) => (Number.isNaN(values[i]) ? null : (values[i] as number)))];
      }),
    );
    const snapshot = writeSnapshot(snapshotDir, `${slug}/hourly/${month}.json`, hourlySnapshot, {
      ...envelope(inputHash(frame, firstHour, hourCount)),
      month,
      hourEnding: hours.map(hourToIso),
      localDate: hours.map((hour) => localDate(hour, ba.timezone)),
      localHour: hours.map((hour) => localHourOfDay(hour, ba.timezone)),
      seriesMwh,
      flags: report.screened.flags
        .filter((flag) => flag.hour >= firstHour && flag.hour < firstHour + hourCount)
        .map((flag) => ({
          series: flag.kind,
          hourEnding: hourToIso(flag.hour),
          reportedMwh: flag.reportedMwh,
          rule: flag.rule,
          reason: flag.reason,
        })),
    });
    writeFileAtomically(snapshotPath(snapshotDir, `${slug}/hourly/${month}.csv`), hourlyCsv(snapshot));
  }
  return months.map(({ month }) => month);
}

/** The frame cut into months of local days. */
function monthsOf(frame: HourlyFrame, timezone: string) {
  const months: { month: string; firstHour: number; hourCount: number }[] = [];
  for (let i = 0; i < frame.hourCount; i++) {
    const hour = frame.firstHour + i;
    const month = localDate(hour, timezone).slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.hourCount++;
    else months.push({ month, firstHour: hour, hourCount: 1 });
  }
  return months;
}

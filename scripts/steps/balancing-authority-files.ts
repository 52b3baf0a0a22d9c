import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { hourlyCsv } from '../../src/formats/csv.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { hourToIso, localDate, localDay, localHourOfDay } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { carbonSnapshot } from '../../src/snapshots/carbon.ts';
import { changesSnapshot } from '../../src/snapshots/changes.ts';
import { ducksSnapshot } from '../../src/snapshots/ducks.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';
import { freshnessSnapshot } from '../../src/snapshots/freshness.ts';
import { type HourlySnapshot, hourlySnapshot } from '../../src/snapshots/hourly.ts';
import { combineHashes, inputHash } from '../../src/snapshots/input-hash.ts';
import { pulseSnapshot } from '../../src/snapshots/pulse.ts';
import { snapshotPath, writeFileAtomically, writeSnapshot } from '../../src/snapshots/write.ts';

/** A pulse compares its day with the 30 days before it. Of older days it reads only what a record needs. */
const PULSE_DAYS_READ = 31;

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

/** Writes every file of one balancing authority below `api/v1/{ba}/`. Returns the months of its downloads. */
export function writeBalancingAuthorityFiles(
  snapshotDir: string,
  ba: BalancingAuthority,
  frame: HourlyFrame,
  report: BalancingAuthorityReport,
  provenance: Provenance,
): { hourlyMonths: string[] } {
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

  writePulses(snapshotDir, slug, ba, report, envelope);
  writeSnapshot(snapshotDir, `${slug}/carbon.json`, carbonSnapshot, {
    ...envelope(wholeHash),
    ...report.carbon,
  });
  writeSnapshot(snapshotDir, `${slug}/ducks.json`, ducksSnapshot, {
    ...envelope(wholeHash),
    days: report.ducks,
  });
  writeSnapshot(snapshotDir, `${slug}/changes.json`, changesSnapshot, {
    ...envelope(wholeHash),
    ...report.changes,
  });
  writeSnapshot(snapshotDir, `${slug}/freshness.json`, freshnessSnapshot, {
    ...envelope(wholeHash),
    series: report.freshness,
  });
  return { hourlyMonths: writeHourlyMonths(snapshotDir, slug, ba, frame, report, envelope) };
}

type Envelope = (
  hash: string,
) => Omit<HourlySnapshot, 'month' | 'hourEnding' | 'localDate' | 'localHour' | 'seriesMwh' | 'flags'>;

function writePulses(
  snapshotDir: string,
  slug: string,
  ba: BalancingAuthority,
  report: BalancingAuthorityReport,
  envelope: Envelope,
): void {
  const dayHashes: string[] = [];
  for (const [index, pulse] of report.pulses.entries()) {
    const day = localDay(pulse.date, ba.timezone);
    // As reported and as believed: a doubt raised by a later hour changes the pulse too.
    const { reported, trusted } = report.screened;
    dayHashes.push(
      combineHashes([reported, trusted].map((read) => inputHash(read, day.firstHour, day.hourCount))),
    );
    const hash = combineHashes(dayHashes.slice(-PULSE_DAYS_READ));
    const lastHour = day.firstHour + day.hourCount - 1;
    // A day's page must not change because later hours arrived: it says what was known of that day.
    const asOf = Object.fromEntries(
      Object.entries(report.dataAsOf).map(([family, iso]) => [
        family,
        iso && iso > hourToIso(lastHour) ? hourToIso(lastHour) : iso,
      ]),
    ) as BalancingAuthorityReport['dataAsOf'];
    const snapshot = { ...envelope(hash), dataAsOf: asOf, ...pulse };
    writeSnapshot(snapshotDir, `${slug}/pulse/${pulse.date}.json`, pulseSnapshot, snapshot);
    if (index === report.pulses.length - 1) {
      writeSnapshot(snapshotDir, `${slug}/pulse/latest.json`, pulseSnapshot, snapshot);
    }
  }
}

function writeHourlyMonths(
  snapshotDir: string,
  slug: string,
  ba: BalancingAuthority,
  frame: HourlyFrame,
  report: BalancingAuthorityReport,
  envelope: Envelope,
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

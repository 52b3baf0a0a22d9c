import { rowsFingerprints } from '../../src/analyses/day-fingerprint.ts';
import { dataAsOfHour } from '../../src/analyses/freshness.ts';
import { flaggedHour } from '../../src/analyses/pulse.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { hourlyCsv } from '../../src/formats/csv.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { type HourEnding, hourToIso, localDate, localHourOfDay } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { type HourlySnapshot, hourlySnapshot } from '../../src/snapshots/hourly.ts';
import { inputHash } from '../../src/snapshots/input-hash.ts';
import { snapshotPath, writeFileAtomically, writeSnapshot } from '../../src/snapshots/write.ts';
import type { EnvelopeOf } from './envelope.ts';
import { carryOver } from './held-state.ts';

export interface HourlyFilesOrder {
  snapshotDir: string;
  publishedDir: string;
  ba: BalancingAuthority;
  frame: HourlyFrame;
  report: BalancingAuthorityReport;
  /** Fingerprints of the published months, by YYYY-MM. */
  held: ReadonlyMap<string, number>;
  envelopeOf: EnvelopeOf;
}

interface Month {
  month: string;
  firstHour: HourEnding;
  hourCount: number;
}

/** Writes the hours of each month as JSON and CSV, or carries them over; returns the months' fingerprints. */
export function writeHourlyFiles(order: HourlyFilesOrder): Map<string, number> {
  const fingerprintOf = rowsFingerprints(order.report.screened);
  return new Map(
    monthsOf(order.frame, order.ba.timezone).map((month) => {
      const fingerprint = fingerprintOf(month);
      if (order.held.get(month.month) !== fingerprint || !carryMonth(order, month)) writeMonth(order, month);
      return [month.month, fingerprint];
    }),
  );
}

const fileOf = (ba: BalancingAuthority, { month }: Month, type: 'csv' | 'json') =>
  `${slugOf(ba.code)}/hourly/${month}.${type}`;

const carryMonth = ({ publishedDir, snapshotDir, ba }: HourlyFilesOrder, month: Month): boolean =>
  (['csv', 'json'] as const).every((type) => carryOver(publishedDir, snapshotDir, fileOf(ba, month, type)));

function writeMonth({ snapshotDir, ba, frame, report, envelopeOf }: HourlyFilesOrder, month: Month): void {
  const { firstHour, hourCount } = month;
  const hours = Array.from({ length: hourCount }, (_, i) => firstHour + i);
  const isOfMonth = ({ hour }: { hour: HourEnding }) => hour >= firstHour && hour < firstHour + hourCount;
  const snapshot = writeSnapshot(snapshotDir, fileOf(ba, month, 'json'), hourlySnapshot, {
    ...envelopeOf(inputHash(frame, firstHour, hourCount)),
    dataAsOf: dataAsOfHour(report.dataAsOf, firstHour + hourCount - 1),
    month: month.month,
    hourEnding: hours.map(hourToIso),
    localDate: hours.map((hour) => localDate(hour, ba.timezone)),
    localHour: hours.map((hour) => localHourOfDay(hour, ba.timezone)),
    seriesMwh: seriesOf(frame, hours),
    flags: report.screened.flags.filter(isOfMonth).map(flaggedHour),
  });
  writeFileAtomically(snapshotPath(snapshotDir, fileOf(ba, month, 'csv')), hourlyCsv(snapshot));
}

function seriesOf(frame: HourlyFrame, hours: readonly HourEnding[]): HourlySnapshot['seriesMwh'] {
  const valueIn = (values: Float64Array) => (hour: HourEnding) => {
    const value = values[hour - frame.firstHour] as number;
    return Number.isNaN(value) ? null : value;
  };
  return Object.fromEntries(
    [...frame.series]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, values]) => [kind, hours.map(valueIn(values))]),
  );
}

/** The frame cut into months of local days. */
function monthsOf(frame: HourlyFrame, timezone: string): Month[] {
  const months: Month[] = [];
  for (let i = 0; i < frame.hourCount; i++) {
    const hour = frame.firstHour + i;
    const month = localDate(hour, timezone).slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.hourCount++;
    else months.push({ month, firstHour: hour, hourCount: 1 });
  }
  return months;
}

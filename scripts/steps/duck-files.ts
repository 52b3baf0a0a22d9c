import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { SOLAR_SOURCES, WIND_SOURCES } from '../../src/grid/energy-source.ts';
import { type LocalDate, localDay } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../../src/grid/observation.ts';
import { duckDaySnapshot } from '../../src/snapshots/duck-day.ts';
import { ducksSnapshot } from '../../src/snapshots/ducks.ts';
import { combineHashes, inputHash } from '../../src/snapshots/input-hash.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import type { EnvelopeOf } from './balancing-authority-files.ts';
import { dataAsOfDay } from './pulse-files.ts';

/** A duck's reasons and its usual curve read the 30 days before it. */
const DUCK_DAYS_READ = 31;
const DUCK_SERIES: readonly SeriesKind[] = [
  'demand',
  ...[...SOLAR_SOURCES, ...WIND_SOURCES].map(generationOf),
];

const duckSeriesOf = (frame: HourlyFrame): HourlyFrame => ({
  ...frame,
  series: new Map([...frame.series].filter(([kind]) => DUCK_SERIES.includes(kind))),
});

/** Of each day, a hash over what a duck is made of, as reported and as believed. */
function hashesByDay(
  { screened }: BalancingAuthorityReport,
  ba: BalancingAuthority,
  dates: LocalDate[],
): string[] {
  const read = [screened.reported, screened.trusted].map(duckSeriesOf);
  return dates.map((date) => {
    const day = localDay(date, ba.timezone);
    return combineHashes(read.map((frame) => inputHash(frame, day.firstHour, day.hourCount)));
  });
}

/** `{ba}/ducks.json`, and a file for each day that has a page of its own. */
export function writeDuckFiles(
  snapshotDir: string,
  ba: BalancingAuthority,
  report: BalancingAuthorityReport,
  wholeHash: string,
  envelopeOf: EnvelopeOf,
): void {
  const slug = slugOf(ba.code);
  writeSnapshot(snapshotDir, `${slug}/ducks.json`, ducksSnapshot, {
    ...envelopeOf(wholeHash),
    ...report.duckHistory,
    days: report.ducks,
  });
  const dates = report.ducks.map(({ date }) => date).reverse();
  const hashes = hashesByDay(report, ba, dates);
  const indexOf = new Map(dates.map((date, i) => [date, i]));
  for (const detail of report.duckDetails) {
    const { date } = detail.day;
    const upTo = (indexOf.get(date) as number) + 1;
    writeSnapshot(snapshotDir, `${slug}/ducks/${date}.json`, duckDaySnapshot, {
      ...envelopeOf(combineHashes(hashes.slice(Math.max(0, upTo - DUCK_DAYS_READ), upTo))),
      dataAsOf: dataAsOfDay(report.dataAsOf, localDay(date, ba.timezone)),
      ...detail,
    });
  }
}

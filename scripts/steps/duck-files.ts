import { hasDuckPage } from '../../src/analyses/duck-details.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { SOLAR_SOURCES, WIND_SOURCES } from '../../src/grid/energy-source.ts';
import { type LocalDate, localDay } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../../src/grid/observation.ts';
import { duckDaySnapshot } from '../../src/snapshots/duck-day.ts';
import { ducksSnapshot } from '../../src/snapshots/ducks.ts';
import { combineHashes, screenedHash } from '../../src/snapshots/input-hash.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import type { FilesOrder } from './balancing-authority-files.ts';
import type { EnvelopeOf } from './envelope.ts';
import { carryOver } from './held-state.ts';
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

/** Of a day, a hash over what a duck is made of, as reported and as believed. */
function dayHasher({ screened }: BalancingAuthorityReport, ba: BalancingAuthority) {
  const read = { reported: duckSeriesOf(screened.reported), trusted: duckSeriesOf(screened.trusted) };
  const known = new Map<LocalDate, string>();
  return (date: LocalDate): string => {
    const { firstHour, hourCount } = localDay(date, ba.timezone);
    const hash = known.get(date) ?? screenedHash(read, firstHour, hourCount);
    known.set(date, hash);
    return hash;
  };
}

/** `{ba}/ducks.json`, and a file for each day that has a page of its own. */
export function writeDuckFiles(
  {
    snapshotDir,
    publishedDir,
    ba,
    report,
  }: Pick<FilesOrder, 'snapshotDir' | 'publishedDir' | 'ba' | 'report'>,
  wholeHash: string,
  envelopeOf: EnvelopeOf,
): void {
  const fileOf = (name: string) => `${slugOf(ba.code)}/ducks${name}.json`;
  writeSnapshot(snapshotDir, fileOf(''), ducksSnapshot, {
    ...envelopeOf(wholeHash),
    ...report.duckHistory,
    days: report.ducks,
  });
  const dates = report.ducks.map(({ date }) => date).reverse();
  const indexOf = new Map(dates.map((date, i) => [date, i]));
  const hashOf = dayHasher(report, ba);
  const readOn = (date: LocalDate) => {
    const upTo = (indexOf.get(date) as number) + 1;
    return dates.slice(Math.max(0, upTo - DUCK_DAYS_READ), upTo);
  };
  const told = new Set(report.duckDetails.map(({ day }) => day.date));
  for (const duck of report.ducks) {
    if (hasDuckPage(duck) && !told.has(duck.date))
      carryOver(publishedDir, snapshotDir, fileOf(`/${duck.date}`));
  }
  for (const detail of report.duckDetails) {
    const { date } = detail.day;
    writeSnapshot(snapshotDir, fileOf(`/${date}`), duckDaySnapshot, {
      ...envelopeOf(combineHashes(readOn(date).map(hashOf))),
      dataAsOf: dataAsOfDay(report.dataAsOf, localDay(date, ba.timezone)),
      ...detail,
    });
  }
}

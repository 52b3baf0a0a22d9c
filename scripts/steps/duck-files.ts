import { hasDuckPage } from '../../src/analyses/duck-details.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, slugOf } from '../../src/grid/balancing-authority.ts';
import { SOLAR_SOURCES, WIND_SOURCES } from '../../src/grid/energy-source.ts';
import { type LocalDate, localDay } from '../../src/grid/hour.ts';
import { type HourlyFrame, withSeriesOnly } from '../../src/grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../../src/grid/observation.ts';
import { duckDaySnapshot } from '../../src/snapshots/duck-day.ts';
import { ducksSnapshot } from '../../src/snapshots/ducks.ts';
import { combineHashes, hashUpTo, screenedHash } from '../../src/snapshots/input-hash.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import type { FilesOrder } from './balancing-authority-files.ts';
import { daysEnvelope } from './envelope.ts';
import { carryOver } from './held-state.ts';

/** A duck's reasons and its usual curve read the 30 days before it. */
const DUCK_DAYS_READ = 31;
const DUCK_SERIES: readonly SeriesKind[] = [
  'demand',
  ...[...SOLAR_SOURCES, ...WIND_SOURCES].map(generationOf),
];

const duckSeriesOf = (frame: HourlyFrame): HourlyFrame => withSeriesOnly(frame, DUCK_SERIES);

/** Hashes over what ducks are made of: of a day, as reported and as believed; of all hours up to a day's end, as reported. */
function duckHasher({ screened }: BalancingAuthorityReport, ba: BalancingAuthority) {
  const read = { reported: duckSeriesOf(screened.reported), trusted: duckSeriesOf(screened.trusted) };
  const known = new Map<LocalDate, string>();
  return {
    ofDay(date: LocalDate): string {
      const { firstHour, hourCount } = localDay(date, ba.timezone);
      const hash = known.get(date) ?? screenedHash(read, firstHour, hourCount);
      known.set(date, hash);
      return hash;
    },
    upTo: (date: LocalDate): string => hashUpTo(read.reported, localDay(date, ba.timezone)),
  };
}

/** `{ba}/ducks.json`, and a file for each day that has a page of its own. */
export function writeDuckFiles(order: FilesOrder): void {
  const { snapshotDir, publishedDir, ba, report } = order;
  const fileOf = (name: string) => `${slugOf(ba.code)}/ducks${name}.json`;
  const dates = report.ducks.map(({ date }) => date).reverse();
  const hashes = duckHasher(report, ba);
  const newest = dates.at(-1) ?? null;
  writeSnapshot(snapshotDir, fileOf(''), ducksSnapshot, {
    ...daysEnvelope(order, newest, newest ? hashes.upTo(newest) : combineHashes([])),
    ...report.duckHistory,
    days: report.ducks,
  });
  const indexOf = new Map(dates.map((date, i) => [date, i]));
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
      ...daysEnvelope(order, date, combineHashes(readOn(date).map(hashes.ofDay))),
      ...detail,
    });
  }
}

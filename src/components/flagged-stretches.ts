import { ENERGY_SOURCES } from '../grid/energy-source.ts';
import { isoToHour } from '../grid/hour.ts';
import { energySourceOf, neighborOf, type SeriesKind } from '../grid/observation.ts';
import type { FlaggedHour } from '../snapshots/flagged-hour.ts';
import { familyName } from './families.ts';

/** Hours in a row that are doubted for the same reason. */
export interface FlaggedStretch extends Pick<FlaggedHour, 'series' | 'rule' | 'reason'> {
  firstHourEnding: string;
  lastHourEnding: string;
  reportedMwh: number[];
}

const goesOn = (stretch: FlaggedStretch, { hourEnding, rule, reason }: FlaggedHour): boolean =>
  stretch.rule === rule &&
  stretch.reason === reason &&
  isoToHour(hourEnding) - isoToHour(stretch.lastHourEnding) === 1;

/** In the order of their first hours. */
export function flaggedStretches(flags: readonly FlaggedHour[]): FlaggedStretch[] {
  const stretches: FlaggedStretch[] = [];
  for (const flag of flags) {
    const last = stretches.findLast(({ series, rule }) => series === flag.series && rule === flag.rule);
    if (last && goesOn(last, flag)) {
      last.lastHourEnding = flag.hourEnding;
      last.reportedMwh.push(flag.reportedMwh);
    } else {
      const { series, rule, reason, hourEnding, reportedMwh } = flag;
      stretches.push({
        series,
        rule,
        reason,
        firstHourEnding: hourEnding,
        lastHourEnding: hourEnding,
        reportedMwh: [reportedMwh],
      });
    }
  }
  return stretches;
}

/** `Demand`, `Solar`, `Interchange with PACW`. */
export function seriesName(kind: string): string {
  const source = energySourceOf(kind as SeriesKind);
  const neighbor = neighborOf(kind as SeriesKind);
  if (source) return ENERGY_SOURCES[source].name;
  return neighbor ? `Interchange with ${neighbor}` : familyName(kind);
}

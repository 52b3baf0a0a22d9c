/**
 * Negative net generation of a source that cannot store. Small negatives are the plants' own use
 * (solar at night, an idle unit) and are allowed: down to the greater of 10 MWh, 5 % of what the
 * source makes at its best, and 0.5 % of the system's size; hydro, which may hold pumped storage,
 * down to half of its best. Storage, "other" and "unknown" may be negative; so may a source that is
 * so in more than 3 % of its hours.
 */
import { type EnergySource, isStorage } from '../../grid/energy-source.ts';
import { energySourcesOf, type HourlyFrame, type HourlyValues } from '../../grid/hourly-frame.ts';
import { generationOf } from '../../grid/observation.ts';
import { extent, quantile } from '../statistics.ts';
import { type Finding, findingsWhere, type ScreeningRule } from './screening-rule.ts';
import { systemSizeMwh } from './series-scale.ts';

const MAY_BE_NEGATIVE: EnergySource[] = ['OTH', 'UNK'];
const HABIT_FRACTION = 0.03;
const ALWAYS_ALLOWED_MWH = 10;

/** Whether a source falls below what every source may. */
const isWellBelowZero = (frame: HourlyFrame, source: EnergySource): boolean =>
  extent(frame.series.get(generationOf(source)) as HourlyValues).low < -ALWAYS_ALLOWED_MWH;

function findingsOf(source: EnergySource, frame: HourlyFrame, systemSize: number): Finding[] {
  const kind = generationOf(source);
  const values = frame.series.get(kind) as HourlyValues;
  const ownUseFraction = source === 'WAT' ? 0.5 : 0.05;
  const floor = -Math.max(ALWAYS_ALLOWED_MWH, ownUseFraction * quantile(values, 0.98), 0.005 * systemSize);
  if (quantile(values, HABIT_FRACTION) < floor) return [];
  return findingsWhere(kind, values, (v) => v < floor, 'A source that cannot store reads well below zero.');
}

export const negativeGeneration: ScreeningRule = {
  name: 'negative-generation',
  findings({ trusted }) {
    const suspects = energySourcesOf(trusted)
      .filter((source) => !isStorage(source) && !MAY_BE_NEGATIVE.includes(source))
      .filter((source) => isWellBelowZero(trusted, source));
    if (suspects.length === 0) return [];
    const systemSize = systemSizeMwh(trusted);
    return suspects.flatMap((source) => findingsOf(source, trusted, systemSize));
  },
};

/**
 * A burst of one source, 10 to 100 times what it makes at its best, for at most six hours: beyond
 * 5 times the 98th percentile of its |values|, by more than 2 % of the system's size. Oil, gas,
 * other and storage may stand still for months and then run: they are judged by size alone.
 */
import type { EnergySource } from '../../grid/energy-source.ts';
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../../grid/observation.ts';
import { largestSize } from '../statistics.ts';
import type { ScreeningRule } from './screening-rule.ts';
import { absoluteQuantile, reachesLargest, systemSizeMwh } from './series-scale.ts';

const STEADY_SOURCES: EnergySource[] = ['NUC', 'GEO', 'COL', 'WAT', 'WND', 'WNB', 'SUN', 'SNB'];
const LONGEST_BURST_HOURS = 6;

function burstsOf(values: HourlyValues, limit: number): number[] {
  const found: number[] = [];
  let run: number[] = [];
  for (let i = 0; i <= values.length; i++) {
    if (i < values.length && Math.abs(values[i] as number) > limit) run.push(i);
    else {
      if (run.length <= LONGEST_BURST_HOURS) found.push(...run);
      run = [];
    }
  }
  return found;
}

const BESTS = 5;
const HIGH = 0.98;

interface Suspect {
  kind: SeriesKind;
  values: HourlyValues;
  /** The 98th percentile of its sizes, in MWh. */
  best: number;
}

/** A steady source that goes beyond several times its best. */
function suspectsOf(frame: HourlyFrame): Suspect[] {
  return STEADY_SOURCES.flatMap((source) => {
    const kind = generationOf(source);
    const values = frame.series.get(kind);
    if (!values || reachesLargest(values, HIGH, BESTS)) return [];
    const best = absoluteQuantile(values, HIGH);
    return best > 0 && largestSize(values) > BESTS * best ? [{ kind, values, best }] : [];
  });
}

export const sourceSpike: ScreeningRule = {
  name: 'source-spike',
  findings({ trusted }) {
    const suspects = suspectsOf(trusted);
    if (suspects.length === 0) return [];
    const margin = 0.02 * systemSizeMwh(trusted);
    const reason = 'Several times what this source makes at its best, for a few hours only.';
    return suspects.flatMap(({ kind, values, best }) =>
      burstsOf(values, Math.max(BESTS * best, best + margin)).map((index) => ({ kind, index, reason })),
    );
  },
};

/**
 * A burst of one source, 10 to 100 times what it makes at its best, for at most six hours: beyond
 * 5 times the 98th percentile of its |values|, by more than 2 % of the system's size. Oil, gas,
 * other and storage may stand still for months and then run: they are judged by size alone.
 */
import type { EnergySource } from '../../grid/energy-source.ts';
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import { generationOf } from '../../grid/observation.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';
import { absoluteQuantile, systemSizeMwh } from './series-scale.ts';

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

function findingsOf(frame: HourlyFrame, source: EnergySource, systemSize: number): Finding[] {
  const kind = generationOf(source);
  const values = frame.series.get(kind);
  if (!values) return [];
  const best = absoluteQuantile(values, 0.98);
  const limit = Math.max(5 * best, best + 0.02 * systemSize);
  const reason = 'Several times what this source makes at its best, for a few hours only.';
  return best > 0 ? burstsOf(values, limit).map((index) => ({ kind, index, reason })) : [];
}

export const sourceSpike: ScreeningRule = {
  name: 'source-spike',
  findings({ trusted }) {
    const systemSize = systemSizeMwh(trusted);
    return STEADY_SOURCES.flatMap((source) => findingsOf(trusted, source, systemSize));
  },
};

/**
 * Every source at zero at once, where the sources together never are: the report was empty, not the
 * grid. Also net generation of zero where it usually is well above.
 */
import { energySourcesOf, type HourlyFrame, type HourlyValues } from '../../grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../../grid/observation.ts';
import { extent, median, quantileOfSizes } from '../statistics.ts';
import { type Finding, findingsWhere, type ScreeningRule } from './screening-rule.ts';

/** How many sources each hour knows. */
function sourcesKnown(series: HourlyValues[], hourCount: number): Float64Array {
  const known = new Float64Array(hourCount);
  for (const values of series) {
    for (let i = 0; i < hourCount; i++) if (!Number.isNaN(values[i])) known[i] = (known[i] as number) + 1;
  }
  return known;
}

/** Sum of |generation| by hour; NaN where fewer sources are known than usual: the rest may have run. */
function grossGeneration(series: HourlyValues[], hourCount: number): HourlyValues {
  const known = sourcesKnown(series, hourCount);
  const usual = Math.max(1, median(known));
  const gross = new Float64Array(hourCount);
  for (const values of series) {
    for (let i = 0; i < hourCount; i++) {
      const value = Math.abs(values[i] as number);
      if (!Number.isNaN(value)) gross[i] = (gross[i] as number) + value;
    }
  }
  return gross.map((mwh, i) => ((known[i] as number) < usual ? Number.NaN : mwh));
}

const UNKNOWN = 0;
const STILL = 1;
const RUNS = 2;

/** Whether in some hour sources are known and all of them read zero. */
function standStillTogether(series: HourlyValues[], hourCount: number): boolean {
  if (series.some((values) => extent(values).low > 0 && extent(values).known === hourCount)) return false;
  const states = new Uint8Array(hourCount).fill(UNKNOWN);
  for (const values of series) {
    for (let i = 0; i < hourCount; i++) {
      const value = values[i] as number;
      if (value === 0) states[i] = Math.max(STILL, states[i] as number);
      else if (!Number.isNaN(value)) states[i] = RUNS;
    }
  }
  return states.includes(STILL);
}

/** Zero in some hour, but in at most one in fifty: then it is not a habit. */
const isSeldomZero = (values: HourlyValues): boolean =>
  extent(values).low <= 0 && values.includes(0) && quantileOfSizes(values, 0.02) > 0;

function zeroSources(frame: HourlyFrame): Finding[] {
  const kinds: SeriesKind[] = energySourcesOf(frame).map(generationOf);
  const series = kinds.map((kind) => frame.series.get(kind) as HourlyValues);
  if (!standStillTogether(series, frame.hourCount)) return [];
  const gross = grossGeneration(series, frame.hourCount);
  if (!isSeldomZero(gross)) return [];
  const reason = 'Every source reads zero in this hour.';
  return kinds.flatMap((kind) =>
    findingsWhere(kind, frame.series.get(kind) as HourlyValues, (_, i) => gross[i] === 0, reason),
  );
}

function zeroNetGeneration(frame: HourlyFrame): Finding[] {
  const values = frame.series.get('net-generation');
  if (!values || !isSeldomZero(values)) return [];
  return findingsWhere(
    'net-generation',
    values,
    (v) => v === 0,
    'Net generation reads zero where it never is.',
  );
}

export const allZeroProduction: ScreeningRule = {
  name: 'all-zero-production',
  findings: ({ trusted }) => [...zeroSources(trusted), ...zeroNetGeneration(trusted)],
};

/**
 * Every source at zero at once, where the sources together never are: the report was empty, not the
 * grid. Also net generation of zero where it usually is well above.
 */
import { energySourcesOf, type HourlyFrame, type HourlyValues } from '../../grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../../grid/observation.ts';
import { quantile } from '../statistics.ts';
import { type Finding, findingsWhere, type ScreeningRule } from './screening-rule.ts';

/** Sum of |generation| over the sources known in an hour; NaN where none is. */
function grossGeneration(series: HourlyValues[], hourCount: number): HourlyValues {
  const gross = new Float64Array(hourCount).fill(Number.NaN);
  for (const values of series) {
    for (let i = 0; i < hourCount; i++) {
      const value = Math.abs(values[i] as number);
      if (!Number.isNaN(value)) gross[i] = (Number.isNaN(gross[i]) ? 0 : (gross[i] as number)) + value;
    }
  }
  return gross;
}

/** Zero in at most one hour in fifty: then zero is not a habit. */
const neverZero = (values: HourlyValues): boolean => quantile(values.map(Math.abs), 0.02) > 0;

function zeroSources(frame: HourlyFrame): Finding[] {
  const kinds: SeriesKind[] = energySourcesOf(frame).map(generationOf);
  const gross = grossGeneration(
    kinds.map((kind) => frame.series.get(kind) as HourlyValues),
    frame.hourCount,
  );
  if (!neverZero(gross)) return [];
  const reason = 'Every source reads zero in this hour.';
  return kinds.flatMap((kind) =>
    findingsWhere(kind, frame.series.get(kind) as HourlyValues, (_, i) => gross[i] === 0, reason),
  );
}

function zeroNetGeneration(frame: HourlyFrame): Finding[] {
  const values = frame.series.get('net-generation');
  if (!values || !neverZero(values)) return [];
  return findingsWhere(
    'net-generation',
    values,
    (v) => v === 0,
    'Net generation reads zero where it never is.',
  );
}

export const allZeroProduction: ScreeningRule = {
  name: 'all-zero-production',
  findings: (frame) => [...zeroSources(frame), ...zeroNetGeneration(frame)],
};

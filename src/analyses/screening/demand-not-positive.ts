/** Demand, and a forecast of it, is above zero wherever people live. */
import type { HourlyFrame } from '../../grid/hourly-frame.ts';
import type { SeriesKind } from '../../grid/observation.ts';
import { extent, median } from '../statistics.ts';
import { type Finding, findingsWhere, type ScreeningRule } from './screening-rule.ts';

const KINDS: SeriesKind[] = ['demand', 'day-ahead-demand-forecast'];

export const negativeDemand: ScreeningRule = {
  name: 'negative-demand',
  findings: ({ trusted }) =>
    KINDS.flatMap((kind) => {
      const values = trusted.series.get(kind);
      if (!values || extent(values).low >= 0) return [];
      return findingsWhere(kind, values, (v) => v < 0, 'Demand cannot be negative.');
    }),
};

/** Zero is junk where demand is usually above it; a series that is mostly zero is left as it is. */
function zerosOf(frame: HourlyFrame, kind: SeriesKind): Finding[] {
  const values = frame.series.get(kind);
  if (!values || extent(values).low > 0 || !values.includes(0) || !(median(values) > 0)) return [];
  return findingsWhere(kind, values, (v) => v === 0, 'Zero demand where there is always some.');
}

export const zeroDemand: ScreeningRule = {
  name: 'zero-demand',
  findings: ({ trusted }) => KINDS.flatMap((kind) => zerosOf(trusted, kind)),
};

/**
 * Demand that stands still: the same number for hours on end. How long a run may be depends on how
 * much demand moves from hour to hour there, as small systems repeat whole megawatts by chance. The
 * first hour of the run is believed.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { median } from '../statistics.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';

function usualStepMwh(values: HourlyValues): number {
  const steps = values.map((value, i) =>
    i === 0 ? Number.NaN : Math.abs(value - (values[i - 1] as number)),
  );
  return median(steps);
}

/** The longest run of equal hours that chance, or a smooth turn at a peak, may explain. */
function longestChanceRun(stepMwh: number): number {
  if (stepMwh >= 20) return 4;
  if (stepMwh >= 5) return 6;
  return stepMwh >= 2 ? 8 : 12;
}

/** Runs of equal known values as [from, to). */
function equalRuns(values: HourlyValues): [number, number][] {
  const runs: [number, number][] = [];
  let from = 0;
  for (let i = 1; i <= values.length; i++) {
    if (i < values.length && values[i] === values[from]) continue;
    if (i - from > 1) runs.push([from, i]);
    from = i;
  }
  return runs;
}

export const flatDemand: ScreeningRule = {
  name: 'flat-demand',
  findings(frame): Finding[] {
    const values = frame.series.get('demand');
    if (!values) return [];
    const allowed = longestChanceRun(usualStepMwh(values));
    return equalRuns(values)
      .filter(([from, to]) => to - from > allowed)
      .flatMap(([from, to]) => {
        const reason = `Demand reads the same for ${to - from} hours in a row.`;
        return Array.from(
          { length: to - from - 1 },
          (_, k) => ({ kind: 'demand', index: from + 1 + k, reason }) as const,
        );
      });
  },
};

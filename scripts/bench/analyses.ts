import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import { BALANCING_AUTHORITIES } from '../../src/grid/balancing-authority.ts';
import { MS_PER_HOUR } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { Report } from './figure.ts';
import { LAST_HOUR } from './grid-rows.ts';
import { medianOf } from './timing.ts';

const BALANCING_AUTHORITY_COUNT = 60;

/** Everything that the snapshots say of 60 balancing authorities over 90 days, from frames in memory. */
export async function benchAnalyses(frames: Map<string, HourlyFrame>, report: Report): Promise<void> {
  const now = new Date(LAST_HOUR * MS_PER_HOUR);
  const known = BALANCING_AUTHORITIES.filter(({ code }) => frames.has(code)).slice(
    0,
    BALANCING_AUTHORITY_COUNT,
  );
  let reported = 0;
  const reportsMs = await medianOf(3, () => {
    for (const ba of known) {
      reported += balancingAuthorityReport(frames.get(ba.code) as HourlyFrame, ba, now).pulses.length;
    }
  });
  let sum = 0;
  const passMs = await medianOf(3, () => {
    for (const ba of known) {
      for (const values of frames.get(ba.code)?.series.values() ?? [])
        for (const value of values) sum += value;
    }
  });
  if (reported === 0 || Number.isNaN(sum))
    throw new Error('The analyses had nothing to say of whole frames.');
  report({
    what: `analyses, ${known.length} BAs x 90 days`,
    engine: 'node',
    value: reportsMs / 1_000,
    unit: 's',
    limit: { name: 'one sum over the same values', value: passMs / 1_000 },
  });
}

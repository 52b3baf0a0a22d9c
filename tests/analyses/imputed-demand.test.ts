import { describe, expect, it } from 'vitest';
import { aggregateFrame, type Member } from '../../src/analyses/aggregate-frame.ts';
import { imputedDemand } from '../../src/analyses/imputed-demand.ts';
import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { pulseSnapshot } from '../../src/snapshots/pulse.ts';
import { plausibleFrame } from './made-frames.ts';
import { gridOf } from './published-pulses.ts';

const FIRST = '2026-04-01';
const DAYS = 12;
const LATER = new Date('2026-06-01T00:00:00Z');
const GAP_AT = 6 * 24 + 10;

const scaled = (code: string, share: number): HourlyFrame => {
  const frame = plausibleFrame('CISO', FIRST, DAYS);
  const series = new Map([...frame.series].map(([kind, values]) => [kind, values.map((mwh) => share * mwh)]));
  return { ...frame, respondent: code, series };
};

function member(code: string, share: number, gap: [from: number, hours: number] | null = null): Member {
  const frame = scaled(code, share);
  const demand = frame.series.get('demand') as Float64Array;
  if (gap) demand.fill(Number.NaN, gap[0], gap[0] + gap[1]);
  return { respondent: { code, active: true, generationOnly: false, activatedOn: null }, frame };
}

const indices = (members: Member[]) =>
  imputedDemand(members).map(({ hour }) => hour - (members[0]?.frame?.firstHour ?? 0));

describe('a sum of members of which a small one left hours open', () => {
  const whole = [member('CISO', 1), member('BANC', 0.03)];
  const open = [member('CISO', 1), member('BANC', 0.03, [GAP_AT, 2])];

  it('is estimated in those hours, to a small part, and nowhere else', () => {
    const imputed = imputedDemand(open);
    const truth = aggregateFrame('CAL', whole)?.series.get('demand');
    expect(indices(open)).toEqual([GAP_AT, GAP_AT + 1]);
    for (const [i, { demandMwh, imputedMwh, members }] of imputed.entries()) {
      expect(members).toEqual(['BANC']);
      expect(imputedMwh / demandMwh).toBeLessThan(0.05);
      expect(demandMwh / (truth?.[GAP_AT + i] as number)).toBeCloseTo(1, 2);
    }
    expect(imputedDemand(whole)).toEqual([]);
  });

  it('stays open where the member is large, the gap is long, or another member has no estimate', () => {
    expect(indices([member('CISO', 1, [GAP_AT, 1]), member('BANC', 0.03)])).toEqual([]);
    expect(indices([member('CISO', 1), member('BANC', 0.03, [GAP_AT, 7])])).toEqual([]);
    expect(indices([...open, member('TIDC', 0.01, [GAP_AT, 9])])).toEqual([]);
    expect(indices([...open, { ...member('TIDC', 1), frame: null }])).toEqual([]);
  });

  it('is told beside the pulse, while every figure of it stays that of the sum as reported', () => {
    const sum = aggregateFrame('CAL', open) as HourlyFrame;
    const of = (imputed: ReturnType<typeof imputedDemand>) =>
      balancingAuthorityReport(sum, gridOf('CAL'), LATER, undefined, imputed).pulses;
    const imputed = imputedDemand(open);
    const told = of(imputed).filter((pulse) => pulse.imputedDemand);
    expect(told).toHaveLength(1);
    const [pulse] = told;
    expect(pulse?.statusReason).toMatch(
      /In 2 hours only a part of the sum is missing, at most \d\.\d% \(BANC\)/,
    );
    expect(pulse?.imputedDemand?.dayDemandMwh).toBeGreaterThan(0);
    expect(pulse?.totals.demandMwh).toBeNull();
    expect(pulseSnapshot.shape.imputedDemand.parse(pulse?.imputedDemand)?.hours).toHaveLength(2);
    const withoutIt = of([]).map(({ statusReason: _, ...rest }) => rest);
    expect(of(imputed).map(({ statusReason: _, imputedDemand: __, ...rest }) => rest)).toEqual(withoutIt);
  });

  it('is told anew when an estimate changes though the sum does not', () => {
    const sum = aggregateFrame('CAL', open) as HourlyFrame;
    const first = balancingAuthorityReport(sum, gridOf('CAL'), LATER, undefined, imputedDemand(open));
    const again = (imputed: ReturnType<typeof imputedDemand>) =>
      balancingAuthorityReport(sum, gridOf('CAL'), LATER, first.days, imputed).pulses.map(({ date }) => date);
    expect(again(imputedDemand(open))).toEqual([]);
    const [changed, ...rest] = imputedDemand(open);
    expect(again([{ ...(changed as NonNullable<typeof changed>), demandMwh: 1e5 }, ...rest])).toHaveLength(1);
  });
});

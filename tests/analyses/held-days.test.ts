import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysToTell } from '../../src/analyses/held-days.ts';
import { type BalancingAuthorityReport, balancingAuthorityReport } from '../../src/analyses/report.ts';
import { addDays, datesBetween } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { rowsHasher } from '../../src/snapshots/receipt.ts';
import { ba, plausibleFrame } from './made-frames.ts';

const LATER = new Date('2026-06-01T00:00:00Z');
const FIRST = '2026-01-05';
const DAYS = 40;

/** One hour of one series raised. */
function changed(
  frame: HourlyFrame,
  kind: 'demand' | 'generation:SUN' | 'generation:NG',
  hour: number,
  by: number,
) {
  const values = (frame.series.get(kind) as Float64Array).slice();
  values[hour] = (values[hour] as number) + by;
  return { ...frame, series: new Map([...frame.series, [kind, values]]) } as HourlyFrame;
}

describe('days held from run to run', () => {
  const frame = plausibleFrame('CISO', FIRST, DAYS);
  const grid = ba('CISO');
  const hasherOf = ({ screened }: BalancingAuthorityReport) =>
    rowsHasher({ ...screened, timezone: grid.timezone });
  const first = balancingAuthorityReport(frame, grid, LATER);

  it('tell nothing anew where nothing changed', () => {
    const again = balancingAuthorityReport(frame, grid, LATER, first.days);
    expect(again.pulses).toEqual([]);
    expect(again.duckDetails).toEqual([]);
    expect([...again.days]).toEqual([...first.days]);
  });

  it('tell anew the changed day, the same weekday of the four weeks after it, and who stands out of a past with it', () => {
    const after = changed(frame, 'demand', 3 * 24 + 3, 1);
    const told = balancingAuthorityReport(after, grid, LATER, first.days).pulses.map(({ date }) => date);
    const day = addDays(FIRST, 3);
    const followers = [0, 7, 14, 21, 28].map((days) => addDays(day, days));
    expect(told).toEqual(expect.arrayContaining(followers));
    const others = told.filter((date) => !followers.includes(date));
    for (const date of others) {
      const streaks = Object.values(first.days.get(date)?.records ?? {});
      expect(
        streaks.some(({ daysBeyond }) => daysBeyond >= 14 && addDays(date, -daysBeyond - 1) <= day),
      ).toBe(true);
    }
    expect(told.length).toBeLessThanOrEqual(12);
  });

  it('come to the same as computing everything, whatever changed', () => {
    const change = fc.tuple(
      fc.constantFrom('demand' as const, 'generation:SUN' as const, 'generation:NG' as const),
      fc.integer({ min: 0, max: DAYS * 24 - 1 }),
      fc.integer({ min: -4000, max: 9000 }),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const after = changes.reduce((next, [kind, hour, by]) => changed(next, kind, hour, by), frame);
        const whole = balancingAuthorityReport(after, grid, LATER);
        const part = balancingAuthorityReport(after, grid, LATER, first.days);
        const byDate = new Map(first.pulses.map((pulse) => [pulse.date, pulse]));
        for (const pulse of part.pulses) byDate.set(pulse.date, pulse);
        expect([...byDate.values()]).toEqual(whole.pulses);
        const [hashOf, hashHeld] = [hasherOf(whole), hasherOf(first)];
        const toldAnew = new Set(part.pulses.map(({ date }) => date));
        for (const { date, receipt } of whole.pulses) {
          if (toldAnew.has(date)) continue;
          for (const { rows } of receipt) expect(hashHeld(rows)).toBe(hashOf(rows));
        }
        expect([...part.days]).toEqual([...whole.days]);
        expect(part.changes).toEqual(whole.changes);
      }),
      { numRuns: 25 },
    );
  });

  it('are told where a streak began or ended, and where nothing was held', () => {
    const dates = datesBetween('2026-01-01', '2026-01-10');
    const noRecords = new Map();
    const held = new Map(
      dates.slice(0, 9).map((date) => [date, { ...[...first.days.values()][0], records: {} } as never]),
    );
    const streak = new Map([['high-demand' as const, { daysBeyond: 3, since: null }]]);
    const recordsOn = (date: string) => (date === '2026-01-04' ? streak : noRecords);
    expect([...daysToTell(dates, new Set(), held, recordsOn)]).toEqual(['2026-01-04', '2026-01-10']);
  });
});

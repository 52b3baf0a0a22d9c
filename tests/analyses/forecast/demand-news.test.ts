import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandNews } from '../../../src/analyses/forecast/demand-news.ts';

const DAYS = 60;
const MIX_HOURS = DAYS * 24;
const ORIGIN = MIX_HOURS - 1;
const AHEAD = 18;

const shape = (hour: number) => 1000 + 200 * Math.sin((hour * Math.PI) / 12);
/** A day that repeats itself, and what demand makes of it after the mix has ended. */
const demand = (aheadHours: number, since: (hour: number) => number = () => 1) =>
  Float64Array.from(
    { length: MIX_HOURS + aheadHours },
    (_, i) => shape(i % 24) * (i < MIX_HOURS ? 1 : since(i - MIX_HOURS)),
  );
const sourceOf = (lead: number) => ORIGIN + lead - 24 * Math.ceil(lead / 24);
const both = (values: Float64Array, lead: number) => {
  const news = demandNews(values, MIX_HOURS);
  return [news.atClockHour(ORIGIN, lead, sourceOf(lead)), news.lately(ORIGIN, lead)];
};

describe('news of demand', () => {
  it('is none where demand repeats itself, ends with the mix or before it, or is not known at all', () => {
    const nothing = new Float64Array(MIX_HOURS + AHEAD).fill(Number.NaN);
    for (const values of [demand(0), demand(-30), nothing])
      for (const lead of [1, 19, 40, 60, 100]) expect(both(values, lead)).toEqual([0, 0]);
    for (const lead of [19, 40, 60])
      for (const value of both(demand(AHEAD), lead)) expect(value).toBeCloseTo(0, 10);
  });

  it('says how much higher demand is than usual, by the clock hour that it is known of', () => {
    // 10 % more from the seventh hour on: the six hours before it, and their clock hours, have no news.
    const raised = demand(AHEAD, (hour) => (hour < 6 ? 1 : 1.1));
    const [unmoved] = both(raised, 24 + 3) as [number];
    const [moved, lately] = both(raised, 24 + 12) as [number, number];
    expect(Math.abs(unmoved)).toBeLessThan(0.01);
    expect(moved).toBeGreaterThan(0.07);
    expect(lately).toBeGreaterThan(0.07);
    expect(both(raised, 24 + 20)[0]).toBe(0);
  });

  it('counts for the two days after the newest demand', () => {
    const raised = demand(AHEAD, () => 1.1);
    expect(both(raised, AHEAD + 48)[1]).toBeGreaterThan(0.05);
    expect(both(raised, AHEAD + 49)).toEqual([0, 0]);
  });

  it('waits until the usual of two weeks is known', () => {
    const late = demand(AHEAD, () => 1.1).fill(Number.NaN, 0, MIX_HOURS - 13 * 24);
    for (const value of both(late, 30)) expect(value).toBeNaN();
  });

  it('is bounded and does not depend on the unit, whatever demand says', () => {
    const hours = fc.array(fc.float({ min: 1, max: 1e6, noNaN: true }), {
      minLength: AHEAD,
      maxLength: AHEAD,
    });
    fc.assert(
      fc.property(hours, fc.integer({ min: AHEAD + 1, max: 120 }), (since, lead) => {
        const values = demand(0);
        const joined = Float64Array.from([...values, ...since]);
        const [a, b] = both(joined, lead) as [number, number];
        expect(Math.abs(a)).toBeLessThanOrEqual(0.6);
        expect(Math.abs(b)).toBeLessThanOrEqual(0.6);
        const [c, d] = both(
          joined.map((mwh) => 1000 * mwh),
          lead,
        ) as [number, number];
        expect(c).toBeCloseTo(a, 9);
        expect(d).toBeCloseTo(b, 9);
      }),
      { numRuns: 40 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnergyBalance, ReconciledHour } from '../../../src/analyses/reconciliation/energy-balance.ts';
import { reconcile } from '../../../src/analyses/reconciliation/reconcile.ts';
import { recordedDataMissing } from '../../recorded-data.ts';
import { goldenBalance, goldenGrid, goldenRows } from './golden-hours.ts';

/** The worst of all balances of all areas, summed here from the parts. */
function worstImbalanceMwh({ areaCount, sources, ties }: EnergyBalance, hour: ReconciledHour): number {
  let worst = 0;
  for (let i = 0; i < areaCount; i++) {
    const generated = hour.sourceMwh.reduce((sum, mwh, k) => sum + (sources.area[k] === i ? mwh : 0), 0);
    const out = hour.tieMwh.reduce(
      (sum, mwh, e) => sum + (ties.from[e] === i ? mwh : 0) - (ties.to[e] === i ? mwh : 0),
      0,
    );
    const [demand, generation, interchange] = [
      hour.demandMwh[i] as number,
      hour.netGenerationMwh[i] as number,
      hour.totalInterchangeMwh[i] as number,
    ];
    worst = Math.max(
      worst,
      Math.abs(demand + interchange - generation),
      Math.abs(generation - generated),
      Math.abs(interchange - out),
    );
  }
  return worst;
}

function costOf(balance: EnergyBalance, hour: ReconciledHour): number {
  const cost = ({ mwh, weight }: { mwh: Float64Array; weight: Float64Array }, values: Float64Array) =>
    values.reduce((sum, value, k) => sum + (weight[k] as number) * (value - (mwh[k] as number)) ** 2, 0);
  return (
    cost(balance.demand, hour.demandMwh) +
    cost(balance.netGeneration, hour.netGenerationMwh) +
    cost(balance.totalInterchange, hour.totalInterchangeMwh) +
    cost(balance.sources, hour.sourceMwh) +
    cost(balance.ties, hour.tieMwh)
  );
}

/** Moves one source and one tie of a balanced hour, and what follows from them; null where a bound forbids it. */
function moved(
  balance: EnergyBalance,
  hour: ReconciledHour,
  source: number,
  tie: number,
  byMwh: [number, number],
): ReconciledHour | null {
  const next = {
    ...hour,
    demandMwh: hour.demandMwh.slice(),
    netGenerationMwh: hour.netGenerationMwh.slice(),
    totalInterchangeMwh: hour.totalInterchangeMwh.slice(),
    sourceMwh: hour.sourceMwh.slice(),
    tieMwh: hour.tieMwh.slice(),
  };
  const add = (values: Float64Array, i: number, mwh: number) => {
    values[i] = (values[i] as number) + mwh;
  };
  const area = balance.sources.area[source] as number;
  add(next.sourceMwh, source, byMwh[0]);
  add(next.netGenerationMwh, area, byMwh[0]);
  add(next.demandMwh, area, byMwh[0]);
  const [from, to] = [balance.ties.from[tie] as number, balance.ties.to[tie] as number];
  add(next.tieMwh, tie, byMwh[1]);
  add(next.totalInterchangeMwh, from, byMwh[1]);
  add(next.demandMwh, from, -byMwh[1]);
  if (to >= 0) {
    add(next.totalInterchangeMwh, to, -byMwh[1]);
    add(next.demandMwh, to, byMwh[1]);
  }
  const within = (values: Float64Array, lowest: Float64Array) =>
    values.every((value, k) => value >= (lowest[k] as number));
  return within(next.sourceMwh, balance.sources.lowestMwh) &&
    within(next.netGenerationMwh, balance.netGeneration.lowestMwh) &&
    within(next.demandMwh, balance.demand.lowestMwh)
    ? next
    : null;
}

const AREAS = 6;
const SOURCES = 12;

/** A ring of areas and a tie to the outside, two sources an area, numbers that do not balance at all. */
const anyBalance: fc.Arbitrary<EnergyBalance> = fc
  .infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))
  .map((stream) => {
    const draw = (low: number, high: number) => low + (high - low) * (stream.next().value as number);
    const quantity = (count: number, low: number, high: number) => ({
      mwh: Float64Array.from({ length: count }, () => draw(low, high)),
      weight: Float64Array.from({ length: count }, () => 10 ** draw(-2, 3)),
    });
    const lowest = (count: number, mwh: number) => ({ lowestMwh: new Float64Array(count).fill(mwh) });
    return {
      areaCount: AREAS,
      demand: { ...quantity(AREAS, -100, 1000), ...lowest(AREAS, 1) },
      netGeneration: { ...quantity(AREAS, -100, 1000), ...lowest(AREAS, 1) },
      totalInterchange: quantity(AREAS, -500, 500),
      sources: {
        ...quantity(SOURCES, -300, 600),
        lowestMwh: Float64Array.from({ length: SOURCES }, (_, k) => (k === 3 ? Number.NEGATIVE_INFINITY : 0)),
        area: Int32Array.from({ length: SOURCES }, (_, k) => k >> 1),
      },
      ties: {
        ...quantity(AREAS + 1, -500, 500),
        from: Int32Array.from({ length: AREAS + 1 }, (_, e) => e % AREAS),
        to: Int32Array.from({ length: AREAS + 1 }, (_, e) => (e === AREAS ? -1 : (e + 1) % AREAS)),
      },
    };
  });

describe('reconciliation of any hour', () => {
  it('balances, within its bounds', () => {
    fc.assert(
      fc.property(anyBalance, (balance) => {
        const hour = reconcile(balance);
        expect(worstImbalanceMwh(balance, hour)).toBeLessThan(1e-9);
        hour.sourceMwh.forEach((mwh, k) => {
          expect(mwh).toBeGreaterThanOrEqual(balance.sources.lowestMwh[k] as number);
        });
        expect(Math.min(...hour.demandMwh, ...hour.netGenerationMwh)).toBeGreaterThan(1 - 1e-6);
      }),
    );
  });

  it('changes as little as can be: every balanced hour beside it costs more', () => {
    const source = fc.nat(SOURCES - 1);
    const tie = fc.nat(AREAS);
    const by = fc.tuple(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: -5, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(anyBalance, fc.array(fc.tuple(source, tie, by), { minLength: 20 }), (balance, moves) => {
        const hour = reconcile(balance);
        const least = costOf(balance, hour);
        for (const [k, e, mwh] of moves) {
          const other = moved(balance, hour, k, e, mwh);
          if (other) expect(costOf(balance, other)).toBeGreaterThanOrEqual(least * (1 - 1e-9) - 1e-3);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('leaves alone what balances already, and gives the same bits twice', () => {
    fc.assert(
      fc.property(anyBalance, (balance) => {
        const hour = reconcile(balance);
        expect(reconcile(balance)).toEqual(hour);
        const again = reconcile({
          ...balance,
          demand: { ...balance.demand, mwh: hour.demandMwh },
          netGeneration: { ...balance.netGeneration, mwh: hour.netGenerationMwh },
          totalInterchange: { ...balance.totalInterchange, mwh: hour.totalInterchangeMwh },
          sources: { ...balance.sources, mwh: hour.sourceMwh },
          ties: { ...balance.ties, mwh: hour.tieMwh },
        });
        again.sourceMwh.forEach((mwh, k) => {
          expect(mwh).toBeCloseTo(hour.sourceMwh[k] as number, 5);
        });
      }),
    );
  });

  it('counts a blank as 0, and finds generation for an area that reports none at all', () => {
    const one = (mwh: number, lowest: number) => ({
      mwh: Float64Array.of(mwh),
      weight: Float64Array.of(1),
      lowestMwh: Float64Array.of(lowest),
    });
    const none = { mwh: new Float64Array(0), weight: new Float64Array(0) };
    const hour = reconcile({
      areaCount: 1,
      demand: one(Number.NaN, 1),
      netGeneration: one(Number.NaN, 1),
      totalInterchange: { mwh: Float64Array.of(Number.NaN), weight: Float64Array.of(1) },
      sources: { ...one(-7, 0), area: Int32Array.of(0) },
      ties: { ...none, from: new Int32Array(0), to: new Int32Array(0) },
    });
    expect(hour.sourceMwh[0]).toBeCloseTo(1, 6);
    expect(hour.demandMwh[0]).toBeCloseTo(1, 6);
  });
});

describe.skipIf(recordedDataMissing)('reconciliation of the golden hours', () => {
  const values = goldenRows('E_rolling');
  const weights = goldenRows('E_weights');
  const golden = goldenRows('E_opt');
  const grid = goldenGrid(values[0] as Map<string, number>);
  const balanceAt = (h: number, lowest: number) =>
    goldenBalance(grid, values[h] as Map<string, number>, weights[h] as Map<string, number>, lowest);

  function worstDifferenceMwh(h: number, hour: ReconciledHour): number {
    const row = golden[h] as Map<string, number>;
    const off = (column: string, mwh: number) => Math.abs(mwh - (row.get(column) as number));
    return Math.max(
      ...grid.areas.flatMap((code, i) => [
        off(`E_${code}_D`, hour.demandMwh[i] as number),
        off(`E_${code}_NG`, hour.netGenerationMwh[i] as number),
        off(`E_${code}_TI`, hour.totalInterchangeMwh[i] as number),
      ]),
      ...grid.sources.map(({ column }, k) => off(column, hour.sourceMwh[k] as number)),
      ...grid.ties.flatMap(({ column, reverse }, e) => [
        off(column, hour.tieMwh[e] as number),
        off(reverse, -(hour.tieMwh[e] as number)),
      ]),
    );
  }

  it('has 20 of them, of 72 areas', () => {
    expect([golden.length, grid.areas.length, grid.sources.length, grid.ties.length]).toEqual([
      20, 72, 291, 158,
    ]);
  });

  it('meets E_opt within 2 MWh everywhere with sources bounded at 0, within 0.01 with the 1 MWh of its authors', () => {
    const worst = (lowest: number) =>
      Math.max(...golden.map((_, h) => worstDifferenceMwh(h, reconcile(balanceAt(h, lowest)))));
    expect(worst(0)).toBeLessThan(2);
    expect(worst(1)).toBeLessThan(0.01);
  });

  it('balances all 241 hours of the files to 1e-5 MWh, in a few steps each', () => {
    for (let h = 0; h < values.length; h++) {
      const balance = balanceAt(h, 0);
      const hour = reconcile(balance);
      expect(worstImbalanceMwh(balance, hour)).toBeLessThan(1e-5);
      expect(hour.steps).toBeLessThanOrEqual(20);
    }
  });
});

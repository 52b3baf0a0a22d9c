import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandDrivers, type SupplyDay } from '../../src/analyses/demand-drivers.ts';
import { rankAmongDays } from '../../src/analyses/rank.ts';
import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import { addDays } from '../../src/grid/hour.ts';
import type { Drivers } from '../../src/snapshots/changes.ts';
import { changesSnapshot } from '../../src/snapshots/changes.ts';
import { ba, plausibleFrame } from './made-frames.ts';
import { nineRecordedMonths, RECORDED_PAGES_MISSING } from './recorded-frames.ts';

const CLOCK = Array.from({ length: 24 }, (_, hour) => hour);
const DATE = '2026-03-30';
const WEEKDAYS = ['2026-03-23', '2026-03-16', '2026-03-09', '2026-03-02'];
const steady = (mwh: number) => new Float64Array(24).fill(mwh);

function supply(
  date: string,
  demand: number,
  gas: number,
  sun: number,
  interchange: number | null,
): SupplyDay {
  return {
    date,
    localHours: CLOCK,
    demandMwh: steady(demand),
    sourcesMwh: new Map([
      ['NG', steady(gas)],
      ['SUN', steady(sun)],
    ]),
    totalInterchangeMwh: interchange === null ? null : steady(interchange),
  };
}

const usual = (dates = WEEKDAYS, interchange: number | null = -100) =>
  new Map(dates.map((date) => [date, supply(date, 1000, 700, 200, interchange)]));

const accountOf = (day: SupplyDay, before: Map<string, SupplyDay>): Drivers => {
  const { drivers, driversNote } = demandDrivers(day, (date) => before.get(date));
  if (!drivers) throw new Error(driversNote ?? '');
  return drivers;
};

/** In tenths of a MW, in which the file is written. */
const tenths = (mw: number) => Math.round(mw * 10);

function expectToAddUp({ demand, parts }: Pick<Drivers, 'demand' | 'parts'>): void {
  for (const column of ['meanMw', 'baselineMeanMw', 'changeMw'] as const) {
    const sum = parts.reduce((total, part) => total + tenths(part[column]), 0);
    expect(sum).toBe(tenths(demand[column]));
  }
}

describe('what moved demand', () => {
  it('splits the change into sources, net imports and what EIA leaves open', () => {
    const drivers = accountOf(supply(DATE, 1100, 690, 320, -70), usual());
    expect(drivers.demand).toEqual({ meanMw: 1100, baselineMeanMw: 1000, changeMw: 100 });
    expect(drivers.parts.map(({ part, changeMw }) => [part, changeMw])).toEqual([
      ['generation:SUN', 120],
      ['net-imports', -30],
      ['generation:NG', -10],
      ['unexplained', 20],
    ]);
    expect(drivers.baselineDays).toEqual(WEEKDAYS);
    expect(drivers.sentence).toBe(
      'Demand averaged 1.1 gigawatts, 100 megawatts more than the mean of 4 Mondays before. More came from solar (120 megawatts) and what EIA’s figures leave open (20 megawatts); less from trade with neighbors (30 megawatts).',
    );
  });

  it('leaves net imports in the rest where no interchange is reported', () => {
    const drivers = accountOf(supply(DATE, 1000, 700, 150, null), usual(WEEKDAYS, null));
    expect(drivers.parts.at(-1)).toMatchObject({ part: 'net-imports-and-unexplained', changeMw: 50 });
    expect(drivers.sentence).toContain('about as much as');
  });

  it('compares only days of which the same is known', () => {
    const before = usual();
    (before.get('2026-03-16') as SupplyDay).totalInterchangeMwh = null;
    (before.get('2026-03-09') as SupplyDay).demandMwh[4] = Number.NaN;
    expect(accountOf(supply(DATE, 1100, 690, 320, -70), before).baselineDays).toEqual([
      '2026-03-23',
      '2026-03-02',
    ]);
  });

  it('compares the hours that are known with the same hours of the days before', () => {
    const day = supply(DATE, 1000, 700, 200, -100);
    day.sourcesMwh.get('NG')?.fill(Number.NaN, 23);
    const before = usual();
    for (const one of before.values()) {
      one.demandMwh[23] = 9000;
      (one.sourcesMwh.get('NG') as Float64Array)[23] = Number.NaN;
    }
    const drivers = accountOf(day, before);
    expect(drivers.hoursCompared).toBe(23);
    expect(drivers.demand.changeMw).toBe(0);
  });

  it.each([
    [
      'more than two hours are missing',
      (day: SupplyDay) => day.demandMwh.fill(Number.NaN, 0, 3),
      /More than 2 hours/,
    ],
    ['no source is reported', (day: SupplyDay) => day.sourcesMwh.clear(), /not reported/],
  ])('has no account where %s', (_, spoil, note) => {
    const day = supply(DATE, 1000, 700, 200, -100);
    spoil(day);
    const found = demandDrivers(day, (date) => usual().get(date));
    expect(found.drivers).toBeNull();
    expect(found.driversNote).toMatch(note);
  });

  it('has no account without a day to compare with', () => {
    const found = demandDrivers(supply(DATE, 1000, 700, 200, -100), () => undefined);
    expect(found).toMatchObject({ drivers: null, driversNote: expect.stringContaining('No same weekday') });
  });

  it('always adds up exactly, also as the file rounds it', () => {
    const mwh = fc.double({ min: -60_000, max: 130_000, noNaN: true });
    const hours = fc.array(mwh, { minLength: 24, maxLength: 24 }).map((values) => Float64Array.from(values));
    const day = fc.record({ demand: hours, gas: hours, sun: hours, interchange: hours });
    fc.assert(
      fc.property(fc.array(day, { minLength: 5, maxLength: 5 }), fc.boolean(), (days, reported) => {
        const supplies = [DATE, ...WEEKDAYS].map((date, i): SupplyDay => {
          const { demand, gas, sun, interchange } = days[i] as (typeof days)[number];
          const sourcesMwh = new Map([['NG', gas] as const, ['SUN', sun] as const]);
          return {
            date,
            localHours: CLOCK,
            demandMwh: demand,
            sourcesMwh,
            totalInterchangeMwh: reported ? interchange : null,
          };
        });
        const before = new Map(supplies.map((one) => [one.date, one]));
        const drivers = accountOf(supplies[0] as SupplyDay, before);
        expectToAddUp(drivers);
        const written = changesSnapshot.shape.drivers.parse(drivers) as Drivers;
        expect(written).toEqual(drivers);
      }),
      { numRuns: 60 },
    );
  });
});

describe('rank among the days held', () => {
  const rank = (values: (number | null)[]) => {
    const dates = values.map((_, i) => addDays('2026-01-01', i));
    return rankAmongDays(dates.at(-1) as string, dates, (date) => values[dates.indexOf(date)]);
  };

  it('counts from the top and from the bottom, and states ties', () => {
    expect(rank([5, 9, null, 7, 7])).toEqual({
      days: 4,
      firstDate: '2026-01-01',
      fromTop: 2,
      fromBottom: 2,
      tiedDays: 1,
    });
    expect(rank([3])).toEqual({ days: 1, firstDate: '2026-01-01', fromTop: 1, fromBottom: 1, tiedDays: 0 });
    expect(rank([3, null])).toBeNull();
  });

  it('counts every day once, and no more than a year of them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 500 }), (values) => {
        const found = rank(values);
        if (!found) throw new Error('no rank');
        expect(found.days).toBe(Math.min(365, values.length));
        expect(found.fromTop + found.fromBottom + found.tiedDays - 1).toBe(found.days);
      }),
    );
  });

  it('does not look at days after the one it ranks', () => {
    const values = new Map([
      ['2026-01-01', 1],
      ['2026-01-02', 2],
      ['2026-01-03', 3],
    ]);
    expect(rankAmongDays('2026-01-02', values.keys(), (date) => values.get(date))?.fromTop).toBe(1);
  });
});

describe('in the report', () => {
  it('balances a grid whose figures agree: nothing stays unexplained', () => {
    const { changes } = balancingAuthorityReport(
      plausibleFrame('CISO', '2026-01-05', 35),
      ba('CISO'),
      new Date('2026-06-01T00:00:00Z'),
    );
    expect(changes.drivers?.parts.at(-1)?.part).toBe('unexplained');
    expect(Math.abs(changes.drivers?.parts.at(-1)?.changeMw ?? 99)).toBeLessThan(1);
    expect(changes.changes[0]?.rank).toMatchObject({ days: 35, firstDate: '2026-01-05' });
  });

  it.skipIf(RECORDED_PAGES_MISSING)('adds up on every recorded grid and ranks among the days held', () => {
    for (const [code, frame] of nineRecordedMonths()) {
      const { changes, pulses } = balancingAuthorityReport(frame, ba(code), new Date('2026-03-31T12:00:00Z'));
      if (!changes.drivers) throw new Error(`${code}: ${changes.driversNote}`);
      expectToAddUp(changes.drivers);
      const { rank, value } = changes.changes[0] ?? {};
      const peaks = pulses.flatMap(({ date, peak }) =>
        peak && date <= (changes.date as string) ? [peak.demandMwh] : [],
      );
      expect(rank?.days).toBe(peaks.length);
      expect(rank?.fromTop).toBe(1 + peaks.filter((peak) => peak > (value as number)).length);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { type Grid, type GridDay, gridDay, syntheticGrid } from '../../src/emulator/synthetic/grid-day.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { ACTIVE_BALANCING_AUTHORITIES } from '../../src/grid/balancing-authority.ts';
import { formatPeriod } from '../../src/grid/hour.ts';
import { lastPublishedHour } from '../../src/grid/publication-schedule.ts';
import { ask, askAll, type Row } from './ask.ts';

const NOW = '2026-03-31T20:00:00Z';
const EPOCH_DAYS = ['2025-07-15', '2025-11-02', '2026-01-20', '2026-03-30'].map(
  (date) => Date.parse(date) / 86_400_000,
);

describe('a day of the synthetic grid', () => {
  const grid: Grid = syntheticGrid(930);
  const days: GridDay[] = EPOCH_DAYS.map((day) => gridDay(grid, day));
  const count = grid.authorities.length;
  const indexOf = (code: string) => grid.authorities.findIndex((each) => each.authority.code === code);
  const of = (values: Float64Array, code: string, h: number) => values[h * count + indexOf(code)] as number;

  it('holds every active balancing authority and only neighbours’ ties', () => {
    expect(grid.authorities.map((each) => each.authority.code)).toEqual(
      ACTIVE_BALANCING_AUTHORITIES.map((ba) => ba.code).sort(),
    );
    const codes = new Set(grid.authorities.map((each) => each.authority.code));
    for (const tie of grid.ties) expect(codes.has(tie.fromCode)).toBe(true);
  });

  it('balances exactly: demand = net generation - total interchange, in whole MWh', () => {
    for (const day of days) {
      for (let i = 0; i < day.demand.length; i++) {
        const [d, ng, ti] = [day.demand[i], day.netGeneration[i], day.totalInterchange[i]] as number[];
        expect(d).toBe((ng as number) - (ti as number));
        expect(Number.isInteger(d)).toBe(true);
      }
    }
  });

  it('has demand of a plausible size everywhere, and none where a plant only exports', () => {
    for (const day of days) {
      for (const { authority, meanDemandMw } of grid.authorities) {
        for (let h = 0; h < 24; h++) {
          const demand = of(day.demand, authority.code, h);
          if (meanDemandMw === 0) expect(demand).toBe(0);
          else {
            expect(demand / meanDemandMw, authority.code).toBeGreaterThan(0.4);
            expect(demand / meanDemandMw, authority.code).toBeLessThan(2);
          }
        }
      }
    }
  });

  it('keeps every source but storage and night-time solar at or above zero', () => {
    for (const day of days) {
      for (const [i, { plants }] of grid.authorities.entries()) {
        for (const [place, plant] of plants.entries()) {
          if (plant.source === 'BAT' || plant.source === 'PS') continue;
          const least = plant.source === 'SUN' ? -0.003 * plant.capacityMw : 0;
          for (let h = 0; h < 24; h++) {
            const mwh = day.generation[
              h * grid.plantCount + (grid.firstPlant[i] as number) + place
            ] as number;
            expect(mwh, `${plant.source} of ${grid.authorities[i]?.authority.code}`).toBeGreaterThanOrEqual(
              least - 0.5,
            );
            expect(mwh).toBeLessThan(plant.capacityMw * 1.6 + 1);
          }
        }
      }
    }
  });

  it('lets the sun shine by place and date: noon in California near 20Z, more in July than in January', () => {
    const ciso = grid.authorities[indexOf('CISO')];
    const place =
      (grid.firstPlant[indexOf('CISO')] as number) + (ciso?.plants.findIndex((p) => p.source === 'SUN') ?? 0);
    const sun = (day: GridDay) =>
      Array.from({ length: 24 }, (_, h) => day.generation[h * grid.plantCount + place] as number);
    const sums = days.map((day) => sun(day).reduce((sum, mwh) => sum + mwh, 0));
    expect(sums[0]).toBeGreaterThan(sums[2] as number);
    for (const day of days) {
      const hours = sun(day);
      expect(hours[10]).toBeLessThanOrEqual(0);
      expect(hours[20]).toBeGreaterThan(0.2 * Math.max(...hours));
    }
  });
});

describe('the synthetic grid on the wire', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ source: syntheticSource(), now: NOW });
  });
  afterAll(() => emulator.close());

  const WEEK = { start: '2026-03-10T00', end: '2026-03-16T23' };
  const keyed = (rows: Row[], ...columns: string[]) =>
    new Map(rows.map((row) => [columns.map((column) => row[column]).join(' '), row.value]));

  it('gives an hour the same value whichever window, order or server asks', async () => {
    const other = await startEmulator({ source: syntheticSource(), now: NOW });
    const facets = { respondent: ['ERCO', 'US48', 'SRP'] };
    const week = keyed(
      await askAll(emulator, 'fuel-type-data', { ...WEEK, facets }),
      'period',
      'respondent',
      'fueltype',
    );
    const day = await askAll(other, 'fuel-type-data', {
      start: '2026-03-12T05',
      end: '2026-03-12T15',
      facets,
      sort: [{ column: 'respondent', direction: 'desc' }],
    });
    await other.close();
    expect(day.length).toBeGreaterThan(200);
    for (const row of day) {
      expect(row.value).toBe(week.get(`${row.period} ${row['respondent']} ${row['fueltype']}`));
    }
  });

  it('gives another grid for another seed', async () => {
    const other = await startEmulator({ source: syntheticSource(7), now: NOW });
    const asked = { ...WEEK, facets: { respondent: ['PJM'], type: ['D'] } };
    expect(await askAll(other, 'region-data', asked)).not.toEqual(
      await askAll(emulator, 'region-data', asked),
    );
    await other.close();
  });

  it('reports both ends of a tie, opposite but for a quarter that differs a little', async () => {
    const rows = await askAll(emulator, 'interchange-data', WEEK);
    const values = keyed(rows, 'period', 'fromba', 'toba');
    let pairs = 0;
    let differing = 0;
    for (const row of rows) {
      const opposite = values.get(`${row.period} ${row['toba']} ${row['fromba']}`);
      if (opposite === undefined || opposite === null || row.value === null) continue;
      pairs++;
      if (Number(opposite) !== -Number(row.value)) differing++;
    }
    expect(pairs).toBeGreaterThan(40_000);
    expect(differing / pairs).toBeGreaterThan(0.2);
    expect(differing / pairs).toBeLessThan(0.3);
  });

  it('sums regions and the nation from their members', async () => {
    const rows = await askAll(emulator, 'region-data', {
      start: '2026-03-12T00',
      end: '2026-03-12T23',
      facets: { respondent: ['NE', 'ISNE', 'CAL', 'BANC', 'CISO', 'IID', 'LDWP', 'TIDC'], type: ['NG'] },
    });
    const values = keyed(rows, 'period', 'respondent');
    const at = (code: string) => Number(values.get(`2026-03-12T12 ${code}`));
    expect(at('NE')).toBe(at('ISNE'));
    expect(at('CAL')).toBe(['BANC', 'CISO', 'IID', 'LDWP', 'TIDC'].reduce((sum, code) => sum + at(code), 0));
  });

  it('hides what EIA would not yet have published', async () => {
    const lastOf = async (route: 'region-data' | 'fuel-type-data' | 'interchange-data', facets: object) => {
      const sort = [{ column: 'period', direction: 'desc' }];
      const { response } = await ask(emulator, route, { start: '2026-03-25T00', facets, sort, length: 1 });
      return response.data[0]?.period;
    };
    const due = (family: Parameters<typeof lastPublishedHour>[0]) =>
      formatPeriod(lastPublishedHour(family, 'America/Los_Angeles', Date.parse(NOW)));
    const ciso = (type: string) => lastOf('region-data', { respondent: ['CISO'], type: [type] });
    expect(await ciso('D')).toBe('2026-03-31T19');
    expect(await ciso('DF')).toBe('2026-04-01T07');
    expect(await ciso('NG')).toBe(due('net-generation'));
    expect(await lastOf('fuel-type-data', { respondent: ['CISO'] })).toBe('2026-03-31T06');
    expect(await lastOf('interchange-data', { fromba: ['CISO'] })).toBe('2026-03-30T06');
  });

  it('revises a few percent of recent values by about a percent, and no old one', async () => {
    const window = { start: '2026-03-24T00', end: '2026-03-31T18', facets: { type: ['D'] } };
    const early = keyed(await askAll(emulator, 'region-data', window), 'period', 'respondent');
    emulator.setNow('2026-04-10T00:00:00Z');
    const late = keyed(await askAll(emulator, 'region-data', window), 'period', 'respondent');
    emulator.setNow(NOW);
    const revised = [...early].filter(([key, value]) => value !== late.get(key));
    expect(revised.length).toBeGreaterThan(20);
    for (const [key, value] of revised) {
      expect(key >= '2026-03-29').toBe(true);
      const final = Number(late.get(key));
      expect(Math.abs(Number(value) - final)).toBeLessThanOrEqual(Math.max(1, Math.abs(final) * 0.0101 + 1));
    }
  });

  it('mixes in junk, rarely', async () => {
    const days = { start: '2026-02-01T00', end: '2026-02-10T23', facets: { type: ['D', 'NG', 'TI'] } };
    const rows = await askAll(emulator, 'region-data', days);
    const nulls = rows.filter((row) => row.value === null).length;
    const expected = new Set(rows.map((row) => `${row['respondent']} ${row['type']}`)).size * 10 * 24;
    expect(nulls).toBeGreaterThan(0);
    expect(nulls / rows.length).toBeLessThan(0.001);
    expect(rows.length).toBeLessThan(expected);
    expect(rows.length / expected).toBeGreaterThan(0.999);
  });
});

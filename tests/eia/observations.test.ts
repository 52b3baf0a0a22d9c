import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observationsOfPages, observationsOfRows } from '../../src/eia/observations.ts';
import { parseValueMwh } from '../../src/eia/value.ts';
import {
  envelopeSchema,
  ROUTES,
  ROW_SCHEMAS,
  type Route,
  saysIncomplete,
  totalRows,
} from '../../src/eia/wire.ts';
import { parsePeriod } from '../../src/grid/hour.ts';
import { recordedData, recordedDataMissing } from '../recorded-data.ts';

const now = new Date('2026-03-31T18:00:00Z');
const hour = parsePeriod('2026-03-31T05') as number;
const good = {
  'region-data': { period: '2026-03-31T05', respondent: 'CISO', type: 'D', value: '24000' },
  'fuel-type-data': { period: '2026-03-31T05', respondent: 'CISO', fueltype: 'NG', value: '9000' },
  'interchange-data': { period: '2026-03-31T05', fromba: 'CISO', toba: 'BPAT', value: '-1200' },
} satisfies Record<Route, object>;
/** All that can be held against a row of region-data: no more classes, however many bad rows come. */
const REASONS = [
  'the row is not an object',
  'unknown respondent',
  'unknown type',
  'the period is not an hour',
  'the hour is before 2015-07-01, when EIA-930 began',
  'the hour is more than 10 days ahead',
  'the value is not a number',
  'the hour came twice with different values; the last one counts',
];

describe('observations of wire rows', () => {
  it.each([
    ['D', 'demand'],
    ['DF', 'day-ahead-demand-forecast'],
    ['NG', 'net-generation'],
    ['TI', 'total-interchange'],
  ])('reads type %s of region-data as %s', (type, kind) => {
    const { observations } = observationsOfRows('region-data', [{ ...good['region-data'], type }], now);
    expect(observations).toEqual([{ respondent: 'CISO', kind, hour, valueMwh: 24000 }]);
  });

  it('reads NG of fuel-type-data as natural gas and interchange as positive out of fromba', () => {
    expect(observationsOfRows('fuel-type-data', [good['fuel-type-data']], now).observations).toEqual([
      { respondent: 'CISO', kind: 'generation:NG', hour, valueMwh: 9000 },
    ]);
    expect(observationsOfRows('interchange-data', [good['interchange-data']], now).observations).toEqual([
      { respondent: 'CISO', kind: 'interchange:BPAT', hour, valueMwh: -1200 },
    ]);
  });

  it('knows regions, the nation, foreign neighbours and retired authorities', () => {
    const codes = ['CAL', 'US48', 'CFE', 'WACM', 'SWPW'];
    const rows = codes.map((respondent) => ({ ...good['region-data'], respondent }));
    expect(observationsOfRows('region-data', rows, now).observations.map((o) => o.respondent)).toEqual(codes);
  });

  it('keeps a null as a row without a value, and implausible but finite values as reported', () => {
    const values = [null, '2147480000', -99999, '1e9'];
    const rows = values.map((value, i) => ({ ...good['region-data'], period: `2026-03-31T0${i}`, value }));
    const { observations, quarantined } = observationsOfRows('region-data', rows, now);
    expect(observations.map((o) => o.valueMwh)).toEqual([null, 2147480000, -99999, 1e9]);
    expect(quarantined).toEqual([]);
  });

  it.each([
    [{ respondent: 'XXXX' }, 'unknown respondent'],
    [{ respondent: undefined }, 'unknown respondent'],
    [{ type: 'ZZ' }, 'unknown type'],
    [{ value: 'NaN' }, 'the value is not a number'],
    [{ value: 'Infinity' }, 'the value is not a number'],
    [{ value: '12abc' }, 'the value is not a number'],
    [{ value: '0x10' }, 'the value is not a number'],
    [{ value: '1,23' }, 'the value is not a number'],
    [{ value: undefined }, 'the value is not a number'],
    [{ value: { a: 1 } }, 'the value is not a number'],
    [{ period: '2026-03-31' }, 'the period is not an hour'],
    [{ period: '2026-02-30T05' }, 'the period is not an hour'],
    [{ period: 7 }, 'the period is not an hour'],
    [{ period: '1926-03-31T05' }, 'the hour is before 2015-07-01, when EIA-930 began'],
    [{ period: '2015-06-30T23' }, 'the hour is before 2015-07-01, when EIA-930 began'],
    [{ period: '2126-03-31T05' }, 'the hour is more than 10 days ahead'],
    [{ period: '2026-04-10T19' }, 'the hour is more than 10 days ahead'],
  ])('quarantines %j with its reason, and the rest goes in', (change, reason) => {
    const bad = { ...good['region-data'], ...change };
    const { observations, quarantined } = observationsOfRows('region-data', [bad, good['region-data']], now);
    expect(observations).toHaveLength(1);
    expect(quarantined).toHaveLength(1);
    expect(quarantined[0]).toMatchObject({ origin: 'region-data', reason, excerpt: JSON.stringify(bad) });
  });

  it.each([null, 7, 'row', [1], undefined])('quarantines %j, which is no row at all', (row) => {
    const { quarantined } = observationsOfRows('region-data', [row], now);
    expect(quarantined).toMatchObject([
      { respondent: null, period: null, reason: 'the row is not an object' },
    ]);
  });

  it('cuts the excerpt of a monstrous row', () => {
    const row = { ...good['region-data'], value: 'x'.repeat(10_000) };
    const [quarantined] = observationsOfRows('region-data', [row], now).quarantined;
    expect(quarantined?.excerpt).toHaveLength(300);
  });

  it('accepts hours up to ten days ahead of now', () => {
    const row = { ...good['region-data'], type: 'DF', period: '2026-04-10T18' };
    expect(observationsOfRows('region-data', [row], now).observations).toHaveLength(1);
  });

  it('never throws, and accounts for every row', () => {
    const row = fc.record(
      {
        period: fc.oneof(fc.constant('2026-03-31T05'), fc.string(), fc.anything()),
        respondent: fc.oneof(fc.constantFrom('CISO', 'PJM'), fc.string(), fc.anything()),
        type: fc.oneof(fc.constantFrom('D', 'TI'), fc.anything()),
        value: fc.oneof(fc.constantFrom('5', '6'), fc.double(), fc.anything()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(row, fc.anything())), (rows) => {
        const reading = observationsOfRows('region-data', rows, now);
        const { observations, quarantined, duplicateCount } = reading;
        expect(observations.length + quarantined.length + duplicateCount).toBe(rows.length);
        const keys = observations.map((o) => `${o.respondent} ${o.kind} ${o.hour}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const row of quarantined) expect(REASONS).toContain(row.reason);
      }),
    );
  });
});

describe('the same hour twice', () => {
  const row = good['region-data'];

  it('counts a repeated value and drops it, across pages too', () => {
    const pages = observationsOfPages('region-data', [[row, row], [row]], now);
    expect(pages.map((page) => page.observations.length)).toEqual([1, 0]);
    expect(pages.map((page) => page.duplicateCount)).toEqual([1, 1]);
    expect(pages.flatMap((page) => page.quarantined)).toEqual([]);
  });

  it('keeps the last of two values and quarantines the earlier, across pages too', () => {
    const pages = observationsOfPages('region-data', [[row], [{ ...row, value: '25000' }]], now);
    expect(pages.map((page) => page.observations.map((o) => o.valueMwh))).toEqual([[], [25000]]);
    expect(pages[1]?.quarantined).toMatchObject([{ respondent: 'CISO', period: '2026-03-31T05' }]);
    expect(pages[1]?.quarantined[0]?.reason).toBe(
      'the hour came twice with different values; the last one counts',
    );
    expect(pages[1]?.quarantined[0]?.excerpt).toContain('"valueMwh":24000,"laterValueMwh":25000');
  });
});

describe('values', () => {
  it.each([
    ['5', 5],
    [5.25, 5.25],
    ['-12', -12],
    ['1,060', 1060],
    ['-1,234,567.5', -1234567.5],
    [' 7 ', 7],
    ['.5', 0.5],
    ['', null],
    [null, null],
    ['1,060,5', undefined],
    ['--5', undefined],
    ['1e999', undefined],
    [Number.NaN, undefined],
    [true, undefined],
  ])('%j is %j', (value, expected) => expect(parseValueMwh(value)).toBe(expected));

  it('gives back every finite number written as text, and never negative zero', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(parseValueMwh(String(number))).toBe(number + 0 === 0 ? 0 : number);
      }),
    );
  });
});

describe('the check by hand and the schema', () => {
  it.each(ROUTES)('agree on what a row of %s needs', (route) => {
    const row: Record<string, unknown> = good[route];
    expect(ROW_SCHEMAS[route].safeParse(row).success).toBe(true);
    for (const field of Object.keys(row)) {
      for (const value of [undefined, true, {}]) {
        const bad = { ...row, [field]: value };
        expect(ROW_SCHEMAS[route].safeParse(bad).success).toBe(false);
        expect(observationsOfRows(route, [bad], now).quarantined).toHaveLength(1);
      }
    }
  });
});

describe.skipIf(recordedDataMissing)('recorded pages', () => {
  const pages = recordedDataMissing ? [] : readdirSync(recordedData('eia-api-v2/pages'));
  const read = (name: string) =>
    envelopeSchema.parse(
      JSON.parse(gunzipSync(readFileSync(recordedData(`eia-api-v2/pages/${name}`))).toString()).payload,
    );

  it('become observations to the last row', () => {
    const late = new Date('2026-08-20T00:00:00Z');
    let rowCount = 0;
    for (const name of pages) {
      const route = name.startsWith('demand') ? 'region-data' : 'fuel-type-data';
      const { data } = read(name).response;
      const { observations, quarantined, duplicateCount } = observationsOfRows(route, data, late);
      expect({ name, quarantined, duplicateCount }).toEqual({ name, quarantined: [], duplicateCount: 0 });
      expect(observations).toHaveLength(data.length);
      rowCount += data.length;
    }
    expect(rowCount).toBeGreaterThan(200_000);
  });

  it('have a readable total, and warn on the last page too', () => {
    const last = pages.find((name) => name.startsWith('fuelmix_2025-07-01') && name.includes('_p004_'));
    const envelope = read(last as string);
    expect(totalRows(envelope)).toBe(24585);
    expect(envelope.response.data).toHaveLength(4585);
    expect(saysIncomplete(envelope)).toBe(true);
  });

  it.each(['region-data', 'fuel-type-data', 'interchange-data'] as const)(
    'of every respondent on 2022-07-10: %s has no code that is unknown',
    async (route) => {
      const { parse } = await import('csv-parse/sync');
      const file = gunzipSync(readFileSync(recordedData(`all-bas-2022-07-10/${route}.csv.gz`)));
      const rows = parse(file, { columns: true, cast: false }) as Record<string, string>[];
      const { observations, quarantined } = observationsOfRows(route, rows, now);
      expect(quarantined).toEqual([]);
      expect(observations).toHaveLength(rows.length);
    },
  );
});

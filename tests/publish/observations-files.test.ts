import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { hourToIso, MS_PER_HOUR } from '../../src/grid/hour.ts';
import type { Observation } from '../../src/grid/observation.ts';
import { NO_ROW, type ReportedHours } from '../../src/grid/reported-hours.ts';
import { hoursOfMonth, monthOfHour, monthsBetween } from '../../src/publish/month.ts';
import { observationsCsv, observationsFromCsv } from '../../src/publish/observations-csv.ts';
import { observationsParquet } from '../../src/publish/observations-parquet.ts';
import { rowsIdentity } from '../../src/publish/rows-hash.ts';

const FIRST_HOUR = hoursOfMonth('2026-06').firstHour;

/** A value, a row without one, or no row. */
const cell = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.constant(2_147_480_000),
  fc.constant(Number.NaN),
  fc.constant(NO_ROW),
);
const series = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('CISO', 'ERCO', 'US48'),
      fc.constantFrom('demand', 'generation:SUN', 'interchange:BPAT'),
    ),
    {
      selector: (name) => name.join(),
    },
  )
  .chain((names) =>
    fc.tuple(...names.map(() => fc.array(cell, { minLength: 1, maxLength: 30 }))).map((columns) =>
      names.map(
        ([respondent, kind], i): ReportedHours => ({
          respondent,
          kind: kind as ReportedHours['kind'],
          firstHour: FIRST_HOUR,
          valuesMwh: Float64Array.from(columns[i] as number[]),
        }),
      ),
    ),
  );

const rowsOf = (all: readonly ReportedHours[]): Observation[] =>
  all.flatMap(({ respondent, kind, firstHour, valuesMwh }) =>
    [...valuesMwh].flatMap((value, i) =>
      value === NO_ROW
        ? []
        : [{ respondent, kind, hour: firstHour + i, valueMwh: Number.isNaN(value) ? null : value }],
    ),
  );

describe("a month's file", () => {
  it('gives every row back from CSV, to the last bit, and a gap as a gap', () => {
    fc.assert(
      fc.property(series, (given) => {
        expect([...observationsFromCsv(observationsCsv(given))].flat()).toEqual(rowsOf(given));
      }),
    );
  });

  it('gives the same rows from Parquet, typed', async () => {
    await fc.assert(
      fc.asyncProperty(series, async (given) => {
        const rows = rowsOf(given);
        fc.pre(rows.length > 0);
        const bytes = observationsParquet(given);
        const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
        expect(await parquetReadObjects({ file })).toEqual(
          rows.map(({ respondent, kind, hour, valueMwh }) => ({
            respondent,
            series: kind,
            hour_ending: new Date(hour * MS_PER_HOUR),
            value_mwh: valueMwh,
          })),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('says the end of an hour as EIA counts it, and nothing of hours that were never given', () => {
    const valuesMwh = Float64Array.of(1.5, Number.NaN, NO_ROW, -3);
    const given: ReportedHours[] = [{ respondent: 'CISO', kind: 'demand', firstHour: FIRST_HOUR, valuesMwh }];
    expect(gunzipSync(observationsCsv(given)).toString()).toBe(
      'respondent,series,hour_ending,value_mwh\n' +
        'CISO,demand,2026-06-01T01:00:00Z,1.5\n' +
        'CISO,demand,2026-06-01T02:00:00Z,\n' +
        'CISO,demand,2026-06-01T04:00:00Z,-3\n',
    );
  });

  it.each([
    ['another header', 'a,b\n1,2\n', /first line/],
    [
      'a missing field',
      'respondent,series,hour_ending,value_mwh\nCISO,demand,2026-06-01T01:00:00Z\n',
      /line 2/,
    ],
    ['no number', 'respondent,series,hour_ending,value_mwh\nCISO,demand,2026-06-01T01:00:00Z,x\n', /line 2/],
    ['no instant', 'respondent,series,hour_ending,value_mwh\nCISO,demand,June,1\n', /line 2/],
  ])('with %s is refused', (_, text, words) => {
    expect(() => [...observationsFromCsv(gzipSync(text))]).toThrow(words);
  });

  it('is told from another by any change of any row', () => {
    fc.assert(
      fc.property(series, fc.nat(), (given, at) => {
        const cells = given.flatMap(({ valuesMwh }) => [...valuesMwh]);
        fc.pre(cells.length > 0);
        const before = rowsIdentity(given);
        let left = at % cells.length;
        for (const { valuesMwh } of given) {
          if (left < valuesMwh.length) valuesMwh[left] = Number.isFinite(valuesMwh[left]) ? Number.NaN : 7;
          left -= valuesMwh.length;
          if (left < 0) break;
        }
        expect(rowsIdentity(given).rowsHash).not.toBe(before.rowsHash);
      }),
    );
  });
});

describe('a month', () => {
  it('holds the hours that start in it', () => {
    const { firstHour, lastHour } = hoursOfMonth('2026-02');
    expect([hourToIso(firstHour), hourToIso(lastHour)]).toEqual([
      '2026-02-01T01:00:00Z',
      '2026-03-01T00:00:00Z',
    ]);
    expect([monthOfHour(firstHour), monthOfHour(lastHour)]).toEqual(['2026-02', '2026-02']);
    expect([monthOfHour(firstHour - 1), monthOfHour(lastHour + 1)]).toEqual(['2026-01', '2026-03']);
  });

  it('follows another over the turn of a year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
  });
});

import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { EiaBatch } from '../../src/eia/batch.ts';
import { readBalanceFile, readInterchangeFile } from '../../src/eia/bulk-file.ts';
import { normalizedHeader } from '../../src/eia/bulk-headers.ts';
import { parseBulkHour } from '../../src/eia/bulk-hour.ts';
import {
  EiaMaintenancePageError,
  EiaMalformedBodyError,
  EiaUnknownHeaderError,
} from '../../src/eia/errors.ts';
import { formatPeriod, hourToIso } from '../../src/grid/hour.ts';
import { collect, valuesOf } from './fake-eia.ts';

const now = new Date('2026-03-31T00:00:00Z');
const FIXED = [
  'Balancing Authority',
  'Data Date',
  'Hour Number',
  'Local Time at End of Hour',
  'UTC Time at End of Hour',
  'Demand Forecast (MW)',
  'Demand (MW)',
  'Net Generation (MW)',
  'Total Interchange (MW)',
  'Sum(Valid DIBAs) (MW)',
];
const BASICS = ['Demand (MW)', 'Net Generation (MW)', 'Total Interchange (MW)'];
const OLD_SOURCES = [
  'Coal',
  'Natural Gas',
  'Nuclear',
  'All Petroleum Products',
  'Hydropower and Pumped Storage',
  'Solar',
  'Wind',
  'Other Fuel Sources',
  'Unknown Fuel Sources',
];
const NEW_SOURCES = [
  'Coal',
  'Natural Gas',
  'Nuclear',
  'All Petroleum Products',
  'Hydropower Excluding Pumped Storage',
  'Pumped Storage ',
  'Solar without Integrated Battery Storage',
  'Solar with Integrated Battery Storage',
  'Wind without Integrated Battery Storage',
  'Wind with Integrated Battery Storage',
  'Battery Storage',
  'Other Energy Storage',
  'Unknown Energy Storage',
  'Geothermal',
  'Other Fuel Sources',
  'Unknown Fuel Sources',
];
const NEW_CODES = [
  'COL',
  'NG',
  'NUC',
  'OIL',
  'WAT',
  'PS',
  'SUN',
  'SNB',
  'WND',
  'WNB',
  'BAT',
  'OES',
  'UES',
  'GEO',
  'OTH',
  'UNK',
];

function header(sources: string[], imputed = sources): string[] {
  const generation = (names: string[]) => names.map((name) => `Net Generation (MW) from ${name}`);
  const marked = (mark: string) => generation(imputed).map((name) => `${name} (${mark})`);
  return [
    ...FIXED,
    ...BASICS.map((name) => `${name} (Imputed)`),
    ...BASICS.map((name) => `${name} (Adjusted)`),
    ...generation(sources),
    ...marked('Imputed'),
    ...marked('Adjusted'),
    'Region',
  ];
}

const OLD_42 = header(OLD_SOURCES, OLD_SOURCES.slice(0, 8));
const OLD_44 = header(OLD_SOURCES);
const NEW_65 = header(NEW_SOURCES).map((name) =>
  name
    .replace(
      'Solar with Integrated Battery Storage (Adjusted)',
      'Solar witho Integrated Battery Storage (Adjusted)',
    )
    .replace('Pumped Storage  (Adjusted)', 'Pumped  Storage  (Adjusted)'),
);

const line = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

/** A row by column name; the columns that it does not name are blank. */
function row(names: readonly string[], cells: Record<string, string>): string {
  const all: Record<string, string> = {
    'Balancing Authority': 'CISO',
    'UTC Time at End of Hour': '07/01/2020 1:00:00 AM',
    Region: 'CAL',
    ...cells,
  };
  return line(names.map((name) => all[name] ?? ''));
}

const csv = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`;
/** In small pieces, as a network cuts it. */
const bytes = (text: string | Buffer, size = 97) => {
  const buffer = Buffer.from(text);
  const count = Math.ceil(buffer.length / size);
  return Readable.from(Array.from({ length: count }, (_, i) => buffer.subarray(i * size, (i + 1) * size)));
};
const readBalance = (text: string | Buffer): Promise<EiaBatch[]> =>
  collect(readBalanceFile(bytes(text), 'EIA930_BALANCE_TEST.csv', now));
const kindsOf = (batches: EiaBatch[]) =>
  Object.fromEntries(valuesOf(batches).map(({ kind, valueMwh }) => [kind, valueMwh]));

describe('a BALANCE file', () => {
  it.each([
    ['42 columns', OLD_42, 42],
    ['44 columns', OLD_44, 44],
  ])('with the old %s', async (_, names, count) => {
    // 16 + 9 + 8 + 8 + Region; or 9 each.
    expect(names).toHaveLength(count);
    const batches = await readBalance(
      csv(
        line(names),
        row(names, {
          'Demand Forecast (MW)': '25,100',
          'Demand (MW)': '24,310',
          'Demand (MW) (Adjusted)': '1',
          'Demand (MW) (Imputed)': '2',
          'Net Generation (MW)': '20,000',
          'Total Interchange (MW)': '-4,310',
          'Net Generation (MW) from Solar': '-12',
          'Net Generation (MW) from Solar (Adjusted)': '0',
          'Net Generation (MW) from Hydropower and Pumped Storage': '1,060',
          'Net Generation (MW) from Unknown Fuel Sources': '3',
        }),
      ),
    );
    expect(kindsOf(batches)).toEqual({
      'day-ahead-demand-forecast': 25100,
      demand: 24310,
      'net-generation': 20000,
      'total-interchange': -4310,
      'generation:SUN': -12,
      'generation:WAT': 1060,
      'generation:UNK': 3,
    });
    const [first] = valuesOf(batches);
    expect(first?.respondent).toBe('CISO');
    expect(hourToIso(first?.hour as number)).toBe('2020-07-01T01:00:00Z');
    expect(batches).toMatchObject([
      { route: 'balance-file', rowCount: 1, page: 1, quarantined: [], provenance: 'eia' },
    ]);
  });

  it('with the new 65 columns, their typing errors and spaces', async () => {
    expect(NEW_65).toHaveLength(65);
    const cells = NEW_SOURCES.map((name, i) => [`Net Generation (MW) from ${name}`, String(i + 1)]);
    const batches = await readBalance(csv(line(NEW_65), row(NEW_65, Object.fromEntries(cells))));
    expect(kindsOf(batches)).toEqual(
      Object.fromEntries(NEW_CODES.map((code, i) => [`generation:${code}`, i + 1])),
    );
    expect(batches[0]?.quarantined).toEqual([]);
  });

  it('before 2018 has no sources', async () => {
    const names = [...FIXED, 'Region'];
    expect(kindsOf(await readBalance(csv(line(names), row(names, { 'Demand (MW)': '5' }))))).toEqual({
      demand: 5,
    });
  });

  it('in any order of columns, with a byte order mark, gzipped or not', async () => {
    const names = [...OLD_42].reverse();
    const text = `\uFEFF${csv(line(names), row(names, { 'Demand (MW)': '7' }))}`;
    expect(kindsOf(await readBalance(text))).toEqual({ demand: 7 });
    expect(kindsOf(await readBalance(gzipSync(text)))).toEqual({ demand: 7 });
  });

  it('says nothing where a cell is blank, so zero stays apart from nothing', async () => {
    const batches = await readBalance(csv(line(OLD_42), row(OLD_42, { 'Demand (MW)': '0' })));
    expect(kindsOf(batches)).toEqual({ demand: 0 });
  });

  it('sets bad rows and bad cells aside, with reasons, and reads the rest', async () => {
    const hour = (n: number) => `07/01/2020 ${n}:00:00 AM`;
    const batches = await readBalance(
      csv(
        line(OLD_42),
        row(OLD_42, { 'Balancing Authority': 'XXXX', 'Demand (MW)': '1' }),
        row(OLD_42, { 'UTC Time at End of Hour': '07/01/1920 1:00:00 AM', 'Demand (MW)': '1' }),
        row(OLD_42, { 'UTC Time at End of Hour': 'noon', 'Demand (MW)': '1' }),
        row(OLD_42, { 'UTC Time at End of Hour': hour(2), 'Demand (MW)': 'n/a', 'Net Generation (MW)': '9' }),
        '"CISO","07/01/2020","3"',
        row(OLD_42, { 'UTC Time at End of Hour': hour(4), 'Demand (MW)': '4' }),
        row(OLD_42, { 'UTC Time at End of Hour': hour(4), 'Demand (MW)': '5' }),
        `"CISO","a "bad" quote",${row(OLD_42, {})}`,
        row(OLD_42, { 'UTC Time at End of Hour': hour(6), 'Demand (MW)': '6' }),
      ),
    );
    expect(valuesOf(batches).map(({ kind, valueMwh }) => `${kind} ${valueMwh}`)).toEqual([
      'net-generation 9',
      'demand 4',
      'demand 6',
    ]);
    const quarantined = batches.flatMap((batch) => batch.quarantined);
    expect(quarantined.map(({ reason }) => reason)).toEqual([
      'the line is no CSV',
      'unknown respondent',
      'the hour is before 2015-07-01, when EIA-930 began',
      'the time is not an hour',
      'the value is not a number',
      'the time is not an hour',
      'a second row for the same hour; the first one counts',
    ]);
    expect(quarantined[4]).toMatchObject({
      origin: 'EIA930_BALANCE_TEST.csv',
      respondent: 'CISO',
      period: '2020-07-01T02',
      excerpt: '{"demand":"n/a"}',
    });
  });

  it('tells of a source column that nobody knows', async () => {
    const names = [...OLD_42, 'Net Generation (MW) from Fusion'];
    const [batch] = await readBalance(csv(line(names), row(names, { 'Demand (MW)': '1' })));
    expect(batch?.quarantined.map(({ reason }) => reason)).toEqual(['unknown column, which was left out']);
    expect(batch?.quarantined[0]?.excerpt).toBe('net generation (mw) from fusion');
    expect(batch?.observations).toHaveLength(1);
  });

  it('comes in batches, and is not held whole', async () => {
    const lines = Array.from({ length: 4000 }, (_, i) => {
      const period = formatPeriod(442_000 + i);
      const clock = Number(period.slice(11)) % 12 || 12;
      const half = Number(period.slice(11)) < 12 ? 'AM' : 'PM';
      const time = `${period.slice(5, 7)}/${period.slice(8, 10)}/${period.slice(0, 4)} ${clock}:00:00 ${half}`;
      return row(OLD_42, {
        'UTC Time at End of Hour': time,
        'Demand (MW)': '1,000',
        'Net Generation (MW)': '2',
        'Total Interchange (MW)': '3',
      });
    });
    const batches = await collect(readBalanceFile(bytes(csv(line(OLD_42), ...lines), 65_536), 'x', now));
    expect(batches.map((batch) => [batch.page, batch.observations.length >= 5000])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
    expect(valuesOf(batches)).toHaveLength(12_000);
    expect(valuesOf(batches).at(-1)?.hour).toBe(442_000 + 3999);
    expect(batches.reduce((sum, batch) => sum + batch.rowCount, 0)).toBe(4000);
  });

  it('of another kind is refused by the columns that it lacks', async () => {
    const failure = readBalance(csv(line(['Balancing Authority', 'Sub-Region']), line(['CISO', 'PGAE'])));
    await expect(failure).rejects.toThrow(EiaUnknownHeaderError);
    await expect(failure).rejects.toThrow('no column "utc time at end of hour", "demand (mw)"');
    await expect(readBalance('')).rejects.toThrow(EiaUnknownHeaderError);
  });

  it('ends in an error where a quote is never closed, rather than pass for short', async () => {
    const rest = Array.from({ length: 300 }, () => row(OLD_42, { 'Demand (MW)': '1' }).replaceAll('"', ''));
    const text = csv(line(OLD_42), row(OLD_42, { 'Demand (MW)': '7' }), '"CISO,', ...rest);
    await expect(readBalance(text)).rejects.toThrow(EiaMalformedBodyError);
  });

  it('that is a web page, or a gzip that breaks off, is told as that', async () => {
    await expect(readBalance('<!DOCTYPE html><html></html>')).rejects.toThrow(EiaMaintenancePageError);
    const whole = gzipSync(csv(line(OLD_42), row(OLD_42, { 'Demand (MW)': '7' })));
    await expect(readBalance(whole.subarray(0, whole.length - 30))).rejects.toThrow(EiaMalformedBodyError);
  });
});

describe('an INTERCHANGE file', () => {
  const NAMES = [
    'Balancing Authority',
    'Data Date',
    'Hour Number',
    'Directly Interconnected Balancing Authority',
    'Interchange (MW)',
    'Local Time at End of Hour',
    'UTC Time at End of Hour',
    'Region',
    'DIBA_Region',
  ];
  const tie = (neighbor: string, value: string, time = '11/01/2020 12:00:00 PM') =>
    row(NAMES, {
      'Directly Interconnected Balancing Authority': neighbor,
      'Interchange (MW)': value,
      'UTC Time at End of Hour': time,
    });

  it('gives interchange by neighbour, positive out of the authority', async () => {
    const text = csv(
      line(NAMES),
      tie('BPAT', '-1,200'),
      tie('CFE', '33'),
      tie('NEVP', ''),
      tie('ZZZZ', '1'),
      tie('CFE', '34'),
    );
    const batches = await collect(readInterchangeFile(bytes(text), 'EIA930_INTERCHANGE_TEST.csv', now));
    expect(kindsOf(batches)).toEqual({ 'interchange:BPAT': -1200, 'interchange:CFE': 33 });
    expect(hourToIso(valuesOf(batches)[0]?.hour as number)).toBe('2020-11-01T12:00:00Z');
    expect(batches[0]?.route).toBe('interchange-file');
    expect(batches[0]?.quarantined.map(({ reason }) => reason)).toEqual([
      'unknown neighbour',
      'a second row for the same hour; the first one counts',
    ]);
  });
});

describe('hours and headers', () => {
  it.each([
    ['07/01/2020 1:00:00 AM', '2020-07-01T01'],
    ['07/01/2020 12:00:00 AM', '2020-07-01T00'],
    ['07/01/2020 12:00:00 PM', '2020-07-01T12'],
    ['12/31/2020 11:00:00 PM', '2020-12-31T23'],
    ['7/1/2020 1:00 PM', '2020-07-01T13'],
  ])('%s is %s', (text, period) => expect(formatPeriod(parseBulkHour(text) as number)).toBe(period));

  it.each([
    '',
    '02/30/2020 1:00:00 AM',
    '13/01/2020 1:00:00 AM',
    '07/01/2020 13:00:00 PM',
    '07/01/2020 1:30:00 AM',
    '2020-07-01T01',
  ])('"%s" is no hour', (text) => expect(parseBulkHour(text)).toBeNull());

  it('are the same whatever their spaces and case', () => {
    expect(normalizedHeader(' Net  Generation (MW) from Solar witho Integrated Battery Storage ')).toBe(
      normalizedHeader('net generation (MW) from Solar with Integrated Battery Storage'),
    );
    expect(normalizedHeader('Solar without Integrated')).toBe('solar without integrated');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { FAULT_NAMES, type FaultName } from '../../src/emulator/fault.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { type Body, fetchData } from './ask.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ source: syntheticSource(), now: '2026-03-31T20:00:00Z' });
});
afterAll(() => emulator.close());

const DAY = { start: '2026-03-20T00', end: '2026-03-20T23', facets: { respondent: ['PJM'] } };
const PATIENCE_MS = 200;

/** What a client sees of one answer, in a word. */
async function outcome(params: object = DAY, signal?: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetchData(emulator, 'fuel-type-data', params, signal);
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? 'no answer' : 'no connection';
  }
  const text = await response.text();
  if (response.status !== 200)
    return `${response.status} ${/API_KEY_INVALID|OVER_RATE_LIMIT/.exec(text) ?? ''}`.trim();
  if (text.startsWith('<!DOCTYPE html')) return 'html';
  let body: Body;
  try {
    body = JSON.parse(text) as Body;
  } catch {
    return 'broken json';
  }
  if (typeof body.response === 'string') return 'string';
  return body.response.data.length > 0 ? 'rows' : 'empty';
}

/** Three answers in a row; patience ends only where none is expected. */
async function outcomes(fault: FaultName, expected: string[]): Promise<string[]> {
  emulator.setFault(fault);
  const seen: string[] = [];
  for (const each of expected) {
    seen.push(await outcome(DAY, each === 'no answer' ? AbortSignal.timeout(PATIENCE_MS) : undefined));
  }
  return seen;
}

describe('faults of a whole answer', () => {
  const EXPECTED: Partial<Record<FaultName, string[]>> = {
    'rate-limit': ['429 OVER_RATE_LIMIT', '429 OVER_RATE_LIMIT', 'rows'],
    'rate-limit-forever': ['429 OVER_RATE_LIMIT', '429 OVER_RATE_LIMIT', '429 OVER_RATE_LIMIT'],
    'rate-limit-string': ['string', 'rows', 'rows'],
    'server-error': ['503', 'rows', 'rows'],
    'server-error-forever': ['503', '503', '503'],
    timeout: ['no answer', 'rows', 'rows'],
    'timeout-forever': ['no answer', 'no answer', 'no answer'],
    html: ['html', 'rows', 'rows'],
    'html-forever': ['html', 'html', 'html'],
    'truncated-json': ['broken json', 'rows', 'rows'],
    'truncated-json-forever': ['broken json', 'broken json', 'broken json'],
    'empty-page': ['empty', 'rows', 'rows'],
    'empty-page-forever': ['empty', 'empty', 'empty'],
    'key-invalid': ['403 API_KEY_INVALID', '403 API_KEY_INVALID', '403 API_KEY_INVALID'],
    outage: ['no connection', 'no connection', 'no connection'],
  };

  it.each(Object.entries(EXPECTED))('%s: %j', async (fault, expected) => {
    expect(await outcomes(fault as FaultName, expected)).toEqual(expected);
  });

  it('covers every fault here or below', () => {
    expect([...Object.keys(EXPECTED), 'wrong-total', 'slow', 'bad-rows'].sort()).toEqual(
      [...FAULT_NAMES].sort(),
    );
  });

  it('counts each URL for itself', async () => {
    emulator.setFault('server-error');
    expect(await outcome()).toBe('503');
    expect(await outcome({ ...DAY, offset: 1 })).toBe('503');
    expect(await outcome()).toBe('rows');
  });

  it('ends when it is lifted', async () => {
    emulator.setFault('outage');
    expect(await outcome()).toBe('no connection');
    emulator.setFault(null);
    expect(await outcome()).toBe('rows');
  });
});

describe('faults of the rows', () => {
  const page = async (params: object = {}) =>
    (await (await fetchData(emulator, 'fuel-type-data', { ...DAY, ...params })).json()) as Body;

  it('overstates the total and is empty beyond the last row', async () => {
    emulator.setFault(null);
    const total = Number((await page()).response.total);
    emulator.setFault('wrong-total');
    expect(Number((await page()).response.total)).toBe(total + 5000);
    expect((await page({ offset: total })).response.data).toEqual([]);
  });

  it('empties the second page of a longer window, not its first', async () => {
    emulator.setFault('empty-page');
    expect((await page({ length: 10 })).response.data).toHaveLength(10);
    expect((await page({ length: 10, offset: 10 })).response.data).toHaveLength(0);
    expect((await page({ length: 10, offset: 10 })).response.data).toHaveLength(10);
  });

  it('mixes bad rows in without hiding a good one, on any paging', async () => {
    emulator.setFault(null);
    const good = (await page()).response.data;
    emulator.setFault('bad-rows');
    const rows = (await page()).response.data;
    const paged = [];
    for (let offset = 0; offset < rows.length; offset += 5) {
      paged.push(...(await page({ offset, length: 5 })).response.data);
    }
    expect(paged).toEqual(rows);
    const bad = rows.slice(0, rows.length - good.length);
    expect(rows.slice(bad.length)).toEqual(good);
    expect(bad.map((row) => [row.period, row['respondent'], row['fueltype'], typeof row.value])).toEqual([
      [undefined, 'PJM', 'BAT', 'string'],
      ['2026-03-20T00', 'ZZZZ', 'BAT', 'string'],
      ['2026-03-20T00', 'PJM', 'QQQQ', 'string'],
      ['2026-03-20T00', 'PJM', 'BAT', 'string'],
      ['2026-03-20T00', 'PJM', 'BAT', 'object'],
      ['1926-03-01T05', 'PJM', 'BAT', 'string'],
      ['2126-03-01T05', 'PJM', 'BAT', 'string'],
      ['2026-03-20T00', 'PJM', 'BAT', 'string'],
    ]);
  });

  it('slows without changing', async () => {
    emulator.setFault(null);
    const plain = await page();
    emulator.setFault('slow');
    expect(await page()).toEqual(plain);
    emulator.setFault(null);
  });
});

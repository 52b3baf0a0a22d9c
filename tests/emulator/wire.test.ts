import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { ask, askAll, type Body, fetchData, pathOf } from './ask.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ source: syntheticSource(), now: '2026-03-31T20:00:00Z' });
});
afterAll(() => emulator.close());

const get = (path: string, headers: Record<string, string> = { 'X-Api-Key': 'k' }) =>
  fetch(emulator.origin + path, { headers });

const WINDOW = { start: '2026-03-20T00', end: '2026-03-20T05' };
const CISO_DEMAND = { ...WINDOW, facets: { respondent: ['CISO'], type: ['D'] } };

describe('the key', () => {
  it('is asked for, in the words of EIA', async () => {
    const response = await get(pathOf('region-data'), {});
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      error: {
        code: 'API_KEY_MISSING',
        message:
          'No api_key was supplied.  Please register for one at https://www.eia.gov/opendata/register.php',
      },
    });
  });

  it('is refused when INVALID, wherever it stands', async () => {
    for (const response of [
      await get(pathOf('region-data'), { 'X-Api-Key': 'INVALID' }),
      await get(`${pathOf('region-data')}?api_key=INVALID`, {}),
    ]) {
      expect(response.status).toBe(403);
      expect((await response.json()).error.code).toBe('API_KEY_INVALID');
    }
  });

  it('is echoed when it came in the URL, and only then', async () => {
    const fromUrl = (await (
      await get(`${pathOf('region-data')}?api_key=abc&length=1&end=2023-01-02`, {})
    ).json()) as Body;
    expect(fromUrl.request.params).toEqual({ api_key: 'abc', length: '1', end: '2023-01-02' });
    const fromHeader = await (await fetchData(emulator, 'region-data', CISO_DEMAND)).text();
    expect(fromHeader).not.toContain('a-key');
  });
});

describe('parameters', () => {
  it('mean the same bracketed, numbered or as X-Params', async () => {
    const viaHeader = await ask(emulator, 'region-data', {
      ...CISO_DEMAND,
      sort: [{ column: 'period', direction: 'desc' }],
    });
    for (const [data, facet] of [
      ['data[0]', '[0]'],
      ['data[]', '[]'],
    ]) {
      const query = `${data}=value&facets[respondent]${facet}=CISO&facets[type]${facet}=D&start=${WINDOW.start}&end=${WINDOW.end}&frequency=hourly&sort[0][column]=period&sort[0][direction]=desc`;
      const viaUrl = (await (await get(`${pathOf('region-data')}?${query}`)).json()) as Body;
      expect(viaUrl.response).toEqual(viaHeader.response);
      expect(viaUrl.request.params).toMatchObject({
        data: ['value'],
        facets: { respondent: ['CISO'], type: ['D'] },
        sort: [{ column: 'period', direction: 'desc' }],
      });
    }
    expect(viaHeader.response.data.map((row) => row.period)).toEqual(
      ['05', '04', '03', '02', '01', '00'].map((hour) => `2026-03-20T${hour}`),
    );
  });

  it('select by every facet and sort by every column', async () => {
    const { response } = await ask(emulator, 'interchange-data', {
      ...WINDOW,
      facets: { fromba: ['PJM', 'CISO'], toba: ['MISO', 'BPAT', 'NYIS'] },
      sort: [
        { column: 'toba', direction: 'desc' },
        { column: 'period', direction: 'asc' },
      ],
    });
    const ties = response.data.map((row) => `${row['fromba']}>${row['toba']}`);
    expect([...new Set(ties)]).toEqual(['PJM>NYIS', 'PJM>MISO', 'CISO>BPAT']);
    expect(response.data.slice(0, 3).map((row) => row.period.slice(-2))).toEqual(['00', '01', '02']);
  });

  it('that are wrong are refused with EIA’s 400', async () => {
    const refusals: [string, string][] = [
      ['frequency=weekly', "Invalid frequency 'weekly' provided. The only valid frequencies are"],
      ['data[]=bogus', "Invalid data 'bogus' provided."],
      ['sort[0][column]=bogus', "Invalid sort 'bogus' provided."],
      ['start=not-a-date', "Invalid date format 'not-a-date' provided."],
    ];
    for (const [query, message] of refusals) {
      const response = await get(`${pathOf('region-data')}?${query}`);
      expect(response.status, query).toBe(400);
      const body = await response.json();
      expect(body.code).toBe(400);
      expect(body.error).toContain(message);
    }
  });

  it('of an unknown route end in 404', async () => {
    const response = await get('/v2/electricity/rto/nothing/data/');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'Not found.', code: 404 });
  });
});

describe('data', () => {
  it('carries strings, both bounds, and the synthetic mark', async () => {
    const response = await fetchData(emulator, 'region-data', CISO_DEMAND);
    expect(response.headers.get('x-gridpulse-provenance')).toBe('synthetic');
    const body = (await response.json()) as Body;
    expect(body.response.total).toBe('6');
    expect(body.warnings).toBeUndefined();
    expect(body.response.data[0]).toEqual({
      period: '2026-03-20T00',
      respondent: 'CISO',
      'respondent-name': 'California Independent System Operator',
      type: 'D',
      'type-name': 'Demand',
      value: expect.stringMatching(/^\d+$/),
      'value-units': 'megawatthours',
    });
    expect(body.response.data.at(-1)?.period).toBe('2026-03-20T05');
  });

  it('comes 5000 rows at most, warns, and pages without gap or repetition', async () => {
    const window = { start: '2026-03-01T00', end: '2026-03-03T23' };
    const first = await ask(emulator, 'fuel-type-data', { ...window, length: 99_999 });
    expect(first.response.data).toHaveLength(5000);
    expect(first.warnings?.[0]?.warning).toBe('incomplete return');
    const rows = await askAll(emulator, 'fuel-type-data', window);
    expect(rows).toHaveLength(Number(first.response.total));
    const keys = rows.map((row) => `${row.period} ${row['respondent']} ${row['fueltype']}`);
    expect(new Set(keys).size).toBe(rows.length);
    expect(keys).toEqual([...keys].sort());
    const odd = await ask(emulator, 'fuel-type-data', { ...window, offset: 4321, length: 7 });
    expect(odd.response.data).toEqual(rows.slice(4321, 4328));
  });

  it('is empty beyond its end and for an unknown facet value', async () => {
    const beyond = await ask(emulator, 'region-data', { ...CISO_DEMAND, offset: 6 });
    expect([beyond.response.total, beyond.response.data]).toEqual(['6', []]);
    const unknown = await ask(emulator, 'region-data', { ...WINDOW, facets: { respondent: ['NOBODY'] } });
    expect([unknown.response.total, unknown.response.data]).toEqual(['0', []]);
  });

  it('comes without value where data[] is missing', async () => {
    const { response } = await ask(emulator, 'region-data', { ...CISO_DEMAND, data: undefined });
    expect(response.data).toHaveLength(6);
    expect(response.data[0]).not.toHaveProperty('value');
  });

  it('describes its routes and lists their facets', async () => {
    const metadata = await (await get('/v2/electricity/rto/region-data/')).json();
    expect(metadata.response.facets.map((facet: { id: string }) => facet.id)).toEqual(['respondent', 'type']);
    const facets = await (await get('/v2/electricity/rto/region-data/facet/type/')).json();
    expect(facets.response.facets.map((facet: { id: string }) => facet.id)).toEqual(['D', 'DF', 'NG', 'TI']);
  });
});

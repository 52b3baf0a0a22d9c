import { describe, expect, it } from 'vitest';
import { EiaIncompleteWindowError } from '../../src/eia/errors.ts';
import { parsePeriod } from '../../src/grid/hour.ts';
import { clientOf, collect, demandRows, firstHour, json, KEY, march, page, valuesOf } from './fake-eia.ts';

// 12,000 hours do not fit into March: these rows start long before now.
const from = parsePeriod('2020-01-01T00') as number;
const rows = demandRows(12_000, from);
const wide = { ...march, firstHour: from, lastHour: from + 100 };

describe('a request', () => {
  it('asks as EIA documents it, with the key in the header only', async () => {
    const { client, asked } = clientOf(({ offset }) => page(demandRows(24), offset));
    await collect(client.observations({ ...march, respondents: ['CISO', 'PJM'] }));
    const { url, headers } = asked[0] as (typeof asked)[0];
    expect(url.pathname).toBe('/v2/electricity/rto/region-data/data/');
    expect([...url.searchParams]).toEqual([
      ['frequency', 'hourly'],
      ['data[0]', 'value'],
      ['facets[type][]', 'D'],
      ['facets[type][]', 'DF'],
      ['facets[type][]', 'NG'],
      ['facets[type][]', 'TI'],
      ['facets[respondent][]', 'CISO'],
      ['facets[respondent][]', 'PJM'],
      ['start', '2026-03-01T00'],
      ['end', '2026-03-01T23'],
      ['sort[0][column]', 'period'],
      ['sort[0][direction]', 'asc'],
      ['sort[1][column]', 'respondent'],
      ['sort[1][direction]', 'asc'],
      ['sort[2][column]', 'type'],
      ['sort[2][direction]', 'asc'],
      ['offset', '0'],
      ['length', '5000'],
    ]);
    expect(headers.get('x-api-key')).toBe(KEY);
    expect(decodeURIComponent(url.href)).not.toContain(KEY);
  });

  it('names no respondent unless told to, and asks interchange by fromba', async () => {
    const { client, asked } = clientOf(({ offset }) => page([], offset));
    await collect(client.observations({ ...march, route: 'interchange-data' }));
    await collect(client.observations({ ...march, route: 'interchange-data', respondents: ['CISO'] }));
    expect(asked[0]?.url.search).not.toContain('facets');
    expect(asked[1]?.url.searchParams.getAll('facets[fromba][]')).toEqual(['CISO']);
    expect(asked[1]?.url.searchParams.get('sort[2][column]')).toBe('toba');
  });

  it('asks for nobody without a request', async () => {
    const { client, asked } = clientOf(({ offset }) => page([], offset));
    expect(await collect(client.observations({ ...march, respondents: [] }))).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('covers a long range in windows, each hour once', async () => {
    const { client, asked } = clientOf(() => page([], 0));
    const lastHour = firstHour + 24 * 30;
    await collect(client.observations({ ...march, route: 'fuel-type-data', lastHour }));
    const windows = asked.map(({ url }) => [
      parsePeriod(url.searchParams.get('start') as string) as number,
      parsePeriod(url.searchParams.get('end') as string) as number,
    ]);
    expect(windows.length).toBeGreaterThan(2);
    expect(windows[0]?.[0]).toBe(firstHour);
    expect(windows.at(-1)?.[1]).toBe(lastHour);
    for (const [index, window] of windows.slice(1).entries()) {
      expect(window[0]).toBe((windows[index]?.[1] as number) + 1);
    }
  });

  it('marks where the numbers come from', async () => {
    const synthetic = { 'x-gridpulse-provenance': 'synthetic' };
    const body = { response: { total: 1, data: demandRows(1) } };
    const real = clientOf(() => json(body));
    const invented = clientOf(() => json(body, 200, synthetic));
    expect((await collect(real.client.observations(march)))[0]?.provenance).toBe('eia');
    expect((await collect(invented.client.observations(march)))[0]?.provenance).toBe('synthetic');
  });

  it('reports progress page by page', async () => {
    const seen: string[] = [];
    const { client } = clientOf(({ offset }) => page(rows, offset), {
      onProgress: ({ pages, rows, what }) => seen.push(`${pages} ${rows} ${what}`),
    });
    await collect(client.observations(wide));
    expect(seen).toEqual([
      '1 5000 2020-01-01T00 to 2020-01-05T04',
      '2 10000 2020-01-01T00 to 2020-01-05T04',
      '3 12000 2020-01-01T00 to 2020-01-05T04',
    ]);
  });
});

describe('paging', () => {
  it.each([
    ['right', '12000'],
    ['a number', 12000],
    ['null', null],
    ['garbage', 'many'],
    ['overstated', '19000'],
    ['overstated beyond reason', 1e9],
    ['understated', '100'],
    ['understated to a page', '5000'],
  ])('gets every row where total is %s', async (_, total) => {
    const { client, asked } = clientOf(({ offset }) => page(rows, offset, total));
    const batches = await collect(client.observations(wide));
    expect(valuesOf(batches)).toHaveLength(12_000);
    expect(batches.map((batch) => [batch.page, batch.rowCount])).toEqual([
      [1, 5000],
      [2, 5000],
      [3, 2000],
    ]);
    expect(asked.length).toBeLessThan(10);
  });

  it('asks for exactly the pages that there are where total is right', async () => {
    const { client, asked } = clientOf(({ offset }) => page(rows, offset));
    await collect(client.observations(wide));
    expect(asked.map(({ offset }) => offset).sort((a, b) => a - b)).toEqual([0, 5000, 10000]);
  });

  it('has at most `concurrency` requests in flight', async () => {
    let now = 0;
    let most = 0;
    const many = demandRows(40_000, from);
    const { client } = clientOf(
      async ({ offset }) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
        return page(many, offset);
      },
      { limits: { concurrency: 2 } },
    );
    expect(valuesOf(await collect(client.observations(wide)))).toHaveLength(40_000);
    expect(most).toBe(2);
  });

  it('follows a server that gives fewer rows a page than it was asked for', async () => {
    const short = rows.slice(0, 2_500);
    const { client } = clientOf(({ offset }) =>
      json({ response: { total: '2500', data: short.slice(offset, offset + 1000) } }),
    );
    expect(valuesOf(await collect(client.observations(wide)))).toHaveLength(2_500);
  });

  it('follows the warning where there is no total', async () => {
    const short = rows.slice(0, 2_500);
    const { client } = clientOf(({ offset }) =>
      json({
        warnings: [{ warning: 'incomplete return' }],
        response: { total: null, data: short.slice(offset, offset + 1000) },
      }),
    );
    expect(valuesOf(await collect(client.observations(wide)))).toHaveLength(2_500);
  });

  it('reads the rest of a page that came short in the middle', async () => {
    const { client } = clientOf(({ offset }) => {
      const end = offset === 5000 ? 7000 : offset + 5000;
      return json({ response: { total: '12000', data: rows.slice(offset, end) } });
    });
    const observations = valuesOf(await collect(client.observations(wide)));
    expect(observations).toHaveLength(12_000);
    expect(new Set(observations.map(({ hour }) => hour)).size).toBe(12_000);
  });

  it('asks again where the first page is empty though total says more', async () => {
    const { client, waitsMs } = clientOf(({ offset }, count) =>
      page(count === 1 ? [] : demandRows(24), offset, '24'),
    );
    expect(valuesOf(await collect(client.observations(march)))).toHaveLength(24);
    expect(waitsMs).toHaveLength(1);
  });

  it('gives up on a window whose first page stays empty though total says more', async () => {
    const { client } = clientOf(({ offset }) => page([], offset, '24'));
    await expect(collect(client.observations(march))).rejects.toThrow(EiaIncompleteWindowError);
  });

  it('takes an empty window for what it is where total agrees', async () => {
    const { client, asked } = clientOf(({ offset }) => page([], offset, '0'));
    expect(await collect(client.observations(march))).toMatchObject([{ rowCount: 0, observations: [] }]);
    expect(asked).toHaveLength(1);
  });

  it('asks again for a hole between full pages, and fails where it stays', async () => {
    let holes = 0;
    const once = clientOf(({ offset }) =>
      offset === 5000 && holes++ < 1 ? page([], 0, '12000') : page(rows, offset),
    );
    expect(valuesOf(await collect(once.client.observations(wide)))).toHaveLength(12_000);

    const always = clientOf(({ offset }) => (offset === 5000 ? page([], 0, '12000') : page(rows, offset)));
    const failure = collect(always.client.observations(wide));
    await expect(failure).rejects.toThrow('promised 12000 rows for region-data but stopped after 5000');
  });

  it.each([
    [5_000, '5001'],
    [5_000, '10000'],
    [10_000, '12000'],
    [10_000, '15000'],
    [10_000, 1e9],
  ])('ends after %d rows, a multiple of a page, where total says %s', async (count, total) => {
    const whole = rows.slice(0, count);
    const { client, waitsMs } = clientOf(({ offset }) => page(whole, offset, total));
    expect(valuesOf(await collect(client.observations(wide)))).toHaveLength(count);
    expect(waitsMs).toEqual([]);
  });

  it('takes silence after a full page for no end: the last row must come again, alone', async () => {
    const { client } = clientOf(({ offset }) =>
      offset < 4999 ? page(rows, offset) : page([], offset, '12000'),
    );
    await expect(collect(client.observations(wide))).rejects.toThrow(EiaIncompleteWindowError);
  });

  it('keeps no hour of a series twice where rows shift between pages', async () => {
    const { client } = clientOf(({ offset }) =>
      json({ response: { total: '12000', data: rows.slice(Math.max(0, offset - 3), offset + 5000) } }),
    );
    const batches = await collect(client.observations(wide));
    expect(new Set(valuesOf(batches).map(({ hour }) => hour)).size).toBe(valuesOf(batches).length);
    expect(batches.reduce((sum, batch) => sum + batch.duplicateCount, 0)).toBeGreaterThan(0);
  });
});

describe('a stream that fails midway', () => {
  it('has handed over the whole windows before', async () => {
    const { client } = clientOf(({ url, offset }) => {
      const start = parsePeriod(url.searchParams.get('start') as string) as number;
      return start === firstHour
        ? page(demandRows(24), offset)
        : json({ error: 'Invalid sort', code: 400 }, 400);
    });
    const got: number[] = [];
    const stream = client.observations({ ...march, lastHour: firstHour + 24 * 40 });
    await expect(
      (async () => {
        for await (const batch of stream) got.push(batch.observations.length);
      })(),
    ).rejects.toThrow('Invalid sort');
    expect(got).toEqual([24]);
  });

  it('may be left by its reader without a stray rejection', async () => {
    const { client } = clientOf(({ url, offset }) => {
      if (url.searchParams.get('start') !== '2026-03-01T00') throw new TypeError('gone');
      return page(demandRows(24), offset);
    });
    for await (const batch of client.observations({ ...march, lastHour: firstHour + 24 * 40 })) {
      expect(batch.page).toBe(1);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { recordedSource } from '../../src/emulator/recorded-source.ts';
import type { RouteId } from '../../src/emulator/route.ts';
import { ask, type Body, fetchData } from './ask.ts';

const PAGES = resolve(import.meta.dirname, '../../../shared/data/eia-api-v2/pages');
const areThere = existsSync(PAGES);

interface PageFile {
  fetched_at: string;
  payload: Body & { request: { params: object } };
}

const readPage = (name: string): PageFile =>
  JSON.parse(gunzipSync(readFileSync(join(PAGES, name))).toString('utf8'));

/** Asks what a recorded page asked, at the instant of its recording. */
async function replay(emulator: Emulator, page: PageFile): Promise<Body> {
  emulator.setNow(page.fetched_at);
  const route = page.payload.request.command.split('/')[4] as RouteId;
  const response = await fetchData(emulator, route, {
    frequency: undefined,
    data: undefined,
    ...page.payload.request.params,
  });
  return (await response.json()) as Body;
}

describe.skipIf(!areThere)(
  `recorded pages${areThere ? '' : ' (skipped: ../shared/data is not here)'}`,
  () => {
    let emulator: Emulator;
    beforeAll(async () => {
      emulator = await startEmulator({ source: recordedSource(PAGES) });
    });
    afterAll(() => emulator?.close());

    it.each(['demand_2025-11', 'fuelmix_2025-11', 'demand_2026-08', 'fuelmix_2026-08'])(
      'come back as they were recorded: %s',
      async (prefix) => {
        const names = readdirSync(PAGES).filter((name) => name.startsWith(prefix));
        expect(names.length).toBeGreaterThan(0);
        for (const name of names) {
          const page = readPage(name);
          expect(await replay(emulator, page), name).toEqual(page.payload);
        }
      },
    );

    it('carry no synthetic mark, and no rows of series that were not recorded', async () => {
      emulator.setNow(null);
      const response = await fetchData(emulator, 'interchange-data', {});
      expect(response.headers.get('x-gridpulse-provenance')).toBeNull();
      const body = (await response.json()) as Body;
      expect([body.response.total, body.response.data]).toEqual(['0', []]);
      expect((await ask(emulator, 'region-data', { facets: { type: ['DF'] } })).response.total).toBe('0');
    });

    it('hide at 2026-03-31 what EIA had not published by then', async () => {
      emulator.setNow('2026-03-31T12:00:00Z');
      const last = async (route: RouteId, respondent: string) => {
        const sort = [{ column: 'period', direction: 'desc' }];
        const { response } = await ask(emulator, route, {
          facets: { respondent: [respondent] },
          sort,
          length: 1,
        });
        return response.data[0]?.period;
      };
      expect(await last('region-data', 'CISO')).toBe('2026-03-31T11');
      expect(await last('fuel-type-data', 'CISO')).toBe('2026-03-30T06');
      expect(await last('fuel-type-data', 'PJM')).toBe('2026-03-30T03');
      emulator.setNow('2026-03-31T15:00:00Z');
      expect(await last('fuel-type-data', 'CISO')).toBe('2026-03-31T06');
    });
  },
);

describe('vintages', () => {
  const row = (period: string, value: string) => ({
    period,
    respondent: 'PJM',
    'respondent-name': 'PJM Interconnection, LLC',
    type: 'D',
    'type-name': 'Demand',
    value,
    'value-units': 'megawatthours',
  });
  const page = (fetchedAt: string, window: string, data: object[]) => ({
    fetched_at: fetchedAt,
    window,
    payload: { response: { total: String(data.length), data } },
  });

  let directory: string;
  let emulator: Emulator;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gridpulse-pages-'));
    const pages = [
      page('2026-05-01T04:30:00Z', '2026-05-01T00_2026-05-01T04', [
        row('2026-05-01T01', '100'),
        row('2026-05-01T02', '200'),
      ]),
      page('2026-05-02T00:00:00Z', '2026-05-01T00_2026-05-01T06', [
        row('2026-05-01T02', '222'),
        row('2026-05-01T03', '333'),
        row('2026-05-01T05', '555'),
      ]),
    ];
    for (const [i, each] of pages.entries())
      writeFileSync(join(directory, `${i}.json`), JSON.stringify(each));
    emulator = await startEmulator({ source: recordedSource(directory) });
  });
  afterAll(async () => {
    await emulator.close();
    rmSync(directory, { recursive: true });
  });

  const valuesAt = async (now: string | null) => {
    emulator.setNow(now);
    const { response } = await ask(emulator, 'region-data', {});
    return response.data.map((each) => `${each.period.slice(-2)}=${each.value}`).join(' ');
  };

  it('show the last that was fetched by then, and hide an hour that one asked for and lacked', async () => {
    expect(await valuesAt('2026-05-01T04:45:00Z')).toBe('01=100 02=200');
    expect(await valuesAt('2026-05-02T00:00:00Z')).toBe('01=100 02=222 03=333 05=555');
  });

  it('let a later one stand in where none was fetched, once EIA would have published the hour', async () => {
    expect(await valuesAt('2026-05-01T02:30:00Z')).toBe('01=100');
    expect(await valuesAt('2026-05-01T05:59:00Z')).toBe('01=100 02=200');
    expect(await valuesAt('2026-05-01T06:00:00Z')).toBe('01=100 02=200 05=555');
  });

  it('show the last of everything without a clock', async () => {
    expect(await valuesAt(null)).toBe('01=100 02=222 03=333 05=555');
  });
});

describe('a folder that cannot be served', () => {
  it('is told by name', () => {
    const directory = mkdtempSync(join(tmpdir(), 'gridpulse-pages-'));
    expect(() => recordedSource(directory)).toThrow(/No recorded page.*gridpulse-pages-/);
    writeFileSync(join(directory, 'half.json'), '{"fetched_at":');
    expect(() => recordedSource(directory)).toThrow(/half\.json/);
    rmSync(directory, { recursive: true });
    expect(() => recordedSource(directory)).toThrow(/cannot be read/);
  });
});

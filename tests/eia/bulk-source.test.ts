import { describe, expect, it } from 'vitest';
import { bulkFiles, bulkFilesReachable, observationsFromBulkFiles } from '../../src/eia/bulk-source.ts';
import { parsePeriod } from '../../src/grid/hour.ts';
import { collect, valuesOf } from './fake-eia.ts';

const now = new Date('2026-11-24T06:00:00Z');
const BALANCE = 'Balancing Authority,UTC Time at End of Hour,Demand (MW)\n';
const INTERCHANGE =
  'Balancing Authority,UTC Time at End of Hour,Directly Interconnected Balancing Authority,Interchange (MW)\n';
const CONTENT: Record<string, string> = {
  EIA930_BALANCE_2026_Jan_Jun: `${BALANCE}CISO,06/30/2026 1:00:00 AM,"20,001"\nCISO,06/30/2026 2:00:00 AM,"20,002"\n`,
  EIA930_INTERCHANGE_2026_Jan_Jun: `${INTERCHANGE}CISO,06/30/2026 1:00:00 AM,BPAT,-5\n`,
  EIA930_BALANCE_2026_Jul_Dec: `${BALANCE}CISO,07/02/2026 1:00:00 AM,"20,003"\n`,
  EIA930_INTERCHANGE_2026_Jul_Dec: `${INTERCHANGE}CISO,07/02/2026 1:00:00 AM,BPAT,-6\n`,
};

function site(content: Record<string, string>) {
  const asked: string[] = [];
  const fetchFake = async (input: string | URL | Request): Promise<Response> => {
    asked.push(String(input));
    const name = new URL(String(input)).pathname.split('/').at(-1)?.replace('.csv', '') ?? '';
    const body = content[name];
    return body === undefined ? new Response('', { status: 404 }) : new Response(body);
  };
  return { asked, fetch: fetchFake as typeof fetch };
}

describe('bulk files', () => {
  it.each([
    ['2026-11-24T06:00:00Z', ['2026_Jan_Jun', '2026_Jul_Dec']],
    ['2026-06-30T23:00:00Z', ['2025_Jul_Dec', '2026_Jan_Jun']],
    ['2026-07-01T00:00:00Z', ['2026_Jan_Jun', '2026_Jul_Dec']],
  ])('at %s are those of %j', (instant, halves) => {
    const files = bulkFiles(new Date(instant));
    expect(files.map(({ name }) => name)).toEqual(
      halves.flatMap((half) => [`EIA930_BALANCE_${half}.csv`, `EIA930_INTERCHANGE_${half}.csv`]),
    );
    expect(files[0]?.url).toBe(
      `https://www.eia.gov/electricity/gridmonitor/sixMonthFiles/EIA930_BALANCE_${halves[0]}.csv`,
    );
  });

  it('are read one after the other, pages counted through', async () => {
    const { fetch, asked } = site(CONTENT);
    const progress: string[] = [];
    const onProgress = ({ pages, rows, what }: { pages: number; rows: number; what: string }) =>
      progress.push(`${pages} ${rows} ${what}`);
    const batches = await collect(observationsFromBulkFiles({ now, fetch, onProgress }));
    expect(asked).toHaveLength(4);
    expect(valuesOf(batches).map(({ valueMwh }) => valueMwh)).toEqual([20001, 20002, -5, 20003, -6]);
    expect(batches.map(({ page, route }) => `${page} ${route}`)).toEqual([
      '1 balance-file',
      '2 interchange-file',
      '3 balance-file',
      '4 interchange-file',
    ]);
    expect(progress.at(-1)).toBe('4 5 EIA930_INTERCHANGE_2026_Jul_Dec.csv');
  });

  it('leave out what lies before the first hour wanted', async () => {
    const firstHour = parsePeriod('2026-06-30T02') as number;
    const batches = await collect(observationsFromBulkFiles({ now, fetch: site(CONTENT).fetch, firstHour }));
    expect(valuesOf(batches).map(({ valueMwh }) => valueMwh)).toEqual([20002, 20003, -6]);
  });

  it('put no row aside that lies before the first hour wanted, unless it is of another century', async () => {
    const bad =
      'NOBODY,06/30/2026 1:00:00 AM,1\nNOBODY,06/30/2026 2:00:00 AM,1\nCISO,01/01/1926 1:00:00 AM,1\n';
    const content = {
      ...CONTENT,
      EIA930_BALANCE_2026_Jan_Jun: `${CONTENT['EIA930_BALANCE_2026_Jan_Jun']}${bad}`,
    };
    const firstHour = parsePeriod('2026-06-30T02') as number;
    const batches = await collect(observationsFromBulkFiles({ now, fetch: site(content).fetch, firstHour }));
    const periods = batches.flatMap(({ quarantined }) => quarantined.map(({ period }) => period));
    expect(periods).toEqual(['2026-06-30T02', '1926-01-01T01']);
  });

  it('are not asked for where they end before the first hour wanted', async () => {
    const { fetch, asked } = site(CONTENT);
    const firstHour = parsePeriod('2026-11-01T00') as number;
    await collect(observationsFromBulkFiles({ now, fetch, firstHour }));
    expect(asked.map((url) => url.slice(-11))).toEqual(['Jul_Dec.csv', 'Jul_Dec.csv']);
  });

  it('may lack the current half year, but not the previous one', async () => {
    const { EIA930_BALANCE_2026_Jan_Jun, EIA930_INTERCHANGE_2026_Jan_Jun } = CONTENT;
    const old = site({ EIA930_BALANCE_2026_Jan_Jun, EIA930_INTERCHANGE_2026_Jan_Jun } as Record<
      string,
      string
    >);
    expect(valuesOf(await collect(observationsFromBulkFiles({ now, fetch: old.fetch })))).toHaveLength(3);
    await expect(collect(observationsFromBulkFiles({ now, fetch: site({}).fetch }))).rejects.toMatchObject({
      kind: 'not-found',
      route: 'EIA930_BALANCE_2026_Jan_Jun.csv',
    });
  });

  it('tell what failed', async () => {
    const broken = async () => new Response(new ReadableStream({ pull: (c) => c.error(new Error('cut')) }));
    const cases: [() => Promise<Response>, string][] = [
      [async () => new Response('', { status: 503 }), 'server'],
      [async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'maintenance-page'],
      [() => Promise.reject(new TypeError('fetch failed')), 'network'],
      [broken, 'network'],
    ];
    for (const [answer, kind] of cases) {
      const reading = collect(observationsFromBulkFiles({ now, fetch: answer as typeof fetch }));
      await expect(reading).rejects.toMatchObject({ kind });
    }
  });

  it('are reachable or not, without ever throwing', async () => {
    const reachable = (answer: () => Promise<Response>) =>
      bulkFilesReachable(answer as typeof fetch, now, 50);
    expect(await reachable(async () => new Response(''))).toBe(true);
    expect(await reachable(async () => new Response('', { status: 403 }))).toBe(false);
    expect(await reachable(async () => new Response('', { headers: { 'content-type': 'text/html' } }))).toBe(
      false,
    );
    expect(await reachable(() => Promise.reject(new Error('no network')))).toBe(false);
    const never = ((_: unknown, init: RequestInit) =>
      new Promise((_resolve, reject) =>
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      )) as typeof fetch;
    expect(await bulkFilesReachable(never, now, 20)).toBe(false);
  });
});

import { vi } from 'vitest';
import type { EiaBatch } from '../../src/eia/batch.ts';
import { createEiaClient, type EiaClientOptions, type EiaRequest } from '../../src/eia/client.ts';
import { PAGE_ROWS } from '../../src/eia/wire.ts';
import { formatPeriod, parsePeriod } from '../../src/grid/hour.ts';

export const KEY = 'sEcReT-kEy/42';
export const firstHour = parsePeriod('2026-03-01T00') as number;
/** As many demand rows as asked for, an hour each; long windows need few hours that way. */
export const demandRows = (count: number, from = firstHour) =>
  Array.from({ length: count }, (_, i) => ({
    period: formatPeriod(from + i),
    respondent: 'CISO',
    type: 'D',
    value: String(20_000 + (i % 100)),
  }));

export interface Asked {
  url: URL;
  headers: Headers;
  offset: number;
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** What EIA answers for rows that match: five thousand at most, the total as text, the warning. */
export function page(rows: unknown[], offset: number, total: unknown = String(rows.length)): Response {
  const warnings =
    rows.length > PAGE_ROWS ? [{ warning: 'incomplete return', description: '5000 rows' }] : undefined;
  return json({
    ...(warnings ? { warnings } : {}),
    response: { total, dateFormat: 'x', frequency: 'hourly', data: rows.slice(offset, offset + PAGE_ROWS) },
    apiVersion: '2.1.13',
  });
}

/** A client whose EIA is a function, whose waits are over at once, and which notes both. */
export function clientOf(
  answer: (asked: Asked, count: number) => Response | Promise<Response>,
  options: Partial<EiaClientOptions> = {},
) {
  const asked: Asked[] = [];
  const waitsMs: number[] = [];
  let clockMs = 0;
  const fetchFake = vi.fn(async (input: string | URL | Request, init?: RequestInit) => {
    const url = new URL(String(input));
    const request = {
      url,
      headers: new Headers(init?.headers),
      offset: Number(url.searchParams.get('offset')),
    };
    asked.push(request);
    return answer(request, asked.length);
  });
  const client = createEiaClient({
    origin: 'http://127.0.0.1:1',
    apiKey: KEY,
    fetch: fetchFake as typeof fetch,
    sleep: async (ms) => {
      waitsMs.push(ms);
      clockMs += ms;
    },
    random: () => 0,
    elapsedMs: () => clockMs,
    now: () => new Date('2026-04-01T00:00:00Z'),
    ...options,
  });
  return { client, asked, waitsMs };
}

export const march: EiaRequest = {
  route: 'region-data',
  firstHour,
  lastHour: firstHour + 23,
};

export async function collect(batches: AsyncIterable<EiaBatch>): Promise<EiaBatch[]> {
  const all: EiaBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

export const valuesOf = (batches: EiaBatch[]) => batches.flatMap((batch) => batch.observations);

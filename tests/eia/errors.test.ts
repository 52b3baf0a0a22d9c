import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEiaClient } from '../../src/eia/client.ts';
import { EiaError, EiaKeyInvalidError, EiaKeyMissingError, scrub } from '../../src/eia/errors.ts';
import { EIA_LIMITS, isLoopback, LOOPBACK_LIMITS, limitsFor } from '../../src/eia/limits.ts';
import { clientOf, collect, demandRows, json, KEY, march, page, valuesOf } from './fake-eia.ts';

async function failureOf(call: Promise<unknown>): Promise<EiaError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EiaError);
  return error as EiaError;
}

/** Everything of an error that might be printed. */
function printed(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.name} ${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause ? printed(error.cause) : ''}`;
}

const html = '<!DOCTYPE html>\n<html><head><title>Maintenance</title></head></html>';
const text =
  (body: string, status = 200) =>
  () =>
    new Response(body, { status });

describe('each failure is told apart', () => {
  it.each([
    [
      '403 API_KEY_MISSING',
      () => json({ error: { code: 'API_KEY_MISSING', message: 'No api_key' } }, 403),
      'key-missing',
    ],
    [
      '403 API_KEY_INVALID',
      () => json({ error: { code: 'API_KEY_INVALID', message: KEY } }, 403),
      'key-invalid',
    ],
    ['403 without a body', text('', 403), 'key-invalid'],
    ['400', () => json({ error: "Invalid data 'bogus' provided.", code: 400 }, 400), 'bad-request'],
    ['200 with a body that says 400', () => json({ error: 'Invalid sort', code: 400 }), 'bad-request'],
    ['404 with a body that says 400', () => json({ error: 'Invalid sort', code: 400 }, 404), 'bad-request'],
    ['200 with an error only', () => json({ error: 'Something' }), 'bad-request'],
    ['404', () => json({ error: 'Not found.', code: 404 }, 404), 'not-found'],
    ['a schema of another world', () => json({ answer: 42 }), 'malformed-body'],
    ['rows that are no list', () => json({ response: { total: 1, data: {} } }), 'malformed-body'],
    ['JSON that is no object', () => json(null), 'malformed-body'],
  ])('%s, without asking again', async (_, answer, kind) => {
    const { client, asked } = clientOf(answer);
    const error = await failureOf(collect(client.observations(march)));
    expect({ kind: error.kind, route: error.route, retryable: error.retryable }).toEqual({
      kind,
      route: 'region-data',
      retryable: false,
    });
    expect(asked).toHaveLength(1);
    expect(printed(error)).not.toContain(KEY);
  });

  it.each([
    ['429', () => json({ error: { code: 'OVER_RATE_LIMIT' } }, 429), 'rate-limited'],
    ['429 as a web page', text(html, 429), 'rate-limited'],
    ['OVER_RATE_LIMIT with 200', () => json({ error: { code: 'OVER_RATE_LIMIT' } }), 'rate-limited'],
    ['OVER_RATE_LIMIT with 403', () => json({ error: { code: 'OVER_RATE_LIMIT' } }, 403), 'rate-limited'],
    ['a response that is text', () => json({ response: 'OVER_RATE_LIMIT: wait' }), 'rate-limited'],
    ['500', text('oops', 500), 'server'],
    ['503 in JSON', () => json({ error: 'busy', code: 503 }, 503), 'server'],
    ['200 with a body that says 500', () => json({ error: 'busy', code: 500 }), 'server'],
    ['a web page with 200', text(html), 'maintenance-page'],
    ['a web page with 503', text(html, 503), 'server'],
    ['a web page with 403', text(`\n${html}`, 403), 'maintenance-page'],
    ['truncated JSON', text('{"response":{"total":"24","data":[{"period":"2026-0'), 'malformed-body'],
    ['nothing at all', text(''), 'malformed-body'],
    [
      'no network',
      () => Promise.reject(new TypeError(`fetch failed ${KEY}`, { cause: new Error(`api_key=${KEY}`) })),
      'network',
    ],
  ])('%s, after asking again; or it is complete', async (_, answer, kind) => {
    const lasting = clientOf(answer);
    const error = await failureOf(collect(lasting.client.observations(march)));
    expect({ kind: error.kind, retryable: error.retryable }).toEqual({ kind, retryable: true });
    expect(lasting.asked).toHaveLength(LOOPBACK_LIMITS.retries + 1);
    expect(printed(error)).not.toContain(KEY);
    expect(error.message).toMatch(/kept/);

    const passing = clientOf((asked, count) => (count <= 2 ? answer() : page(demandRows(24), asked.offset)));
    expect(valuesOf(await collect(passing.client.observations(march)))).toHaveLength(24);
  });

  it('a key that is absent, or that cannot be sent, before anything is asked', () => {
    const origin = 'https://api.eia.gov';
    expect(() => createEiaClient({ origin, apiKey: ' ' })).toThrow(EiaKeyMissingError);
    expect(() => createEiaClient({ origin, apiKey: 'a\u20acb' })).toThrow(EiaKeyInvalidError);
    expect(() => createEiaClient({ origin, apiKey: 'secret\nkey' })).toThrow(/^(?!.*secret)/);
  });
});

describe('waits', () => {
  const limits = { backoffMs: 1000, rateLimitBackoffMs: 30_000, retries: 3 };

  it('double, with jitter that only shortens them', async () => {
    const full = clientOf(text('', 500), { limits });
    await failureOf(collect(full.client.observations(march)));
    expect(full.waitsMs).toEqual([1000, 2000, 4000]);
    const half = clientOf(text('', 500), { limits, random: () => 1 });
    await failureOf(collect(half.client.observations(march)));
    expect(half.waitsMs).toEqual([500, 1000, 2000]);
  });

  it('are longer after a rate limit, and heed Retry-After', async () => {
    const limited = clientOf(text('', 429), { limits });
    await failureOf(collect(limited.client.observations(march)));
    expect(limited.waitsMs).toEqual([30_000, 60_000, 120_000]);
    const told = clientOf(() => new Response('', { status: 429, headers: { 'retry-after': '90' } }), {
      limits,
    });
    await failureOf(collect(told.client.observations(march)));
    expect(told.waitsMs).toEqual([90_000, 90_000, 120_000]);
  });

  it('never outlast the budget, and the last trouble is told', async () => {
    const { client, waitsMs } = clientOf(text('', 503), {
      limits: { ...limits, totalBudgetMs: 2500, retries: 9 },
    });
    const error = await failureOf(collect(client.observations(march)));
    expect(error.kind).toBe('budget-exceeded');
    expect(error.message).toContain('status 503');
    expect(waitsMs).toEqual([1000]);
    const again = await failureOf(collect(client.observations(march)));
    expect(again.kind).toBe('budget-exceeded');
  });

  it('end with the signal', async () => {
    const abort = new AbortController();
    const { client, asked } = clientOf(
      () => {
        abort.abort(new Error('enough'));
        return new Response('', { status: 500 });
      },
      { signal: abort.signal },
    );
    await expect(collect(client.observations(march))).rejects.toThrow('enough');
    expect(asked).toHaveLength(1);
  });
});

describe('limits', () => {
  it('stay under the guidance of EIA, and off on loopback', () => {
    expect(EIA_LIMITS.requestsPerSecond).toBeLessThan(5);
    expect(EIA_LIMITS.requestsPerHour).toBeLessThan(9000);
    expect(limitsFor('https://api.eia.gov')).toEqual(EIA_LIMITS);
    expect(limitsFor('http://127.0.0.1:8080', { retries: 1 })).toEqual({ ...LOOPBACK_LIMITS, retries: 1 });
    for (const origin of ['http://localhost:1', 'http://[::1]:1']) expect(isLoopback(origin)).toBe(true);
    for (const origin of ['http://127.0.0.1.example.org', 'https://api.eia.gov'])
      expect(isLoopback(origin)).toBe(false);
  });

  it('let no more than the given number of requests out at once', async () => {
    const abort = new AbortController();
    const { client, asked } = clientOf(({ offset }) => page(demandRows(15_000), offset), {
      limits: { requestsPerHour: 2 },
      signal: abort.signal,
    });
    const reading = collect(client.observations(march));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toHaveLength(2);
    abort.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('scrubbing', () => {
  it('takes the key out in every form', () => {
    const said = `at https://x/?api_key=${KEY}&a=1 or ${encodeURIComponent(KEY)} or ${KEY}`;
    expect(scrub(said, KEY)).toBe('at https://x/?api_key=REDACTED&a=1 or REDACTED or REDACTED');
  });
});

describe('over a real socket', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  async function serve(listener: RequestListener): Promise<string> {
    server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const connect = (origin: string) =>
    createEiaClient({ origin, apiKey: KEY, limits: { attemptTimeoutMs: 150, retries: 1, backoffMs: 1 } });

  it('a server that never answers is a time-out', async () => {
    const client = connect(await serve(() => undefined));
    expect((await failureOf(collect(client.observations(march)))).kind).toBe('timeout');
  });

  it('a body that stops coming is a time-out', async () => {
    const client = connect(await serve((_, response) => void response.write('{"response":')));
    expect((await failureOf(collect(client.observations(march)))).kind).toBe('timeout');
  });

  it('a connection that breaks in the body is the network', async () => {
    const client = connect(
      await serve((_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"response":', () => response.destroy());
      }),
    );
    expect((await failureOf(collect(client.observations(march)))).kind).toBe('network');
  });

  it('a port where nobody listens is the network, by name', async () => {
    const origin = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    const error = await failureOf(collect(connect(origin).observations(march)));
    expect(error.kind).toBe('network');
    expect(error.message).toContain('ECONNREFUSED');
  });
});

import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEiaClient } from '../../src/eia/client.ts';
import { EiaNetworkError } from '../../src/eia/errors.ts';
import { KEY_HEADER } from '../../src/eia/wire.ts';
import { collect, KEY, march } from './fake-eia.ts';

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<{ origin: string; asked: IncomingHttpHeaders[] }> {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closings.push(() => server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('a redirect to another origin', () => {
  it.each([301, 302, 307, 308])(
    'of status %i is refused in words, and nobody else sees the key',
    async (status) => {
      const elsewhere = await serve((_, response) => response.end('{"response":{"total":0,"data":[]}}'));
      const eia = await serve((request, response) => {
        response.writeHead(status, { location: `${elsewhere.origin}${request.url}` }).end();
      });
      const client = createEiaClient({ origin: eia.origin, apiKey: KEY, limits: { retries: 0 } });
      const error = await collect(client.observations(march)).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(EiaNetworkError);
      expect((error as Error).message).not.toContain(KEY);
      expect(eia.asked[0]?.[KEY_HEADER.toLowerCase()]).toBe(KEY);
      expect(elsewhere.asked).toEqual([]);
    },
  );
});

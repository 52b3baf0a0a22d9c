import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEiaClient } from '../../src/eia/client.ts';
import type { EiaErrorKind } from '../../src/eia/errors.ts';
import { ROUTES } from '../../src/eia/wire.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { FAULT_NAMES, type FaultName } from '../../src/emulator/fault.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { parsePeriod } from '../../src/grid/hour.ts';
import { collect, valuesOf } from './fake-eia.ts';

const NOW = '2026-03-31T18:00:00Z';
const lastHour = parsePeriod('2026-03-29T12') as number;
const day = { route: 'fuel-type-data' as const, firstHour: lastHour - 11, lastHour };

/** What is left of a fault when the client has done what it can; absent: nothing. */
const LASTING: Partial<Record<FaultName, EiaErrorKind>> = {
  'rate-limit-forever': 'rate-limited',
  'server-error-forever': 'server',
  'timeout-forever': 'timeout',
  'html-forever': 'maintenance-page',
  'truncated-json-forever': 'malformed-body',
  'empty-page-forever': 'incomplete-window',
  'key-invalid': 'key-invalid',
  outage: 'network',
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ source: syntheticSource(), now: NOW });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.setFault(null));

const read = (request: Parameters<ReturnType<typeof createEiaClient>['observations']>[0] = day) =>
  collect(
    createEiaClient({
      origin: emulator.origin,
      apiKey: 'anything',
      now: () => new Date(NOW),
      limits: { attemptTimeoutMs: 1_000, retries: 2, backoffMs: 1, rateLimitBackoffMs: 1 },
    }).observations(request),
  );

describe('the client and the emulator', () => {
  it.each(ROUTES)('agree on %s to the last row', async (route) => {
    const batches = await read({ ...day, route });
    expect(valuesOf(batches).length).toBeGreaterThan(1000);
    expect(batches.flatMap((batch) => batch.quarantined)).toEqual([]);
    expect(new Set(batches.map((batch) => batch.provenance))).toEqual(new Set(['synthetic']));
  });

  it.each(FAULT_NAMES)('with the fault %s: complete, or the error that it is', async (fault) => {
    const healthy = valuesOf(await read()).length;
    emulator.setFault(fault);
    const kind = LASTING[fault];
    if (kind) return expect(read()).rejects.toMatchObject({ kind });
    const batches = await read();
    expect(valuesOf(batches)).toHaveLength(healthy);
    const quarantined = batches.flatMap((batch) => batch.quarantined);
    expect(quarantined).toHaveLength(fault === 'bad-rows' ? 7 : 0);
  });

  it('part over a key that the emulator refuses', async () => {
    const client = createEiaClient({ origin: emulator.origin, apiKey: 'INVALID' });
    await expect(collect(client.observations(day))).rejects.toMatchObject({ kind: 'key-invalid' });
  });
});

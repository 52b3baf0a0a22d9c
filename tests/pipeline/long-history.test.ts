import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from '../../scripts/steps/data-source.ts';
import { ingestLatest } from '../../scripts/steps/ingest-latest.ts';
import { parseConfig } from '../../src/config.ts';
import { createEiaClient } from '../../src/eia/client.ts';
import { ROUTES } from '../../src/eia/wire.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { lastHourEnded, parsePeriod } from '../../src/grid/hour.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** A first history that takes many times a run's time budget, of two balancing authorities. */

const NOW = new Date('2026-06-15T20:00:00Z');
const HISTORY_DAYS = 200;
const BUDGET_REQUESTS = 14;

let emulator: Emulator;
let store: Store;
beforeAll(async () => {
  emulator = await startEmulator({ source: syntheticSource(7), now: NOW.toISOString() });
  store = await openStore({ dataDir: mkdtempSync(join(tmpdir(), 'gridpulse-history-')) });
});
afterAll(async () => {
  await store?.close();
  await emulator?.close();
});

/** A source whose time passes by requests alone: a run's budget lasts for so many of them. */
function sourceFor(requests: number, askedHours: number[]): DataSource {
  let elapsedMs = 0;
  const client = createEiaClient({
    origin: emulator.origin,
    apiKey: 'test',
    now: () => NOW,
    limits: { totalBudgetMs: requests * 1_000 },
    elapsedMs: () => elapsedMs,
    fetch: (input, init) => {
      elapsedMs += 1_000;
      const { searchParams } = new URL(String(input));
      const [from, to] = ['start', 'end'].map((name) => parsePeriod(searchParams.get(name) as string));
      for (let hour = from as number; hour <= (to as number); hour++) askedHours.push(hour);
      return fetch(input, init);
    },
  });
  const respondents = ['CISO', 'BPAT'];
  return {
    name: 'eia-api',
    label: 'the emulator',
    feeds: ROUTES.map((route) => ({
      name: route,
      read: (window) => client.observations({ route, respondents, ...window }),
    })),
    since: 0,
    readsWholeFiles: false,
    close: async () => undefined,
  };
}

describe('a history that outlasts the time budget', () => {
  it('goes on at each run where the last one stopped, until it is whole, and never starts anew', async () => {
    const config = parseConfig({ GRIDPULSE_HISTORY_DAYS: String(HISTORY_DAYS), CI: 'true' });
    const reached: number[] = [];
    const historyStart = Math.floor(lastHourEnded(NOW) / 24) * 24 - HISTORY_DAYS * 24 + 1;
    while (reached.at(-1) !== historyStart && reached.length < 20) {
      const asked: number[] = [];
      await ingestLatest(sourceFor(BUDGET_REQUESTS, asked), store, config, NOW);
      const older = [...new Set(asked)].filter((hour) => hour < lastHourEnded(NOW) - 120);
      // Nothing that came whole is asked for again.
      for (const hour of older) expect(hour).toBeLessThan(reached.at(-1) ?? Number.POSITIVE_INFINITY);
      const whole = (await store.recentRuns(100)).filter(({ status }) => status === 'succeeded');
      reached.push(Math.min(...whole.map(({ firstHour }) => firstHour)));
    }
    expect(reached.length).toBeGreaterThan(2);
    expect(reached.at(-1)).toBe(historyStart);
    expect([...reached].sort((a, b) => b - a)).toEqual(reached);
    expect(new Set(reached).size).toBe(reached.length);
    const frames = await store.readFrames({ firstHour: historyStart, lastHour: lastHourEnded(NOW) - 48 });
    const demand = frames.get('CISO')?.series.get('demand') as Float64Array;
    expect([...demand].filter(Number.isNaN).length / demand.length).toBeLessThan(0.02);
  });

  it('is a failure, in words, where not even the last days came', async () => {
    const config = parseConfig({ GRIDPULSE_HISTORY_DAYS: String(HISTORY_DAYS), CI: 'true' });
    const reading = ingestLatest(sourceFor(1, []), store, config, NOW);
    await expect(reading).rejects.toThrow(/longer than 1 s altogether.*next run asks again/);
  });
});

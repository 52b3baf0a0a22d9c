/**
 * kill -9 at any moment of an ingest: the next run repairs by itself and ends with the same rows. A few moments
 * here; KILLS=100 npx vitest run tests/soak/kills.test.ts tries a hundred on each engine.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { openStore, type StoreOptions } from '../../src/store/store.ts';
import { MARKER_KEY } from '../pipeline/pipeline.ts';
import { runProjectScript } from '../run-script.ts';
import { findEngines } from '../store/engines.ts';
import { randomNumbers } from './accident.ts';

const KILLS = Number(process.env['KILLS'] ?? 3);
const NOW = '2026-06-15T20:00:00Z';
const INGEST = resolve(import.meta.dirname, '../../scripts/ingest.ts');
const engines = await findEngines(process.env['TEST_DATABASE_URL']);

let emulator: Emulator;
const environmentOf = ({ dataDir, databaseUrl }: StoreOptions): Record<string, string> => ({
  EIA_API_KEY: MARKER_KEY,
  EIA_API_URL: emulator.origin,
  GRIDPULSE_NOW: NOW,
  GRIDPULSE_HISTORY_DAYS: '1',
  GRIDPULSE_DATA_DIR: dataDir,
  ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
});

/** Starts an ingest and takes its process away after a while; whether it was still at work. */
async function killedAfter(ms: number, place: StoreOptions): Promise<boolean> {
  const child = spawn(process.execPath, [INGEST], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: 'true', ...environmentOf(place) },
    stdio: 'ignore',
  });
  const ended = new Promise<NodeJS.Signals | null>((done) =>
    child.once('close', (_, signal) => done(signal)),
  );
  await Promise.race([sleep(ms), ended]);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

/** Every value of every series, by respondent and kind. */
async function rowsOf(place: StoreOptions): Promise<Record<string, string>> {
  const store = await openStore(place);
  try {
    const range = await store.readObservedRange();
    expect(range).not.toBeNull();
    if (!range) return {};
    const frames = await store.readFrames(range);
    return Object.fromEntries(
      [...frames].flatMap(([respondent, { firstHour, series }]) =>
        [...series].map(([kind, values]) => [
          `${respondent} ${kind} from ${firstHour}`,
          createHash('sha256')
            .update(Buffer.from(values.buffer, values.byteOffset, values.byteLength))
            .digest('hex'),
        ]),
      ),
    );
  } finally {
    await store.close();
  }
}

beforeAll(async () => {
  emulator = await startEmulator({ source: syntheticSource(11), now: NOW });
});
afterAll(async () => {
  await emulator.close();
  await engines.stop();
});

describe.each(engines.available.map((one) => [one.engine, one] as const))(
  'an ingest into %s',
  (_, { fresh }) => {
    it(`killed at ${KILLS} moments is repaired by the next run`, async () => {
      const whole = await fresh();
      const startedAt = performance.now();
      expect((await runProjectScript('ingest.ts', environmentOf(whole))).code).toBe(0);
      const took = performance.now() - startedAt;
      const expected = await rowsOf(whole);
      expect(Object.keys(expected).length).toBeGreaterThan(500);
      const random = randomNumbers(930);
      let killed = 0;
      for (let i = 0; i < KILLS; i++) {
        const place = await fresh();
        // Spread over the run, the first and the last moment among them.
        if (await killedAfter(((i + random()) / KILLS) * took, place)) killed++;
        const repair = await runProjectScript('ingest.ts', environmentOf(place));
        expect(repair.stderr).toBe('');
        expect(await rowsOf(place)).toEqual(expected);
      }
      expect(killed).toBeGreaterThan(0);
    }, 3_600_000);
  },
);

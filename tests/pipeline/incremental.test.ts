/** A run that carries over what did not change publishes the same bytes as one that computes everything. */
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { runProjectScript } from '../run-script.ts';
import { hashTree, newPipeline, type Pipeline } from './pipeline.ts';

const HOURS = [
  ['an hour later', '2026-06-10T21:00:00Z'],
  ['after the daily batch of the next day', '2026-06-11T15:30:00Z'],
  ['three days later', '2026-06-14T20:00:00Z'],
] as const;
const FIRST_RUN = '2026-06-10T20:00:00Z';

describe('incremental snapshots', () => {
  let emulator: Emulator;
  let now = FIRST_RUN;
  const pipeline: Pipeline = newPipeline();
  const run = async (script: string, overrides: Record<string, string> = {}) => {
    const result = await runProjectScript(script, {
      ...pipeline.environment({ EIA_API_URL: emulator.origin, GRIDPULSE_HISTORY_DAYS: '16' }),
      GRIDPULSE_NOW: now,
      ...overrides,
    });
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    return result.stdout;
  };
  const ingestAndSnapshot = async () => {
    await run('ingest.ts');
    await run('snapshot.ts');
  };

  beforeAll(async () => {
    emulator = await startEmulator({
      source: syntheticSource(930),
      now: () => new Date(now),
    });
    await ingestAndSnapshot();
  });
  afterAll(() => emulator.close());

  it.each(HOURS)(
    'are what a full computation gives, %s',
    async (_, hour) => {
      now = hour;
      await ingestAndSnapshot();
      const incremental = hashTree(pipeline.snapshotDir);
      const whole = `${pipeline.snapshotDir}-whole-${hour.slice(0, 13)}`;
      await run('snapshot.ts', { GRIDPULSE_SNAPSHOT_DIR: whole });
      expect(Object.keys(incremental).length).toBeGreaterThan(200);
      expect(incremental).toEqual(hashTree(whole));
    },
    120_000,
  );

  it('change no byte where nothing changed', async () => {
    const before = hashTree(pipeline.snapshotDir);
    await run('snapshot.ts');
    expect(hashTree(pipeline.snapshotDir)).toEqual(before);
  });

  it('are computed whole where the state of the last run is damaged', async () => {
    const damaged = `${pipeline.snapshotDir}-damaged`;
    cpSync(pipeline.snapshotDir, damaged, { recursive: true });
    const state = join(damaged, 'state');
    expect(readdirSync(state).length).toBeGreaterThan(3);
    for (const name of readdirSync(state)) writeFileSync(join(state, name), '{"madeBy":');
    await run('snapshot.ts', { GRIDPULSE_SNAPSHOT_DIR: damaged });
    expect(hashTree(damaged)).toEqual(hashTree(pipeline.snapshotDir));
  });
});

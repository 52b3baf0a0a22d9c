/** What was published stays where it was, also where the store was filled anew with fewer days. */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import type { BalancingAuthoritiesSnapshot } from '../../src/snapshots/balancing-authorities.ts';
import { runProjectScript } from '../run-script.ts';
import { newPipeline, readJson } from './pipeline.ts';

const NOW = '2026-06-15T20:00:00Z';

describe('a store that begins later than what is published', () => {
  const pipeline = newPipeline();
  let emulator: Emulator;
  const run = async (script: string, days: string) => {
    const environment = pipeline.environment({
      EIA_API_URL: emulator.origin,
      GRIDPULSE_NOW: NOW,
      GRIDPULSE_HISTORY_DAYS: days,
    });
    const result = await runProjectScript(script, environment);
    expect(result.stderr).toBe('');
    return environment;
  };
  const file = (dir: string, path: string) => readFileSync(join(dir, 'api/v1', path), 'utf8');
  const datesIn = (dir: string) =>
    readJson<BalancingAuthoritiesSnapshot>(
      join(dir, 'api/v1/balancing-authorities.json'),
    ).balancingAuthorities.find(({ code }) => code === 'CISO')?.pulseDates ?? [];

  beforeAll(async () => {
    emulator = await startEmulator({ source: syntheticSource(930), now: NOW });
  });
  afterAll(() => emulator.close());

  it('keeps the older days as they were, lists them, and corrects nothing', async () => {
    const environment = await run('ingest.ts', '44');
    await run('snapshot.ts', '44');
    const before = `${pipeline.snapshotDir}-before`;
    cpSync(pipeline.snapshotDir, before, { recursive: true });
    const oldDates = datesIn(before);
    rmSync(environment['GRIDPULSE_DATA_DIR'] as string, { recursive: true });
    await run('ingest.ts', '40');
    await run('snapshot.ts', '40');

    expect(datesIn(pipeline.snapshotDir)).toEqual(oldDates);
    expect(file(pipeline.snapshotDir, 'ciso/days.json')).toBe(file(before, 'ciso/days.json'));
    const kept = oldDates.slice(0, 7);
    for (const date of kept) {
      const path = `ciso/pulse/${date}.json`;
      expect(file(pipeline.snapshotDir, path)).toBe(file(before, path));
    }
    expect(file(pipeline.snapshotDir, 'ciso/hourly/2026-05.csv')).toBe(
      file(before, 'ciso/hourly/2026-05.csv'),
    );
    const { corrections } = readJson<{ corrections: { date: string }[] }>(
      join(pipeline.snapshotDir, 'api/v1/corrections.json'),
    );
    expect(corrections.filter(({ date }) => kept.includes(date))).toEqual([]);
  });
});

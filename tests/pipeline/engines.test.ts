import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { recordedSource } from '../../src/emulator/recorded-source.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { recordedData, recordedDataMissing } from '../recorded-data.ts';
import { runProjectScript } from '../run-script.ts';
import { findEngines } from '../store/engines.ts';
import { hashTree, newPipeline } from './pipeline.ts';

/** The same run gives the same bytes, whichever database keeps the numbers. */

const NOW = '2026-03-31T20:00:00Z';
let emulator: Emulator;
let embedded: Record<string, string>;

async function snapshotsOf(databaseUrl?: string): Promise<Record<string, string>> {
  const pipeline = newPipeline();
  const environment = pipeline.environment({
    EIA_API_URL: emulator.origin,
    GRIDPULSE_NOW: NOW,
    GRIDPULSE_HISTORY_DAYS: recordedDataMissing ? '5' : '45',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  });
  for (const script of ['ingest.ts', 'snapshot.ts']) {
    const run = await runProjectScript(script, environment);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
  }
  return hashTree(pipeline.snapshotDir);
}

const engines = await findEngines(process.env['TEST_DATABASE_URL']);

beforeAll(async () => {
  const source = recordedDataMissing ? syntheticSource(7) : recordedSource(recordedData('eia-api-v2/pages'));
  emulator = await startEmulator({ source, now: NOW });
  embedded = await snapshotsOf();
});
afterAll(async () => {
  await emulator.close();
  await engines.stop();
});

describe('snapshots', () => {
  it('are many', () => expect(Object.keys(embedded).length).toBeGreaterThan(100));

  it.each(engines.available.map((one) => [one.engine, one] as const))(
    'come out byte-identical once more, on %s',
    async (_, { fresh }) => {
      const { databaseUrl } = await fresh();
      expect(await snapshotsOf(databaseUrl)).toEqual(embedded);
    },
  );
});

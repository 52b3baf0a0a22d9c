import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFilledStore } from '../../scripts/steps/with-store.ts';
import { SampleOverRealError, StoreEmptyError, writeSnapshots } from '../../scripts/steps/write-snapshots.ts';
import { type Config, parseConfig } from '../../src/config.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { statusOf } from './status-of.ts';

const HOUR = 490_000;

async function fill(dataDir: string, provenance: Provenance): Promise<void> {
  const store = await openStore({ dataDir });
  await store.claimProvenance(provenance);
  const observation = { respondent: 'CISO', kind: 'demand' as const, hour: HOUR, valueMwh: 20_000 };
  await store.upsertObservations([observation], { runId: 1, seenAt: new Date(0) });
  await store.close();
}

const newConfig = () => {
  const dir = mkdtempSync(join(tmpdir(), 'gridpulse-filled-'));
  return parseConfig({
    GRIDPULSE_DATA_DIR: join(dir, 'state'),
    GRIDPULSE_SNAPSHOT_DIR: join(dir, 'snapshots'),
    CI: '1',
  });
};

async function provenanceFound(config: Config): Promise<Provenance | null> {
  let found: Provenance | null = null;
  await withFilledStore(config, async (store) => {
    found = await store.provenance();
  });
  return found;
}

describe('the store that snapshots are made of', () => {
  it('is the one that holds observations: the sample while the real one is empty, then the real one', async () => {
    const config = newConfig();
    await (await openStore({ dataDir: config.dataDir })).close();
    await fill(join(config.dataDir, 'sample'), 'synthetic');
    expect(await provenanceFound(config)).toBe('synthetic');
    await fill(config.dataDir, 'eia');
    expect(await provenanceFound(config)).toBe('eia');
  });

  it('is told to be empty where there is none', async () => {
    const config = newConfig();
    const making = withFilledStore(config, (store) => writeSnapshots(store, config, new Date(0)));
    await expect(making).rejects.toThrow(StoreEmptyError);
  });
});

describe('snapshots of invented numbers', () => {
  it('never take the place of real ones', async () => {
    const config = newConfig();
    const status = statusOf('eia');
    mkdirSync(join(config.snapshotDir, 'api/v1'), { recursive: true });
    writeFileSync(join(config.snapshotDir, 'api/v1/status.json'), JSON.stringify(status));
    const invented = {
      provenance: async () => 'synthetic',
      readObservedRange: async () => ({ firstHour: HOUR, lastHour: HOUR }),
    } as unknown as Store;
    await expect(writeSnapshots(invented, config, new Date(0))).rejects.toThrow(SampleOverRealError);
  });
});

/** A process of its own that opens a store, writes to it, and stays until it is killed or told to end. */
import { openStore } from '../../src/store/store.ts';

const [dataDir, databaseUrl, write] = process.argv.slice(2) as [string, string, string];
const HOUR = 490_000;

async function* endless() {
  for (let hour = HOUR; ; hour++) {
    yield [{ respondent: 'CISO', kind: 'demand' as const, hour, valueMwh: hour }];
    if (hour === HOUR + 500) process.send?.('written');
  }
}

try {
  const store = await openStore({ dataDir, databaseUrl: databaseUrl || undefined });
  await store.claimProvenance('synthetic');
  process.send?.('open');
  if (write)
    await store.upsertObservations(endless(), { runId: 1, seenAt: new Date(0), rowsPerTransaction: 50 });
  process.once('message', () => store.close().then(() => process.exit(0)));
} catch (error) {
  process.send?.(`${(error as Error).name}: ${(error as Error).message}`);
  process.disconnect?.();
}

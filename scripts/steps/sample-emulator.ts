import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';

/** The emulator of the built-in sample, in a thread of its own: it works while the ingest stores. */

const SAMPLE_SEED = 930;

interface Clock {
  /** The instant that a run is pinned to; null: the machine's clock. */
  pinnedNow: string | null;
}

export interface SampleEmulator {
  origin: string;
  close(): Promise<void>;
}

export async function startSampleEmulator(pinnedNow: Date | undefined): Promise<SampleEmulator> {
  const clock: Clock = { pinnedNow: pinnedNow?.toISOString() ?? null };
  const worker = new Worker(new URL(import.meta.url), { workerData: clock });
  const [origin] = (await once(worker, 'message')) as [string];
  return {
    origin,
    close: async () => {
      await worker.terminate();
    },
  };
}

if (!isMainThread && parentPort) {
  const { pinnedNow } = workerData as Clock;
  const now = pinnedNow ?? (() => new Date());
  const emulator = await startEmulator({ source: syntheticSource(SAMPLE_SEED), now });
  parentPort.postMessage(emulator.origin);
}

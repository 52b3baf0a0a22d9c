import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../src/store/folder-lock.ts';
import { openStore, StoreLockedError, type StoreOptions } from '../../src/store/store.ts';
import { findEngines, temporaryFolder } from './engines.ts';

const engines = await findEngines(process.env['TEST_DATABASE_URL']);
afterAll(() => engines.stop());

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Starts a process on a store and waits for its first words. */
async function startProcess(
  { dataDir, databaseUrl = '' }: StoreOptions,
  write = '',
): Promise<[ChildProcess, string]> {
  const child = fork(join(import.meta.dirname, 'store-process.ts'), [dataDir, databaseUrl, write], {
    execArgv: [],
  });
  children.push(child);
  const [words] = await once(child, 'message');
  return [child, words as string];
}

async function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  const exited = once(child, 'exit');
  if (signal) child.kill(signal);
  else child.send('end');
  await exited;
}

describe.for(engines.available)('one writer on $engine', ({ fresh, engine }) => {
  it('refuses a second process, naming the first, until the first ends', async () => {
    const place = await fresh();
    const [child, words] = await startProcess(place);
    expect(words).toBe('open');
    const second = async () => {
      const store = await openStore(place);
      try {
        await store.claimProvenance('synthetic');
      } finally {
        await store.close();
      }
    };
    const refusal = await second().then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(StoreLockedError);
    // On a server the holder is the server's own process for that connection.
    if (engine === 'pglite') expect((refusal as StoreLockedError).pid).toBe(child.pid);
    expect((refusal as StoreLockedError).message).toContain(`process ${(refusal as StoreLockedError).pid}.`);
    await end(child);
    await second();
  });

  it('keeps whole transactions through kill -9 in mid-write, and the next run repairs', async () => {
    const place = await fresh();
    const [child] = await startProcess(place, 'write');
    await once(child, 'message');
    await end(child, 'SIGKILL');
    const store = await reopened(place);
    try {
      const range = await store.readObservedRange();
      const query = { firstHour: 490_000, lastHour: range?.lastHour ?? 0 };
      const values = [...((await store.readFrames(query)).get('CISO')?.series.get('demand') ?? [])];
      expect(values.length).toBeGreaterThanOrEqual(450);
      expect(values.length % 50).toBe(0);
      expect(values.every((value, i) => value === 490_000 + i)).toBe(true);
      const again = values.map((valueMwh, i) => ({
        respondent: 'CISO',
        kind: 'demand' as const,
        hour: 490_000 + i,
        valueMwh,
      }));
      const repaired = await store.upsertObservations(
        [...again, { ...again[0], hour: 489_999 } as (typeof again)[0]],
        {
          runId: 2,
          seenAt: new Date(1),
        },
      );
      expect(repaired).toMatchObject({ inserted: 1, changed: 0, unchanged: values.length });
    } finally {
      await store.close();
    }
  });
});

/** A server notices a little later that its client was killed. */
async function reopened(place: StoreOptions) {
  const store = await openStore(place);
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      await store.claimProvenance('synthetic');
      return store;
    } catch (error) {
      if (!(error instanceof StoreLockedError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('the lock of a killed process was never released');
}

describe('the lock of a folder', () => {
  const lockedFolder = () => join(temporaryFolder(), 'data', 'pglite');
  const hasProc = existsSync('/proc/self/stat');

  it('is a file beside the folder, there for as long as it is held', async () => {
    const folder = lockedFolder();
    const lock = await lockFolder(folder);
    expect(JSON.parse(readFileSync(`${folder}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    await expect(lockFolder(folder)).rejects.toThrow(StoreLockedError);
    await lock.release();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it('of a process that is gone, or a file that says nothing, is taken over', async () => {
    const folder = lockedFolder();
    await (await lockFolder(folder)).release();
    for (const left of ['', '{"pid":', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: null, token: 'x' })]) {
      writeFileSync(`${folder}.lock`, left);
      await (await lockFolder(folder)).release();
    }
  });

  it.skipIf(!hasProc)(
    'of a process whose pid now belongs to another one is taken over (needs /proc)',
    async () => {
      const folder = lockedFolder();
      await (await lockFolder(folder)).release();
      const reused = { pid: process.pid, startedAt: 'an-older-boot:17', token: 'x' };
      writeFileSync(`${folder}.lock`, JSON.stringify(reused));
      const lock = await lockFolder(folder);
      expect(JSON.parse(readFileSync(`${folder}.lock`, 'utf8')).token).not.toBe('x');
      await lock.release();
    },
  );

  it('left by a dead process is taken by one of many who come at once', async () => {
    const folder = lockedFolder();
    await (await lockFolder(folder)).release();
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: null, token: 'dead' }));
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

/** What a restore does where it is killed on the way, and where the archive is not whole. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staleMonths } from '../../scripts/steps/archive-store.ts';
import { declareLostWords } from '../../scripts/steps/lost-words.ts';
import { type RestoreOptions, restoreStore, StoreNotEmptyError } from '../../scripts/steps/restore-store.ts';
import { isoToHour } from '../../src/grid/hour.ts';
import { ArchiveEmptyError, ChecksumMismatchError } from '../../src/publish/archive.ts';
import { folderArchive } from '../../src/publish/archive-folder.ts';
import { publishVolume } from '../../src/publish/publish-volume.ts';
import { statusSnapshot } from '../../src/snapshots/status.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { statusOf } from './status-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'gridpulse-restore-'));
const archive = join(folder, 'archive');
const NOW = new Date('2026-08-01T00:00:00Z');
const stores: Store[] = [];

async function newStore(name: string): Promise<Store> {
  const dataDir = join(folder, name);
  cpSync(join(folder, 'empty'), dataDir, { recursive: true });
  const store = await openStore({ dataDir });
  stores.push(store);
  return store;
}

const damagedCopy = (name: string): string => {
  cpSync(archive, join(folder, name), { recursive: true });
  return join(folder, name);
};
const restore = (store: Store, from: string, options: Partial<RestoreOptions> = {}) =>
  restoreStore(store, folderArchive(from), { since: null, now: NOW, ...options });

/** A value in each of three months, each revised once. */
async function fill(store: Store): Promise<void> {
  await store.claimProvenance('eia');
  for (const [i, month] of ['2026-05', '2026-06', '2026-07'].entries()) {
    const hour = isoToHour(`${month}-10T05:00:00Z`);
    for (const valueMwh of [100 + i, 200 + i]) {
      const startedAt = new Date(`${month}-10T0${valueMwh < 200 ? 7 : 8}:00:00Z`);
      const runId = await store.startRun({
        startedAt,
        source: 'eia-api',
        firstHour: hour - 1,
        lastHour: hour,
      });
      await store.upsertObservations([{ respondent: 'CISO', kind: 'demand', hour, valueMwh }], {
        runId,
        seenAt: startedAt,
      });
      const counts = { received: 1, inserted: 1, changed: 0, unchanged: 0, quarantined: 0 };
      await store.finishRun(runId, { finishedAt: startedAt, status: 'succeeded', ...counts, failures: [] });
    }
  }
}

let original: Store;
beforeAll(async () => {
  await (await openStore({ dataDir: join(folder, 'empty') })).close();
  original = await newStore('original');
  await fill(original);
  for await (const content of staleMonths(original, folderArchive(archive)))
    await publishVolume(folderArchive(archive), content);
});
afterAll(async () => {
  for (const store of stores) await store.close();
});

describe('a restore', () => {
  it('that was killed goes on, and stores nothing twice', async () => {
    const store = await newStore('killed');
    const dying = restore(store, archive, {
      onMonth: (month) => {
        if (month === '2026-06') throw new Error('killed');
      },
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await store.isRestoreOpen()).toBe(true);
    await restore(store, archive);
    expect(await store.isRestoreOpen()).toBe(false);
    expect(await store.revisions()).toEqual(await original.revisions());
    expect(await store.recentRuns(99)).toEqual(await original.recentRuns(99));
    await expect(restore(store, archive)).rejects.toThrow(StoreNotEmptyError);
  });

  it('of some months brings their rows and revisions, and all the runs', async () => {
    const store = await newStore('recent');
    await restore(store, archive, { since: '2026-07' });
    expect(await store.readObservedRange()).toEqual({
      firstHour: isoToHour('2026-07-10T05:00:00Z'),
      lastHour: isoToHour('2026-07-10T05:00:00Z'),
    });
    expect(await store.revisions()).toHaveLength(1);
    expect(await store.recentRuns(99)).toHaveLength(6);
  });

  it('declares what it does not find, and goes on', async () => {
    const broken = damagedCopy('lost');
    rmSync(join(broken, 'data-2026-05/revisions-2026-05.ndjson.gz'));
    writeFileSync(join(broken, 'data-2026-07/runs-2026-07.ndjson.gz'), 'nonsense');
    rmSync(join(broken, 'data-2026-06'), { recursive: true });
    const store = await newStore('lossy');
    await restore(store, broken);
    const lost = (await store.losses()).map(({ kind, month }) => `${kind} of ${month}`);
    expect(lost.sort()).toEqual([
      'corrections of 2026-06',
      'losses of 2026-06',
      'predictions of 2026-06',
      'revisions of 2026-05',
      'revisions of 2026-06',
      'runs of 2026-06',
      'runs of 2026-07',
    ]);
    expect((await store.losses())[0]?.declaredAt).toEqual(NOW);
    expect(
      await store.readTestimony('losses', { since: NOW, before: new Date(NOW.getTime() + 1) }),
    ).toHaveLength(7);
  });

  it('declares once a month that what pages said is gone with the snapshots, where there were any', async () => {
    const snapshotDir = join(folder, 'snapshots');
    const isDeclared = async (store: Store, now: Date) =>
      (await declareLostWords(store, snapshotDir, now)) !== null;
    const store = await newStore('wordless');
    expect(await isDeclared(store, NOW), 'nothing was ever published').toBe(false);
    await restore(store, archive);
    expect(await isDeclared(store, NOW)).toBe(true);
    await declareLostWords(store, snapshotDir, new Date('2026-08-02T00:00:00Z'));
    expect(await store.losses()).toMatchObject([
      {
        declaredAt: NOW,
        kind: 'corrections',
        month: '2026-08',
        reason: expect.stringContaining('2026-08-01T00:00:00Z'),
      },
    ]);
    writeSnapshot(snapshotDir, 'status.json', statusSnapshot, statusOf('eia'));
    expect(await isDeclared(store, new Date('2026-09-01T00:00:00Z')), 'the snapshots are there').toBe(false);
  });

  it('takes no rows that are not what their checksum says', async () => {
    const broken = damagedCopy('damaged');
    writeFileSync(join(broken, 'data-2026-06/observations-2026-06.csv.gz'), 'nonsense');
    await expect(restore(await newStore('damaged-store'), broken)).rejects.toThrow(ChecksumMismatchError);
  });

  it('says so where there is nothing', async () => {
    await expect(restore(await newStore('nothing'), join(folder, 'none'))).rejects.toThrow(ArchiveEmptyError);
  });
});

describe('an archive', () => {
  it('is asked only for the months that a run has touched since', async () => {
    const stale = async (store: Store, from: string) => {
      const months: string[] = [];
      for await (const { month } of staleMonths(store, folderArchive(from))) months.push(month);
      return months;
    };
    const touched = await stale(original, archive);
    expect(touched).not.toContain('2026-05');
    expect(await stale(original, join(folder, 'none'))).toEqual(['2026-05', '2026-06', '2026-07']);
  });
});

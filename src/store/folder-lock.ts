import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FolderUnusableError, StoreLockedError } from './store-error.ts';

/**
 * Who holds a folder. A pid alone is reused by the system: the moment at which its process started,
 * where the system tells it, makes it unique.
 */
interface Holder {
  pid: number;
  startedAt: string | null;
  token: string;
}

const startTime = async (pid: number): Promise<string | null> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const bootId = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    // Field 22, in clock ticks since the boot; the second field, in parentheses, may hold spaces.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${bootId}:${ticks}`;
  } catch {
    return null;
  }
};

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function stillHolds(holder: Holder): Promise<boolean> {
  if (!isAlive(holder.pid)) return false;
  const startedAt = await startTime(holder.pid);
  return holder.startedAt === null || startedAt === null || holder.startedAt === startedAt;
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    // Not ours, or cut by a full disk: nobody can be asked, so nobody holds it.
    return { pid: 0, startedAt: null, token: '' };
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/**
 * Puts our own in the place of a dead holder's lock; false where somebody else saw to it. One at a time,
 * under a lock of its own kind: between reading whose lock it is and replacing it nobody else may.
 */
async function replaceDead(path: string, dead: Holder, own: string, folder: string): Promise<boolean> {
  const turn = `${path}.takeover`;
  try {
    await acquire(turn, own, folder);
  } catch (cause) {
    if (cause instanceof StoreLockedError) return false;
    throw cause;
  }
  try {
    if ((await readHolder(path))?.token !== dead.token) return false;
    const copy = `${own}.copy`;
    await link(own, copy);
    await rename(copy, path);
    return true;
  } finally {
    await rm(turn, { force: true });
  }
}

async function acquire(path: string, own: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    if (await tryLink(own, path)) return;
    const holder = await readHolder(path);
    if (!holder) continue;
    if (holder.pid > 0 && (await stillHolds(holder)))
      throw new StoreLockedError(holder.pid, `The folder ${folder}`);
    if (await replaceDead(path, holder, own, folder)) return;
    await sleep(5 * attempt);
  }
  throw new StoreLockedError((await readHolder(path))?.pid ?? 0, `The folder ${folder}`);
}

/**
 * Takes a folder for this process alone, by a file beside it; a dead process's lock is taken over.
 * The file is written whole under a name of its own and then linked, so that no reader meets half of it.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const path = `${folder}.lock`;
  const holder: Holder = { pid: process.pid, startedAt: await startTime(process.pid), token: randomUUID() };
  const own = `${path}.${holder.token}`;
  try {
    await mkdir(dirname(folder), { recursive: true });
    await writeFile(own, JSON.stringify(holder));
  } catch (cause) {
    throw new FolderUnusableError(folder, cause);
  }
  try {
    await acquire(path, own, folder);
  } finally {
    await rm(own, { force: true });
  }
  return {
    async release() {
      if ((await readHolder(path))?.token === holder.token) await rm(path, { force: true });
    },
  };
}

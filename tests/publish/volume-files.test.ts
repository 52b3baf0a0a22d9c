import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Archive, ChecksumMismatchError, type Volume } from '../../src/publish/archive.ts';
import { folderArchive } from '../../src/publish/archive-folder.ts';
import { releaseArchive } from '../../src/publish/github-archive.ts';
import { openGitHub } from '../../src/publish/github-client.ts';
import { CHECKSUMS, checksumsOf, readChecked, replaceFiles } from '../../src/publish/volume-files.ts';
import { type GitHubStandIn, REPOSITORY, startGitHub, TOKEN } from './github-stand-in.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (given: Uint8Array | null) => (given === null ? null : new TextDecoder().decode(given));
const OLD = new Map([
  ['a', bytes('old a')],
  ['b', bytes('old b')],
  ['c', bytes('c stays')],
]);
const NEW = new Map([
  ['a', bytes('new a')],
  ['b', bytes('new b')],
  ['c', bytes('c stays')],
  ['d', bytes('d is new')],
]);

/** Dies at its nth change, before or after doing it. */
function dyingAt(volume: Volume, n: number, afterDoing: boolean): Volume {
  let changes = 0;
  const dying =
    <Arguments extends unknown[]>(change: (...args: Arguments) => Promise<void>) =>
    async (...args: Arguments) => {
      changes++;
      if (changes === n && !afterDoing) throw new Error('killed');
      await change(...args);
      if (changes === n) throw new Error('killed');
    };
  return {
    ...volume,
    add: dying(volume.add),
    rename: dying(volume.rename),
    remove: dying(volume.remove),
  };
}

/** Everything that a reader finds; every file is checked. */
async function contentOf(volume: Volume): Promise<Record<string, string | null>> {
  const sums = await checksumsOf(volume);
  const found: Record<string, string | null> = {};
  for (const name of [...sums.keys()].sort()) found[name] = text(await readChecked(volume, sums, name));
  return found;
}

const asText = (files: Map<string, Uint8Array>) =>
  Object.fromEntries([...files].map(([name, content]) => [name, text(content)]));

let gitHub: GitHubStandIn;
beforeAll(async () => {
  gitHub = await startGitHub();
});
afterAll(() => gitHub.close());

const releases = (): Archive => {
  gitHub.releases.length = 0;
  return releaseArchive(openGitHub({ apiUrl: gitHub.apiUrl, repository: REPOSITORY, token: TOKEN }));
};
const folders = (): Archive => folderArchive(mkdtempSync(join(tmpdir(), 'gridpulse-volume-')));

describe.each([
  ['a folder', folders],
  ['releases', releases],
] as const)('a volume in %s', (_, newArchive) => {
  const reopened = async (archive: Archive) => (await archive.volume('2026-06')) as Volume;

  it('is replaced whole, and only where something differs', async () => {
    const archive = newArchive();
    expect(await archive.volume('2026-06')).toBeNull();
    const volume = await archive.create('2026-06');
    expect(await replaceFiles(volume, OLD)).toEqual(['a', 'b', 'c']);
    expect(await replaceFiles(await reopened(archive), OLD)).toEqual([]);
    expect(await replaceFiles(await reopened(archive), NEW)).toEqual(['a', 'b', 'd']);
    expect(await contentOf(await reopened(archive))).toEqual(asText(NEW));
    expect(await (await reopened(archive)).list()).toEqual([CHECKSUMS, 'a', 'b', 'c', 'd']);
    expect(await archive.months()).toEqual(['2026-06']);
  });

  it('is the old one or the new one, whole, wherever a writer dies; and the next writer ends it', async () => {
    let died = 0;
    let sawNew = 0;
    for (let n = 1; n < 40; n++) {
      for (const afterDoing of [false, true]) {
        const archive = newArchive();
        await replaceFiles(await archive.create('2026-06'), OLD);
        const killed = await replaceFiles(dyingAt(await reopened(archive), n, afterDoing), NEW).then(
          () => false,
          () => true,
        );
        if (!killed) continue;
        died++;
        const found = await contentOf(await reopened(archive));
        if ('d' in found) sawNew++;
        expect(found).toEqual('d' in found ? asText(NEW) : asText(OLD));
        await replaceFiles(await reopened(archive), NEW);
        expect(await contentOf(await reopened(archive))).toEqual(asText(NEW));
        expect(await (await reopened(archive)).list()).toEqual([CHECKSUMS, 'a', 'b', 'c', 'd']);
      }
    }
    expect(died).toBeGreaterThan(15);
    expect(sawNew).toBeGreaterThan(5);
    expect(sawNew).toBeLessThan(died);
  });

  it('counts for nothing where its first writer died, and is made anew', async () => {
    const archive = newArchive();
    await replaceFiles(dyingAt(await archive.create('2026-06'), 3, true), OLD).catch(() => undefined);
    expect(await contentOf(await reopened(archive))).toEqual({});
    await replaceFiles(await reopened(archive), NEW);
    expect(await contentOf(await reopened(archive))).toEqual(asText(NEW));
  });

  it('never gives a file that its checksum does not name', async () => {
    const archive = newArchive();
    const volume = await archive.create('2026-06');
    await replaceFiles(volume, OLD);
    await volume.remove('a');
    await volume.add('a', bytes('something else'));
    const sums = await checksumsOf(volume);
    await expect(readChecked(volume, sums, 'a')).rejects.toThrow(ChecksumMismatchError);
    expect(await readChecked(volume, sums, 'unknown')).toBeNull();
  });
});

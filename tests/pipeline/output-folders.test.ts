import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkOutputFolders,
  OutputFolderError,
  withOutputFolders,
} from '../../scripts/steps/output-folders.ts';
import { besideDirectory, prepareBeside, swapDirectory } from '../../scripts/steps/swap-directory.ts';
import { StoreLockedError } from '../../src/store/store.ts';
import { projectRoot, runProjectScript } from '../run-script.ts';
import { newPipeline } from './pipeline.ts';

function foldersIn(dir: string) {
  return { dataDir: join(dir, 'state'), snapshotDir: join(dir, 'snapshots'), siteDir: join(dir, 'site') };
}
const freshFolders = () => foldersIn(mkdtempSync(join(tmpdir(), 'gridpulse-folders-')));

function fill(folder: string, file: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), '{}');
}

describe('the folders that a run replaces', () => {
  it('may be new, empty, or of an earlier run', () => {
    const folders = freshFolders();
    checkOutputFolders(folders);
    mkdirSync(folders.siteDir);
    fill(folders.snapshotDir, 'api/v1/status.json');
    checkOutputFolders(folders);
  });

  const own = freshFolders();
  const link = join(mkdtempSync(join(tmpdir(), 'gridpulse-link-')), 'link');
  symlinkSync(projectRoot, link);
  fill(dirname(own.dataDir), 'foreign/thesis.txt');
  fill(dirname(own.dataDir), 'file');
  it.each([
    [projectRoot, 'holds the project'],
    [dirname(projectRoot), 'holds the project'],
    [link, 'holds the project'],
    ['/', 'holds the project'],
    [own.dataDir, 'holds the data folder'],
    [dirname(own.dataDir), 'holds the data folder'],
    [join(own.dataDir, '../foreign'), 'holds files that GridPulse did not make'],
    [join(own.dataDir, '../file'), 'is no folder'],
  ])('are refused when %s is named, because it %s', (folder, reason) => {
    for (const key of ['siteDir', 'snapshotDir'] as const) {
      const check = () => checkOutputFolders({ ...own, [key]: folder });
      expect(check).toThrow(OutputFolderError);
      expect(check).toThrow(reason);
    }
  });

  it('are refused when one holds the other', () => {
    expect(() => checkOutputFolders({ ...own, siteDir: own.snapshotDir })).toThrow(/holds the site/);
    expect(() => checkOutputFolders({ ...own, siteDir: join(own.snapshotDir, 'site') })).toThrow(
      /GRIDPULSE_SNAPSHOT_DIR .* holds the site/,
    );
  });

  it.skipIf(!existsSync('/proc/self'))('are refused when one is a mount point (needs /proc)', () => {
    expect(() => checkOutputFolders({ ...own, siteDir: '/proc' })).toThrow(/is a mount point/);
  });

  it.each(['rebuild.ts', 'snapshot.ts', 'build-site.ts'])(
    'are refused by %s before anything runs, in one sentence',
    async (script) => {
      const pipeline = newPipeline();
      const run = await runProjectScript(script, pipeline.environment({ GRIDPULSE_SITE_DIR: '.' }));
      expect(run).toMatchObject({ code: 1, stdout: '' });
      expect(run.stderr).toMatch(/^GRIDPULSE_SITE_DIR names .* holds the project.*Nothing was changed.*\n$/);
      expect(existsSync(pipeline.snapshotDir)).toBe(false);
    },
  );
});

describe('two runs on the same folders', () => {
  it('are one run and one refusal that names the other and touches nothing', async () => {
    const pipeline = newPipeline();
    const environment = pipeline.environment({});
    const folders = foldersIn(dirname(pipeline.siteDir));
    await withOutputFolders(folders, async () => {
      fill(besideDirectory(pipeline.siteDir), 'half-built.html');
      for (const script of ['rebuild.ts', 'build-site.ts', 'snapshot.ts']) {
        const run = await runProjectScript(script, environment);
        expect(run).toMatchObject({ code: 1, stdout: '' });
        expect(run.stderr.trim().split('\n')).toHaveLength(1);
        expect(run.stderr).toMatch(new RegExp(`in use by process ${process.pid}\\. Nothing was changed`));
      }
      expect(readdirSync(besideDirectory(pipeline.siteDir))).toEqual(['half-built.html']);
      expect(existsSync(folders.dataDir)).toBe(false);
    });
    await withOutputFolders(folders, async () => undefined);
  });

  it('free the folders however a run ends, and one that was killed holds nothing', async () => {
    const folders = freshFolders();
    await expect(withOutputFolders(folders, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    const killed = { pid: 2 ** 22 + 1, startedAt: null, token: 'x' };
    writeFileSync(`${folders.siteDir}.lock`, JSON.stringify(killed));
    await withOutputFolders(folders, async () => {
      await expect(withOutputFolders(folders, async () => undefined)).rejects.toThrow(StoreLockedError);
    });
    expect(readdirSync(dirname(folders.siteDir))).toEqual([]);
  });
});

describe('a swap that the system refuses', () => {
  it.each(['EXDEV', 'EBUSY'])('with %s leaves the published folder and says why', (code) => {
    const refusal = Object.assign(new Error(code), { code });
    for (const refused of [1, 2]) {
      const { siteDir } = freshFolders();
      fill(siteDir, 'old.html');
      fill(prepareBeside(siteDir), 'new.html');
      let calls = 0;
      const rename = ((from: string, to: string) => {
        if (++calls === refused) throw refusal;
        renameSync(from, to);
      }) as typeof renameSync;
      expect(() => swapDirectory(siteDir, rename)).toThrow(
        new RegExp(`${code}.*left as it was.*mount point`),
      );
      expect(readdirSync(siteDir)).toEqual(['old.html']);
    }
  });
});

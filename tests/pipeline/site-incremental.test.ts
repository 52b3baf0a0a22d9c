/** A site to which only the changes of an hour were made is the site that a whole build makes. */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../scripts/steps/build-site.ts';
import { planOf } from '../../scripts/steps/grid-pages.ts';
import { ENTRY_FILE } from '../../scripts/steps/press/adapter.ts';
import { readyPress, serverDirOf } from '../../scripts/steps/press/press.ts';
import { parseConfig } from '../../src/config.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { projectRoot, runCommand, runProjectScript } from '../run-script.ts';
import { hashTree, newPipeline, publishedFiles, readJson } from './pipeline.ts';

describe('an hourly build of the site', () => {
  const pipeline = newPipeline();
  let emulator: Emulator;
  let now = '2026-06-10T20:00:00Z';
  const environment = (overrides: Record<string, string> = {}) => ({
    ...pipeline.environment({ EIA_API_URL: emulator.origin, GRIDPULSE_HISTORY_DAYS: '6' }),
    GRIDPULSE_NOW: now,
    ...overrides,
  });
  const run = async (script: string) => {
    const result = await runProjectScript(script, environment());
    expect(result.stderr).toBe('');
    return result.stdout;
  };
  const wholeSite = async (name: string, printers: number) => {
    const siteDir = `${pipeline.siteDir}-${name}`;
    await buildSite(parseConfig(environment({ GRIDPULSE_SITE_DIR: siteDir, CI: '1' })), { printers });
    return siteDir;
  };

  beforeAll(async () => {
    emulator = await startEmulator({ source: syntheticSource(930), now: () => new Date(now) });
    await run('rebuild.ts');
  });
  afterAll(() => emulator.close());

  it('makes the pages of changed days only, and the same site as a whole build shared by two', async () => {
    const oldPage = join(pipeline.siteDir, 'ba/ciso/pulse/2026-06-06/index.html');
    const written = statSync(oldPage).mtimeMs;
    now = '2026-06-11T15:30:00Z';
    expect(await run('rebuild.ts')).toMatch(/Site: .* days and lists of days kept as they were/);
    expect(statSync(oldPage).mtimeMs).toBe(written);
    expect(existsSync(join(pipeline.siteDir, 'ba/ciso/pulse/2026-06-10/index.html'))).toBe(true);
    expect(publishedFiles(pipeline.siteDir)).toEqual(publishedFiles(await wholeSite('whole', 2)));
  });

  it('leaves alone what is made of files that were written anew with the same bytes', async () => {
    const [page, file] = [
      join(pipeline.siteDir, 'ba/ciso/pulse/2026-06-06/index.html'),
      join(pipeline.snapshotDir, 'api/v1/ciso/pulse/2026-06-06.json'),
    ];
    const [before, written] = [publishedFiles(pipeline.siteDir), statSync(page).mtimeMs];
    const text = readFileSync(file);
    rmSync(file);
    writeFileSync(file, text);
    await run('build-site.ts');
    expect(statSync(page).mtimeMs).toBe(written);
    expect(publishedFiles(pipeline.siteDir)).toEqual(before);
  });

  it('is made of the very pages that Astro makes by itself', async () => {
    const siteDir = `${pipeline.siteDir}-astro`;
    await runCommand('node_modules/astro/bin/astro.mjs', ['build', '--outDir', siteDir], environment());
    const ofAstro = hashTree(siteDir);
    const ours = publishedFiles(pipeline.siteDir);
    for (const path of Object.keys(ours)) if (path.startsWith('api/')) delete ours[path];
    expect(ours).toEqual(ofAstro);
  });

  it('tells what is the matter with a snapshot that a page cannot be made of, and publishes nothing', async () => {
    const before = hashTree(pipeline.siteDir);
    const file = join(pipeline.snapshotDir, 'api/v1/ciso/changes.json');
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    writeFileSync(file, '{}');
    const { code, stderr } = await runProjectScript('build-site.ts', environment());
    writeFileSync(file, text);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The site could not be built; the last one was left as it was\./);
    expect(stderr).toContain('The snapshot ciso/changes.json cannot be read.');
    expect(stderr).toContain('So the page /ba/ciso/changes/ cannot be made.');
    expect(hashTree(pipeline.siteDir)).toEqual(before);
  });

  it('ends its printers with the run that started them', async () => {
    const config = parseConfig(environment());
    const { folder } = await readyPress(config);
    const out = `${pipeline.siteDir}-orphan`;
    const printer = fork(
      join(projectRoot, 'scripts/steps/press/print-pages.ts'),
      [join(serverDirOf(folder), ENTRY_FILE)],
      {
        env: { PATH: process.env['PATH'], ...environment() },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      },
    );
    const ended = new Promise((done) => printer.once('exit', done));
    // Ready, it is told to print the first grid; when that is done, nobody is there any more.
    printer.once('message', () => {
      printer.once('message', () => printer.disconnect());
      printer.send(0);
    });
    printer.send({ plan: planOf(['ciso/now', 'pjm/now'], null), folder: out });
    expect(await ended).toBe(1);
    const pages = (directory: string) =>
      Object.keys(hashTree(directory)).filter((path) => path.endsWith('.html'));
    expect(pages(out)).toContain('index.html');
    expect(pages(out)).not.toContain('ba/pjm/index.html');
  });

  it('takes away what the snapshots no longer have', async () => {
    const record = join(pipeline.siteDir, '.gridpulse-site.json');
    const told = readJson<{ api: string }>(record);
    told.api += '\nv1/ciso/pulse/1999-01-01.json\t5@915148800';
    writeFileSync(record, JSON.stringify(told));
    const stale = ['ba/ciso/pulse/1999-01-01/index.html', 'api/v1/ciso/pulse/1999-01-01.json'];
    for (const path of stale) {
      mkdirSync(dirname(join(pipeline.siteDir, path)), { recursive: true });
      writeFileSync(join(pipeline.siteDir, path), 'stale');
    }
    const before = publishedFiles(pipeline.siteDir);
    await run('build-site.ts');
    for (const path of stale) delete before[path];
    expect(publishedFiles(pipeline.siteDir)).toEqual(before);
    expect(existsSync(join(pipeline.siteDir, 'ba/ciso/pulse/1999-01-01'))).toBe(false);
  });

  it('is not published where a file of it is unsound, and says which', async () => {
    const before = hashTree(pipeline.siteDir);
    const spoilt = join(pipeline.snapshotDir, 'api/v1/ciso/hourly/2026-06.json');
    const text = readFileSync(spoilt, 'utf8');
    // A new file in place of the old one: the published site shares the bytes of that.
    rmSync(spoilt);
    writeFileSync(spoilt, text.replace('"schemaVersion":1', '"schemaVersion":"one"'));
    const { code, stderr } = await runProjectScript('build-site.ts', environment());
    expect(code).toBe(1);
    expect(stderr).toContain('api/v1/ciso/hourly/2026-06.json does not fit its schema at schemaVersion');
    expect(hashTree(pipeline.siteDir)).toEqual(before);
    writeFileSync(spoilt, text);
  });

  it('keeps the whole record of the snapshots that it was made of', () => {
    const { api } = readJson<{ api: string }>(join(pipeline.siteDir, '.gridpulse-site.json'));
    const recorded = api.split('\n').map((line) => line.split('\t')[0]);
    const offered = Object.keys(hashTree(join(pipeline.siteDir, 'api')));
    expect(recorded.sort()).toEqual(offered.sort());
  });
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../scripts/steps/ingest.ts';
import { parseConfig } from '../../src/config.ts';
import type { Store } from '../../src/store/store.ts';
import { runProjectScript } from '../run-script.ts';
import { newPipeline } from './pipeline.ts';

/** What a person meets when they call a script wrongly or their machine fails: a sentence, never a stack. */

const file = join(mkdtempSync(join(tmpdir(), 'gridpulse-told-')), 'file');
writeFileSync(file, '');

const CASES: [what: string, script: string, environment: Record<string, string>, args: string[], RegExp][] = [
  [
    'a port that is none',
    'ingest.ts',
    { DATABASE_URL: 'postgresql://u:pa55@127.0.0.1:99999/x' },
    [],
    /Cannot connect to the database \(.*Check DATABASE_URL/,
  ],
  [
    'a host that is none',
    'migrate.ts',
    { DATABASE_URL: 'postgresql://u:pa55@ho st/x' },
    [],
    /Cannot connect to the database/,
  ],
  [
    'a data folder that is a file',
    'ingest.ts',
    { GRIDPULSE_DATA_DIR: file },
    [],
    /cannot be made or written \(E.*GRIDPULSE_DATA_DIR/,
  ],
  [
    'a site below a file',
    'rebuild.ts',
    { GRIDPULSE_SITE_DIR: join(file, 'site') },
    [],
    /cannot be made or written \(E.*Nothing was changed/,
  ],
  [
    'a missing file to backfill',
    'backfill.ts',
    {},
    ['no-such-file.csv'],
    /no file no-such-file.csv\. Nothing was read/,
  ],
  ['a folder to backfill', 'backfill.ts', {}, [tmpdir()], /no file .*\. Nothing was read/],
  ['no site to serve', 'serve.ts', {}, [], /There is no site in .*npm run rebuild/],
  ['no snapshots to build from', 'build-site.ts', {}, [], /There are no snapshots in .*npm run rebuild/],
  ['a flag that is none', 'emulate-eia.ts', {}, ['--frobnicate'], /Unknown option '--frobnicate'/],
  ['a port out of range', 'emulate-eia.ts', {}, ['--port', '99999'], /--port takes a whole number/],
  ['a fault that is none', 'emulate-eia.ts', {}, ['--fault', 'gremlins'], /No fault is called 'gremlins'/],
  ['an instant that is none', 'emulate-eia.ts', {}, ['--now', 'soon'], /--now takes an instant/],
  [
    'pages that are not there',
    'emulate-eia.ts',
    {},
    ['--pages', join(file, 'x')],
    /recorded pages cannot be read/,
  ],
];

describe.concurrent('a script that meets', () => {
  it.each(CASES)('%s says so in one line and exits with 1', async (_, script, environment, args, words) => {
    const run = await runProjectScript(script, newPipeline().environment(environment), args);
    expect(run.stderr).toMatch(words);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).not.toMatch(/pa55|node:internal|\bat .*:\d+:\d+/);
    expect(run.code).toBe(1);
  });
});

describe('an ingest whose store fails', () => {
  it('tells the first error, not that of recording it', async () => {
    const failing = (words: string) => () => Promise.reject(new Error(words));
    const store = {
      startRun: async () => 1,
      upsertObservations: failing('the disk is full'),
      finishRun: failing('the connection is closed'),
    } as unknown as Store;
    const feed = { name: 'nothing', async *read() {} };
    const asking = { window: { firstHour: 1, lastHour: 2 }, holes: [] };
    const reading = ingest(
      store,
      { name: 'eia-api', feeds: [feed] },
      asking,
      parseConfig({ CI: '1' }),
      new Date(0),
    );
    await expect(reading).rejects.toThrow('the disk is full');
  });
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDatabase } from '../../scripts/steps/doctor/check-database.ts';
import { checkClock, checkKey } from '../../scripts/steps/doctor/check-eia.ts';
import { checkPages } from '../../scripts/steps/doctor/check-github.ts';
import { checkDisk, checkFolders, checkNode } from '../../scripts/steps/doctor/check-machine.ts';
import type { Finding } from '../../scripts/steps/doctor/finding.ts';
import { parseConfig } from '../../src/config.ts';
import type { EiaProbe } from '../../src/eia/probe.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import type { DatabaseInspection } from '../../src/store/inspect.ts';
import { DatabaseUnreachableError, StoreLockedError } from '../../src/store/store-error.ts';
import { MARKER_KEY, newPipeline } from '../pipeline/pipeline.ts';
import { type GitHubStandIn, REPOSITORY, startGitHub, TOKEN } from '../publish/github-stand-in.ts';
import { runProjectScript } from '../run-script.ts';

const NOW = new Date('2026-06-15T18:00:00Z');
const answer: EiaProbe = { status: 200, isWebPage: false, reason: null, serverTime: NOW };
const KEY = 'k'.repeat(40);

const says = (finding: Finding | null) => `${finding?.verdict}: ${finding?.sentence}`;

describe('the key', () => {
  const check = (eiaApiKey: string | undefined, probe: Partial<EiaProbe>) =>
    says(checkKey({ eiaApiKey, eiaApiUrl: 'https://api.eia.gov' }, { ...answer, ...probe }));

  it.each([
    ['is accepted', KEY, {}, /^ok: EIA accepts the key\.$/],
    ['of an odd shape is accepted if EIA does', 'short', {}, /^ok: .* 40 letters and digits/],
    ['is refused', KEY, { status: 403 }, /^block: EIA refused the key: copy it again/],
    ['is absent', undefined, { status: 403 }, /^warn: No EIA_API_KEY is set.*register\.php/],
    ['is limited', KEY, { status: 429 }, /^warn: EIA limits this key/],
    ['meets a maintenance page', KEY, { isWebPage: true }, /^warn: .*maintenance page/],
    ['meets trouble', KEY, { status: 503 }, /^warn: EIA answered with status 503/],
    [
      'meets nobody',
      KEY,
      { status: null, reason: 'ECONNREFUSED' },
      /^block: .*did not answer \(ECONNREFUSED\)/,
    ],
  ] as const)('%s', (_, key, probe, words) => {
    expect(check(key, probe)).toMatch(words);
    expect(check(key, probe)).not.toContain(KEY);
  });
});

describe('the clock', () => {
  it.each([
    [1, /^ok: /],
    [-5, /^warn: The clock is 5 minutes behind EIA's/],
    [90, /^block: The clock is 90 minutes ahead of EIA's/],
  ])('that is %i minutes off', (minutes, words) => {
    expect(says(checkClock(new Date(NOW.getTime() + minutes * 60_000), false, answer))).toMatch(words);
  });

  it('that is pinned, or cannot be compared', () => {
    expect(says(checkClock(NOW, true, answer))).toMatch(/^warn: GRIDPULSE_NOW pins/);
    expect(says(checkClock(NOW, false, { ...answer, serverTime: null }))).toMatch(/^warn: .*not be compared/);
  });
});

describe('the machine', () => {
  it.each([
    ['20.19.0', /^block: Node 20\.19\.0 is too old/],
    ['22.11.0', /^block/],
    ['22.12.0', /^ok/],
    ['24.0.1', /^ok/],
  ])('with Node %s', (version, words) => {
    expect(says(checkNode(version))).toMatch(words);
  });

  const folder = mkdtempSync(join(tmpdir(), 'gridpulse-doctor-'));
  const folders = {
    dataDir: join(folder, 'data'),
    snapshotDir: join(folder, 'a/snapshots'),
    siteDir: join(folder, 'site'),
  };

  it('with folders that can be written, or cannot, or are not for us', () => {
    expect(says(checkFolders(folders))).toMatch(/^ok/);
    expect(says(checkFolders(folders, () => false))).toMatch(/^block: .*GRIDPULSE_DATA_DIR/);
    expect(says(checkFolders({ ...folders, siteDir: folder }))).toMatch(
      /^block: GRIDPULSE_SITE_DIR names .*/,
    );
  });

  it.each([
    [5e9, /^ok: 5\.0 GB are free/],
    [2e9, /^warn: 2\.0 GB are free/],
    [1e8, /^block: 0\.1 GB are free/],
  ])('with %i bytes free', (bytes, words) => {
    expect(says(checkDisk(folders, () => bytes))).toMatch(words);
  });
});

describe('the database', () => {
  const server: DatabaseInspection = {
    kind: 'server',
    version: '16.4',
    timescale: 'installed',
    mayCreate: null,
  };
  const check = async (inspection: DatabaseInspection | Error) => {
    const inspect = async () => {
      if (inspection instanceof Error) throw inspection;
      return inspection;
    };
    return says(await checkDatabase({ databaseUrl: 'postgresql://secret@x', dataDir: '/x' }, inspect));
  };

  it.each([
    [server, /^ok: PostgreSQL 16\.4 answers, with TimescaleDB/],
    [{ ...server, timescale: 'not preloaded' }, /^warn: .*shared_preload_libraries/],
    [{ ...server, timescale: 'absent' }, /^ok: .*plain/],
    [{ ...server, mayCreate: false }, /^block: .*GRANT CREATE/],
    [{ ...server, version: '13.1' }, /^block: PostgreSQL 13\.1 is too old/],
    [{ ...server, kind: 'embedded' }, /^ok: The embedded database/],
    [
      new DatabaseUnreachableError({ code: 'ECONNREFUSED' }),
      /^block: Cannot connect to the database \(ECONNREFUSED\)/,
    ],
    [new StoreLockedError(42, 'The folder x'), /^block: The folder x is in use by process 42/],
  ] as const)('%#', async (inspection, words) => {
    expect(await check(inspection)).toMatch(words);
  });
});

describe('the whole installation', () => {
  let emulator: Emulator;
  let gitHub: GitHubStandIn;
  beforeAll(async () => {
    emulator = await startEmulator({ source: syntheticSource(1) });
    gitHub = await startGitHub();
  });
  afterAll(async () => {
    await emulator.close();
    await gitHub.close();
  });
  const environment = () => ({
    EIA_API_URL: emulator.origin,
    GITHUB_API_URL: gitHub.apiUrl,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_TOKEN: TOKEN,
    SITE_URL: 'https://somebody.github.io/gridpulse',
  });
  const pages = async () => says(await checkPages(parseConfig(environment())));

  it('says how Pages is set up, and where it should be', async () => {
    gitHub.pages = null;
    expect(await pages()).toMatch(/^block: Pages is off: at .*settings\/pages choose/);
    gitHub.pages = { build_type: 'legacy', html_url: 'https://somebody.github.io/gridpulse/' };
    expect(await pages()).toMatch(/^block: Pages takes its files from a branch/);
    gitHub.pages = { build_type: 'workflow', html_url: 'https://grid.example.org/' };
    expect(await pages()).toMatch(/^warn: SITE_URL says .*make them agree/);
    gitHub.pages = { build_type: 'workflow', html_url: 'https://somebody.github.io/gridpulse/' };
    expect(await pages()).toMatch(/^ok: /);
    expect(await checkPages(parseConfig({}))).toBeNull();
    expect(says(await checkPages(parseConfig({ GITHUB_REPOSITORY: REPOSITORY })))).toMatch(
      /^warn: GITHUB_TOKEN/,
    );
  });

  it('is examined by the script, which stops nothing that can go ahead and says no secret', async () => {
    const run = await runProjectScript('doctor.ts', newPipeline().environment(environment()));
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/A run can go ahead/);
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain(MARKER_KEY);
    expect(run.stdout).not.toContain(TOKEN);
  });

  it('that would fail ends the script with 1', async () => {
    const wrong = {
      ...environment(),
      EIA_API_KEY: 'INVALID',
      DATABASE_URL: 'postgresql://u:hidden-word@127.0.0.1:1/x',
    };
    emulator.setFault('key-invalid');
    const run = await runProjectScript('doctor.ts', newPipeline().environment(wrong));
    emulator.setFault(null);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/STOP EIA API key: EIA refused/);
    expect(run.stdout).toMatch(/STOP database: Cannot connect/);
    expect(run.stdout).not.toContain('hidden-word');
  });
});

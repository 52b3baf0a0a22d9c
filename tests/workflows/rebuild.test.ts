/**
 * The scheduled job, executed: the very commands of its steps, in their order, against the EIA emulator and a
 * stand-in of GitHub, with a database that is gone after every run.
 */
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import type { StatusSnapshot } from '../../src/snapshots/status.ts';
import { openStore } from '../../src/store/store.ts';
import { hashTree, MARKER_KEY, newPipeline, readJson } from '../pipeline/pipeline.ts';
import { ofTwoGrids } from '../pipeline/two-grids.ts';
import { type GitHubStandIn, REPOSITORY, startGitHub, TOKEN } from '../publish/github-stand-in.ts';
import { type Runner, runWorkflow, type WorkflowRun } from './runner.ts';
import { readWorkflow } from './workflow.ts';

const workflow = readWorkflow('rebuild.yml');
const pipeline = newPipeline();
const stateDir = pipeline.environment({})['GRIDPULSE_DATA_DIR'] as string;
/** Copied in place of each run's service container: to make one takes longer than all else in a run. */
const emptyDatabase = `${stateDir}-empty`;

let emulator: Emulator;
let gitHub: GitHubStandIn;
let now = '';
const runs: WorkflowRun[] = [];

const runner = (): Runner => ({
  expressions: {
    "secrets.DATABASE_URL || 'postgresql://postgres:gridpulse@127.0.0.1:5432/postgres'": () => '',
    'secrets.EIA_API_KEY': () => MARKER_KEY,
    'vars.GRIDPULSE_HISTORY_DAYS': () => '4',
    'github.token': () => TOKEN,
    'steps.pages.outputs.origin': () => 'https://somebody.github.io',
    'steps.pages.outputs.base_path': () => '/gridpulse',
    "github.event_name == 'workflow_dispatch'": () => false,
    "github.event_name == 'schedule'": () => true,
    "!cancelled() && steps.restore.outcome == 'success'": ({ outcomes }) =>
      outcomes['build.restore'] === 'success',
    "!cancelled() && steps.stage.outputs.staged == 'true'": ({ outputs }) =>
      outputs['build.stage']?.['staged'] === 'true',
    "!cancelled() && needs.build.outputs.staged == 'true'": ({ outputs }) =>
      outputs['build.stage']?.['staged'] === 'true',
    "!cancelled() && needs.build.result == 'success'": ({ results }) => results['build'] === 'success',
  },
  environment: {
    ...pipeline.environment({}),
    EIA_API_KEY: '',
    EIA_API_URL: emulator.origin,
    GRIDPULSE_NOW: now,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_API_URL: gitHub.apiUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
  },
  done: new Set(['npm ci', 'npm ci --ignore-scripts']),
});

/** Another hour on a new machine: the service container's database is empty again. */
async function runAt(instant: string): Promise<WorkflowRun> {
  now = instant;
  rmSync(stateDir, { recursive: true, force: true });
  cpSync(emptyDatabase, stateDir, { recursive: true });
  const run = await runWorkflow(workflow, runner());
  runs.push(run);
  return run;
}

const stepOf = ({ records }: WorkflowRun, words: RegExp) => records.find(({ step }) => words.test(step));
const failures = ({ records }: WorkflowRun) =>
  records.filter(({ outcome }) => outcome === 'failure').map(({ step, output }) => `${step}\n${output}`);

beforeAll(async () => {
  await (await openStore({ dataDir: emptyDatabase })).close();
  emulator = await startEmulator({ source: ofTwoGrids(syntheticSource(930)), now: () => new Date(now) });
  gitHub = await startGitHub();
  gitHub.now = () => new Date(now);
});
afterAll(async () => {
  await emulator.close();
  await gitHub.close();
});

describe('the scheduled job', () => {
  it('goes through from nothing: site, archive, no issue', async () => {
    const run = await runAt('2026-06-15T18:53:00Z');
    expect(failures(run)).toEqual([]);
    expect(run.results).toEqual({
      build: 'success',
      archive: 'success',
      deploy: 'success',
      report: 'success',
      'keep-alive': 'success',
    });
    expect(stepOf(run, /^Fill the database/)?.output).toMatch(/There is no archive yet/);
    expect(existsSync(join(pipeline.siteDir, 'index.html'))).toBe(true);
    expect(gitHub.releases.map(({ tag_name }) => tag_name)).toEqual(['data-2026-06']);
    expect(gitHub.releases[0]?.assets.map(({ name }) => name)).toContain('runs-2026-06.ndjson.gz');
    expect(gitHub.issues).toEqual([]);
    expect(gitHub.log).toContain(`PUT /repos/${REPOSITORY}/actions/workflows/rebuild.yml/enable`);
  });

  it('that fails leaves the site, deploys nothing, and archives its testimony', async () => {
    const site = hashTree(pipeline.siteDir);
    emulator.setFault('key-invalid');
    const run = await runAt('2026-06-15T19:53:00Z');
    emulator.setFault(null);
    expect(run.results).toMatchObject({
      build: 'failure',
      archive: 'success',
      deploy: 'skipped',
      report: 'success',
    });
    expect(failures(run)).toHaveLength(1);
    expect(failures(run)[0]).toMatch(/refused the API key/);
    expect(stepOf(run, /^Fill the database/)?.output).toMatch(/lines of testimony from the releases of/);
    expect(stepOf(run, /^One issue/)?.output).toMatch(/failing now.*region-data \(1\)/);
    expect(hashTree(pipeline.siteDir)).toEqual(site);
  });

  it('goes on where it ended when EIA is back, and knows what happened meanwhile', async () => {
    const run = await runAt('2026-06-15T20:53:00Z');
    expect(failures(run)).toEqual([]);
    const { runs: told } = readJson<StatusSnapshot>(join(pipeline.snapshotDir, 'api/v1/status.json'));
    expect(told.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['succeeded', 'failed']);
    expect(told.every(({ id }, i) => i === 0 || id < (told[i - 1]?.id ?? 0))).toBe(true);
    expect(gitHub.issues).toEqual([]);
  });

  it('says no secret in any output, release, issue or page', () => {
    const outputs = runs.flatMap(({ records }) => records.map(({ output }) => output));
    const releases = gitHub.releases.flatMap(({ assets, body }) => [
      body,
      ...assets.map(({ bytes }) => bytes.toString('latin1')),
    ]);
    const issues = JSON.stringify(gitHub.issues);
    for (const secret of [MARKER_KEY, TOKEN])
      for (const text of [...outputs, ...releases, issues]) expect(text.includes(secret)).toBe(false);
  });
});

/** The rules that keep the workflows safe and running: each is told with the line that breaks it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../run-script.ts';
import { expressionsIn, type Job, needsOf, readWorkflow, textOf, WORKFLOW_FILES } from './workflow.ts';

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
/** Whatever a stranger can put into an event: it must never reach a shell as text. */
const STRANGERS_TEXT = /github\.(event\.(?!_name)|head_ref)/;
const WIDE = ['write-all', 'read-all'];
const PERMISSIONS = new Set([
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'id-token',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'statuses',
]);

const scripts = Object.keys(
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);
const writes = (job: Job) =>
  Object.entries(job.permissions ?? {})
    .filter(([, level]) => level === 'write')
    .map(([what]) => what);

describe.each(WORKFLOW_FILES)('%s', (file) => {
  const workflow = readWorkflow(file);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([name, job]) => (job.steps ?? []).map((step) => ({ name, job, step })));

  it('pins every action by commit, with its version beside it', () => {
    for (const { step } of steps) if (step.uses) expect(step.uses).toMatch(PINNED);
    const uses = textOf(file)
      .split('\n')
      .filter((line) => /\buses:/.test(line));
    for (const line of uses) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('pins an action the same way wherever it is used', () => {
    const pins = new Map<string, Set<string>>();
    for (const other of WORKFLOW_FILES) {
      for (const [, action, pin] of textOf(other).matchAll(/uses: ([\w/-]+)@([0-9a-f]{40})/g))
        pins.set(action as string, (pins.get(action as string) ?? new Set()).add(pin as string));
    }
    expect([...pins].filter(([, of]) => of.size > 1)).toEqual([]);
  });

  it('gives every job a budget of time, a fixed machine and no more permissions than it names', () => {
    const ofAll = Object.values(workflow.permissions ?? { none: 'named' });
    expect(ofAll.every((level) => level === 'read')).toBe(true);
    for (const [name, job] of jobs) {
      expect(job['timeout-minutes'], name).toBeGreaterThan(0);
      expect(job['timeout-minutes'], name).toBeLessThanOrEqual(60);
      expect(job['runs-on'], name).toMatch(/^ubuntu-\d+\.\d+$/);
      expect(WIDE, name).not.toContain(job.permissions as unknown);
      for (const [what, level] of Object.entries(job.permissions ?? {})) {
        expect(PERMISSIONS, name).toContain(what);
        expect(['read', 'write', 'none'], name).toContain(level);
      }
    }
  });

  it('hands no secret to a pull request', () => {
    const triggers = Object.keys(workflow.on);
    expect(triggers).not.toContain('pull_request_target');
    expect(triggers).not.toContain('workflow_run');
    if (!triggers.includes('pull_request')) return;
    expect(textOf(file)).not.toMatch(/secrets\.|github\.token/);
    expect(jobs.flatMap(([, job]) => writes(job))).toEqual([]);
  });

  it('keeps no credentials in the checkout', () => {
    for (const { step } of steps)
      if (step.uses?.startsWith('actions/checkout@'))
        expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  it('lets no text of a stranger, and no secret, into a shell but by its environment', () => {
    for (const { step } of steps) {
      for (const expression of expressionsIn(step.run ?? '')) {
        expect(expression).not.toMatch(STRANGERS_TEXT);
        expect(expression).not.toMatch(/secrets\.|token/);
      }
    }
  });

  it("uses in a job's environment and condition only what is known before its machine is", () => {
    for (const [name, job] of jobs) {
      for (const text of expressionsIn({ env: job.env, if: job.if }))
        expect(text, name).not.toMatch(/\b(runner|steps|env|job)\./);
      expect(job.if ?? '', name).not.toMatch(/secrets\./);
    }
  });

  it('names only jobs, steps and scripts that there are', () => {
    for (const [name, job] of jobs) {
      for (const needed of needsOf(job)) expect(Object.keys(workflow.jobs), name).toContain(needed);
      const needs = expressionsIn(job).flatMap((text) => [
        ...text.matchAll(/needs\.([\w-]+)\.outputs\.([\w-]+)/g),
      ]);
      for (const [, needed, output] of needs) {
        expect(needsOf(job)).toContain(needed);
        expect(Object.keys(workflow.jobs[needed as string]?.outputs ?? {})).toContain(output);
      }
      const ids = (job.steps ?? []).map(({ id }) => id);
      for (const [, id] of JSON.stringify(job).matchAll(/\bsteps\.([\w-]+)\./g))
        expect(ids, name).toContain(id);
    }
    for (const { step } of steps) {
      for (const [, script] of (step.run ?? '').matchAll(/npm run ([\w:-]+)/g))
        expect(scripts).toContain(script);
      for (const [, script] of (step.run ?? '').matchAll(/^bash (\S+)$/gm))
        expect(existsSync(join(projectRoot, script as string))).toBe(true);
    }
  });
});

describe('the rebuild', () => {
  const { on, concurrency, permissions, jobs } = readWorkflow('rebuild.yml');

  it('runs every hour at an odd minute, and by hand', () => {
    expect(Object.keys(on).sort()).toEqual(['schedule', 'workflow_dispatch']);
    const [{ cron }] = on['schedule'] as [{ cron: string }];
    const minute = Number(/^(\d+) \* \* \* \*$/.exec(cron)?.[1]);
    expect(minute % 5).not.toBe(0);
  });

  it('never breaks a run off for the next one', () => {
    expect(concurrency).toEqual({ group: 'rebuild', 'cancel-in-progress': false });
  });

  it('grants nothing at large, and each permission to write to one job', () => {
    expect(permissions).toEqual({});
    const granted = Object.entries(jobs).flatMap(([name, job]) =>
      writes(job).map((what) => `${name}: ${what}`),
    );
    expect(granted.sort()).toEqual([
      'archive: contents',
      'deploy: id-token',
      'deploy: pages',
      'keep-alive: actions',
      'report: issues',
    ]);
  });

  it('shows a secret only to the job that cannot write', () => {
    for (const [name, job] of Object.entries(jobs))
      if (/secrets\./.test(JSON.stringify(job))) expect(writes(job), name).toEqual([]);
  });

  it('runs no install script where it can write', () => {
    for (const [name, job] of Object.entries(jobs)) {
      if (writes(job).length === 0) continue;
      for (const { run } of job.steps ?? [])
        if (run?.startsWith('npm ci')) expect(run, name).toBe('npm ci --ignore-scripts');
    }
  });

  it('deploys only what was built whole, and archives what came even where nothing was built', () => {
    expect(jobs['deploy']?.if).toContain("needs.build.result == 'success'");
    expect(expressionsIn(jobs['archive']?.if)).toEqual([
      "!cancelled() && needs.build.outputs.staged == 'true'",
    ]);
  });
});

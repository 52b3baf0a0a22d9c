import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../run-script.ts';
import { type Job, needsOf, type Step, type Workflow } from './workflow.ts';

/**
 * A workflow's steps carried out as a runner would, one job after the other: every `run:` by bash, the few
 * actions that move files by us, all others passed over. Expressions are not understood but looked up, each by its
 * very text, so that a new one must be thought of here.
 */
export interface Runner {
  /** What an expression is worth, by its text; may depend on what has happened. */
  expressions: Record<string, (state: RunState) => string | boolean>;
  /** What every step finds in its environment. */
  environment: Record<string, string>;
  /** Commands that have been carried out already. */
  done: ReadonlySet<string>;
}

export interface StepRecord {
  job: string;
  step: string;
  outcome: 'success' | 'failure' | 'skipped';
  output: string;
}

export interface RunState {
  /** Of steps, by `job.id`. */
  outcomes: Record<string, string>;
  outputs: Record<string, Record<string, string>>;
  results: Record<string, string>;
  failed: boolean;
}

export interface WorkflowRun {
  records: StepRecord[];
  results: Record<string, string>;
}

export async function runWorkflow(workflow: Workflow, runner: Runner): Promise<WorkflowRun> {
  const temp = mkdtempSync(join(tmpdir(), 'gridpulse-runner-'));
  const state: RunState = { outcomes: {}, outputs: {}, results: {}, failed: false };
  const records: StepRecord[] = [];
  for (const [name, job] of inOrder(workflow)) {
    state.failed = needsOf(job).some((needed) => state.results[needed] !== 'success');
    const isWanted = job.if === undefined ? !state.failed : condition(job.if, runner, state);
    if (!isWanted) {
      state.results[name] = 'skipped';
      continue;
    }
    state.failed = false;
    // Each job begins on a machine of its own.
    const machine = join(temp, name);
    mkdirSync(machine);
    for (const step of job.steps ?? [])
      records.push(await runStep(name, step, { runner, state, machine, store: temp }));
    state.results[name] = state.failed ? 'failure' : 'success';
  }
  return { records, results: state.results };
}

function inOrder({ jobs }: Workflow): [string, Job][] {
  const left = Object.entries(jobs);
  const ordered: [string, Job][] = [];
  while (left.length > 0) {
    const ready = left.findIndex(([, job]) =>
      needsOf(job).every((needed) => ordered.some(([name]) => name === needed)),
    );
    ordered.push(...left.splice(ready, 1));
  }
  return ordered;
}

function worthOf(expression: string, { expressions }: Runner, state: RunState): string | boolean {
  const known = expressions[expression];
  if (!known) throw new Error(`No test knows what this is worth: ${expression}`);
  return known(state);
}

const filled = (text: string, runner: Runner, state: RunState): string =>
  text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) =>
    String(worthOf(expression, runner, state)),
  );

const condition = (text: string, runner: Runner, state: RunState): boolean =>
  worthOf(text.replace(/^\$\{\{\s*(.*?)\s*\}\}$/, '$1'), runner, state) === true;

interface Place {
  runner: Runner;
  state: RunState;
  machine: string;
  /** Where artifacts lie between jobs. */
  store: string;
}

async function runStep(
  job: string,
  step: Step,
  { runner, state, machine, store }: Place,
): Promise<StepRecord> {
  const isWanted = step.if === undefined ? !state.failed : condition(step.if, runner, state);
  const record: StepRecord = {
    job,
    step: step.name ?? step.run ?? step.uses ?? '',
    outcome: 'skipped',
    output: '',
  };
  if (isWanted) {
    const local = { ...runner, expressions: { ...runner.expressions, 'runner.temp': () => machine } };
    if (step.uses) record.outcome = moveFiles(step, local, state, store);
    else if (runner.done.has(step.run as string)) record.outcome = 'success';
    else Object.assign(record, await shell(step, local, state, { machine, id: `${job}.${step.id}` }));
  }
  state.outcomes[`${job}.${step.id}`] = record.outcome;
  if (record.outcome === 'failure' && !step['continue-on-error']) state.failed = true;
  return record;
}

function moveFiles(step: Step, runner: Runner, state: RunState, store: string): StepRecord['outcome'] {
  const action = (step.uses as string).split('@')[0];
  const place = () => filled(String(step.with?.['path']), runner, state);
  const kept = () => join(store, `artifact-${step.with?.['name']}`);
  if (action === 'actions/upload-artifact') cpSync(place(), kept(), { recursive: true });
  else if (action === 'actions/download-artifact') cpSync(kept(), place(), { recursive: true });
  else return 'skipped';
  return 'success';
}

async function shell(
  step: Step,
  runner: Runner,
  state: RunState,
  { machine, id }: { machine: string; id: string },
): Promise<Pick<StepRecord, 'outcome' | 'output'>> {
  const outputFile = join(machine, 'outputs');
  writeFileSync(outputFile, '');
  const own = Object.entries(step.env ?? {}).map(([name, value]) => [
    name,
    filled(String(value), runner, state),
  ]);
  // GitHub's own way: stop at the first command that fails.
  const child = spawn(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', filled(step.run as string, runner, state)],
    {
      cwd: projectRoot,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        CI: 'true',
        RUNNER_TEMP: machine,
        GITHUB_OUTPUT: outputFile,
        ...runner.environment,
        ...Object.fromEntries(own),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise((done) => child.once('close', done));
  const lines = readFileSync(outputFile, 'utf8').split('\n').filter(Boolean);
  state.outputs[id] = Object.fromEntries(lines.map((line) => line.split('=', 2) as [string, string]));
  return { outcome: code === 0 ? 'success' : 'failure', output };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../run-script.ts';

export interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
  'continue-on-error'?: boolean;
}

export interface Job {
  needs?: string | string[];
  if?: string;
  'runs-on'?: string;
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  outputs?: Record<string, string>;
  env?: Record<string, string>;
  steps?: Step[];
}

export interface Workflow {
  name?: string;
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  concurrency?: { group: string; 'cancel-in-progress'?: boolean };
  env?: Record<string, string>;
  jobs: Record<string, Job>;
}

const FOLDER = join(projectRoot, '.github/workflows');

export const WORKFLOW_FILES = readdirSync(FOLDER).filter((name) => /\.ya?ml$/.test(name));

export const textOf = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

export const readWorkflow = (file: string): Workflow => parse(textOf(file)) as Workflow;

export const needsOf = ({ needs = [] }: Job): string[] => (typeof needs === 'string' ? [needs] : needs);

/** Every expression of GitHub's in a value, without its braces. */
export function expressionsIn(value: unknown): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return [...text.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g)].map((match) => match[1] as string);
}

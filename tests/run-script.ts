import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '..');

export interface ScriptResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs one of the project's scripts as its user would, with nothing of the caller's GridPulse environment. */
export const runProjectScript = (
  script: string,
  environment: Record<string, string>,
  args: string[] = [],
): Promise<ScriptResult> => runCommand(`scripts/${script}`, args, environment);

/** The same with any program of the project that Node runs. */
export function runCommand(
  program: string,
  args: string[],
  environment: Record<string, string>,
): Promise<ScriptResult> {
  const child = spawn(process.execPath, [resolve(projectRoot, program), ...args], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, stdout, stderr }));
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { basename } from 'node:path';

/** The site could not be compiled, or a page of it not be made. The last one stands. */
export class SiteBuildError extends Error {
  override name = 'SiteBuildError';
}

const TAIL_LINES = 15;

/** One of this folder's scripts, running. */
export interface Child {
  child: ChildProcess;
  /** @throws SiteBuildError with the end of what was said */
  ended: Promise<void>;
}

/** Starts a script in a process of its own, which has no secret: what it has not, it cannot print. */
export function startChild(
  script: string,
  args: readonly string[],
  environment: Record<string, string>,
): Child {
  const child = spawn(process.execPath, [script, ...args], {
    env: {
      ...process.env,
      EIA_API_KEY: '',
      DATABASE_URL: '',
      GITHUB_TOKEN: '',
      ASTRO_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = endOf(child, script);
  // Told to whoever waits for it, who may not wait yet.
  ended.catch(() => {});
  return { child, ended };
}

async function endOf(child: ChildProcess, script: string): Promise<void> {
  let said = '';
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const code = await new Promise<number>((done, fail) => {
    child.on('error', fail);
    child.once('close', (status) => done(status ?? 1));
  });
  if (code === 0) return;
  const tail = said.trim().split('\n').slice(-TAIL_LINES).join('\n');
  throw new SiteBuildError(
    `The site could not be built; the last one was left as it was. ${basename(script)} said:\n${tail}`,
  );
}

import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/** The site could not be compiled, or a page of it not be made. The last one stands. */
export class SiteBuildError extends Error {
  override name = 'SiteBuildError';
}

const TAIL_LINES = 15;

/** What a printer has done since it told last. */
export interface Printed {
  pages: number;
  /** Snapshots that it read by their schemas, as in "ciso/carbon.json". */
  soundFiles: string[];
}

/**
 * Runs one of this folder's scripts in a process of its own, which has no secret: what it has not, it
 * cannot print.
 *
 * @throws SiteBuildError with the end of what was said
 */
export async function runChild(
  script: string,
  args: readonly string[],
  environment: Record<string, string>,
  onPrinted: (printed: Printed) => void = () => {},
): Promise<void> {
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
  let said = '';
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.on('message', (printed) => onPrinted(printed as Printed));
  const code = await new Promise<number>((done, fail) => {
    child.once('error', fail);
    child.once('close', (status) => done(status ?? 1));
  });
  if (code === 0) return;
  const tail = said.trim().split('\n').slice(-TAIL_LINES).join('\n');
  throw new SiteBuildError(
    `The site could not be built; the last one was left as it was. ${basename(script)} said:\n${tail}`,
  );
}

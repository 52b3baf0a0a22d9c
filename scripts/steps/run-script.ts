import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

/** The command was called wrongly. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Lets Node keep what it compiles of modules that are imported from now on: a third of an hour's build was compiling. */
export const keepCompiled = (): unknown =>
  enableCompileCache(resolve(import.meta.dirname, '../../.astro/bytecode'));

/**
 * Runs a script's body and turns whatever it throws into one sentence for a person and an exit
 * code. The stack is shown only for defects: our own errors say what to do. A script that failed ends at
 * once: an embedded database that broke on a full disk leaves a timer behind that would keep it for ever.
 */
export async function runScript(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    process.stderr.write(`${inWords(error)}\n`, () => process.exit(1));
  }
}

/** For a person; of a defect, for whoever mends it. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (code.startsWith('ERR_PARSE_ARGS')) return `${error.message}. Nothing was done.`;
  if (syscall) {
    return `The system refused something (${error.message}). The last good snapshots and site were left as they are; mend that and run again.`;
  }
  const isOurs = error.name !== 'Error' && error.name.endsWith('Error') && !isBuiltIn(error);
  return isOurs ? error.message : (error.stack ?? error.message);
}

function isBuiltIn(error: Error): boolean {
  return [TypeError, RangeError, SyntaxError, ReferenceError].some((type) => error instanceof type);
}

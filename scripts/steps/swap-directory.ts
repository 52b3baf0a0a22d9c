import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder beside a published one, in which its successor is made. */
export const besideDirectory = (current: string) => `${current}.next`;

/** Empties the place for the successor; first brings back a folder that a killed swap had moved away. */
export function prepareBeside(current: string): string {
  restoreInterruptedSwap(current);
  const next = besideDirectory(current);
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  return next;
}

/** The system would not let a finished folder take the published one's place, which stands. */
export class FolderNotSwappedError extends Error {
  override name = 'FolderNotSwappedError';

  constructor(current: string, cause: unknown) {
    const { code } = cause as NodeJS.ErrnoException;
    const advice =
      code === 'EXDEV' || code === 'EBUSY'
        ? 'It is a mount point, which cannot be replaced: name a folder inside of it'
        : 'Correct its permissions';
    super(
      `The folder ${current} could not be replaced by its finished successor (${code}), and was left as it was. ` +
        `${advice}, and run again.`,
      { cause },
    );
  }
}

/** Puts a finished folder in the place of the published one. Readers see the old whole or the new whole. */
export function swapDirectory(current: string, rename: typeof renameSync = renameSync): void {
  const previous = `${current}.previous`;
  rmSync(previous, { recursive: true, force: true });
  mkdirSync(dirname(current), { recursive: true });
  try {
    if (existsSync(current)) rename(current, previous);
    rename(besideDirectory(current), current);
  } catch (cause) {
    restoreInterruptedSwap(current);
    throw new FolderNotSwappedError(current, cause);
  }
  rmSync(previous, { recursive: true, force: true });
}

function restoreInterruptedSwap(current: string): void {
  const previous = `${current}.previous`;
  if (!existsSync(current) && existsSync(previous)) renameSync(previous, current);
}

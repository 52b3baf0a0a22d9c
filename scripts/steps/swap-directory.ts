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

/** Puts a finished folder in the place of the published one. Readers see the old whole or the new whole. */
export function swapDirectory(current: string): void {
  const previous = `${current}.previous`;
  rmSync(previous, { recursive: true, force: true });
  mkdirSync(dirname(current), { recursive: true });
  if (existsSync(current)) renameSync(current, previous);
  renameSync(besideDirectory(current), current);
  rmSync(previous, { recursive: true, force: true });
}

function restoreInterruptedSwap(current: string): void {
  const previous = `${current}.previous`;
  if (!existsSync(current) && existsSync(previous)) renameSync(previous, current);
}

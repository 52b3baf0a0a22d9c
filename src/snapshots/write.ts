import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';

/** A snapshot did not fit its own schema: a defect of ours, so nothing of it is written. */
export class SnapshotInvalidError extends Error {
  override name = 'SnapshotInvalidError';
}

const API_ROOT = 'api/v1';

/** Where a file of the public contract lies below a snapshot directory: `ciso/carbon.json`. */
export function snapshotPath(snapshotDir: string, file: string): string {
  return join(snapshotDir, API_ROOT, file);
}

/** Writes a file so that no reader ever sees half of it; leaves an equal file alone. Says whether bytes changed. */
export function writeFileAtomically(path: string, text: string): boolean {
  if (readIfThere(path) === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
  return true;
}

function readIfThere(path: string): string | null {
  // A read that fails costs more than a question, and of a new file it always would.
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/**
 * The published file where its bytes differ from the new one's; null where they are the same, where
 * none is published, or where an older version wrote it in a way that this one cannot read.
 */
export function readIfChanged<S extends z.ZodType>(
  publishedDir: string,
  snapshotDir: string,
  file: string,
  schema: S,
): z.output<S> | null {
  const published = readIfThere(snapshotPath(publishedDir, file));
  if (published === null || published === readIfThere(snapshotPath(snapshotDir, file))) return null;
  try {
    return schema.parse(JSON.parse(published));
  } catch {
    return null;
  }
}

/** Validates, rounds (the schema's units do) and writes one file. */
export function writeSnapshot<S extends z.ZodType>(
  snapshotDir: string,
  file: string,
  schema: S,
  value: z.input<S>,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SnapshotInvalidError(
      `${file} does not fit its schema at ${issue?.path.join('.') || 'its root'}: ${issue?.message}. ` +
        'The file was not written and the last good snapshots were kept. This is a defect of GridPulse: please report it.',
      { cause: parsed.error },
    );
  }
  writeFileAtomically(snapshotPath(snapshotDir, file), `${JSON.stringify(parsed.data)}\n`);
  return parsed.data;
}

/** An embedded database whose log cannot be written ends the run, and does not hang it. */
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPgliteDatabase } from '../../src/store/pglite-database.ts';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, 'write-until-full.ts');
/** Of 1,024 bytes: less than a segment of the log has, which is written from end to end. */
const FILE_BLOCKS = 8_000;

describe('an embedded database on a full disk', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'gridpulse-panic-')), 'pglite');
  const rows = async (): Promise<number> => {
    const database = await openPgliteDatabase(folder);
    const [row] = await database.query<{ rows: number }>('SELECT count(*)::int AS rows FROM filled');
    await database.close();
    return row?.rows as number;
  };
  beforeAll(async () => {
    const database = await openPgliteDatabase(folder);
    await database.exec("CREATE TABLE filled (words text); INSERT INTO filled VALUES ('first')");
    await database.close();
  });

  it.each(['statement', 'transaction'])('that panics in a %s says so, once and for all', async (way) => {
    const command = `ulimit -f ${FILE_BLOCKS}; exec "$@"`;
    const { stdout } = await run('bash', ['-c', command, 'bash', process.execPath, SCRIPT, folder, way]);
    const { first, next } = JSON.parse(stdout) as { first: string; next: string };
    expect(first).toMatch(/^DatabaseLostError: The database failed in the middle of the run/);
    expect(first).toContain('could not write to log file');
    expect(next).toBe(first);
    // What had been committed is there, and it goes on where there is room again.
    expect(await rows()).toBe(1);
  });
});

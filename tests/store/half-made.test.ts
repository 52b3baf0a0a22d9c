/** A process that is killed while it makes the embedded database leaves nothing that looks like one. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { openPgliteDatabase } from '../../src/store/pglite-database.ts';
import { projectRoot } from '../run-script.ts';

it('an embedded database whose making was killed is made by the next run', async () => {
  const place = mkdtempSync(join(tmpdir(), 'gridpulse-half-made-'));
  const folder = join(place, 'pglite');
  const module = pathToFileURL(join(projectRoot, 'src/store/pglite-database.ts')).href;
  const open = `import { openPgliteDatabase } from ${JSON.stringify(module)}; await openPgliteDatabase(${JSON.stringify(folder)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', open], { stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  while (child.exitCode === null && !existsSync(`${folder}.new/PG_VERSION`)) await sleep(1);
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(`${folder}.new/PG_VERSION`)).toBe(true);
  expect(readdirSync(folder)).toEqual([]);

  const database = await openPgliteDatabase(folder);
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.close();
  expect(readdirSync(place)).toEqual(['pglite']);
  rmSync(place, { recursive: true });
});

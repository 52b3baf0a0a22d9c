/** A script that failed ends, whatever still waits in its process, and says all that it has to say. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const RUN_SCRIPT = resolve(import.meta.dirname, '../../scripts/steps/run-script.ts');

it('ends at once with the whole of a long sentence, though a timer would keep the process', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'gridpulse-script-')), 'failing.ts');
  writeFileSync(
    file,
    `import { runScript, UsageError } from ${JSON.stringify(RUN_SCRIPT)};
     setInterval(() => undefined, 1000);
     await runScript(async () => { throw new UsageError('x'.repeat(300_000)); });`,
  );
  const { status, signal, stderr } = spawnSync(process.execPath, [file], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect([status, signal]).toEqual([1, null]);
  expect(stderr).toBe(`${'x'.repeat(300_000)}\n`);
});

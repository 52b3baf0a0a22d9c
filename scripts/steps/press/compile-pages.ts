/** Run by press.ts as a process of its own: compiles the site into the folder that is named. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'astro';
import { pressAdapter } from './adapter.ts';
import { clientDirOf, serverDirOf } from './press.ts';

const [folder = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
// Nobody waits for it any more.
const giveUp = () => process.exit(1);
process.once('disconnect', giveUp);
await build({
  root: resolve(import.meta.dirname, '../../..'),
  outDir: clientDirOf(folder),
  integrations: [pressAdapter(serverDirOf(folder))],
  logLevel: 'warn',
});
process.off('disconnect', giveUp);
process.disconnect?.();

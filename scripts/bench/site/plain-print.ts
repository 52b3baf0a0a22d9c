/** Run as a process of its own: writes the pages that a compiled plain-pages.ts makes, or its part of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [compiled = '', folder = '', part = '0', parts = '1'] = process.argv.slice(2);
const { pages } = (await import(compiled)) as typeof import('./plain-pages.ts');
const all = pages();
const share = Math.ceil(all.length / Number(parts));
for (const { path, html } of all.slice(Number(part) * share, (Number(part) + 1) * share)) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html());
}

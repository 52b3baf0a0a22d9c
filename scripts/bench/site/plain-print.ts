/** Run as a process of its own: writes the pages that a compiled plain-pages.ts makes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [compiled = '', folder = ''] = process.argv.slice(2);
const { pages } = (await import(compiled)) as typeof import('./plain-pages.ts');
for (const { path, html } of pages()) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html());
}

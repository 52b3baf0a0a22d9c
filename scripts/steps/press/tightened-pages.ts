import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { tighten } from '../../../src/formats/tighten.ts';
import { filesBelow } from '../link-files.ts';

/** Pages that Astro makes by itself are as tight as those of the press. */
export const tightenedPages = (): AstroIntegration => ({
  name: 'gridpulse-tightened-pages',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const folder = fileURLToPath(dir);
      for (const path of filesBelow(folder)) {
        if (!path.endsWith('.html')) continue;
        const file = join(folder, path);
        writeFileSync(file, tighten(readFileSync(file, 'utf8')));
      }
    },
  },
});

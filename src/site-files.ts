import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Puts the snapshots beside the pages that were made of them, as `/api/`. */
export function publishSnapshots(snapshotDir: string): AstroIntegration {
  return {
    name: 'gridpulse:publish-snapshots',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        await cp(join(snapshotDir, 'api'), join(fileURLToPath(dir), 'api'), { recursive: true });
        logger.info('copied the snapshots to api/');
      },
    },
  };
}

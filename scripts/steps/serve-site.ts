import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'astro';
import type { Config } from '../../src/config.ts';

/** No site was built yet. */
export class NoSiteError extends Error {
  override name = 'NoSiteError';
}

/** Serves the built site on loopback until the process ends; its address. */
export async function serveSite(config: Pick<Config, 'port' | 'basePath' | 'siteDir'>): Promise<string> {
  if (!existsSync(join(config.siteDir, 'index.html'))) {
    throw new NoSiteError(
      `There is no site in ${config.siteDir}, so nothing is served. Run "npm run rebuild" first.`,
    );
  }
  const server = await preview({ server: { port: config.port, host: '127.0.0.1' }, logLevel: 'error' });
  return `http://127.0.0.1:${server.port}${config.basePath}`;
}

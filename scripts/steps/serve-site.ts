import { preview } from 'astro';
import type { Config } from '../../src/config.ts';

/** Serves the built site on loopback until the process ends; its address. */
export async function serveSite(config: Pick<Config, 'port' | 'basePath'>): Promise<string> {
  const server = await preview({ server: { port: config.port, host: '127.0.0.1' }, logLevel: 'error' });
  return `http://127.0.0.1:${server.port}${config.basePath}`;
}

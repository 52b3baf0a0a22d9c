import { performance } from 'node:perf_hooks';

/**
 * Tells a person how far a long step is: on a terminal one line that renews itself, elsewhere
 * (CI, a file) a plain line every few seconds.
 */
export interface Progress {
  update(text: string): void;
  done(text: string): void;
}

const TERMINAL_INTERVAL_MS = 100;
const PLAIN_INTERVAL_MS = 5_000;

export function startProgress(
  step: string,
  plain: boolean,
  out: NodeJS.WriteStream = process.stdout,
): Progress {
  const startedAt = performance.now();
  const interval = plain ? PLAIN_INTERVAL_MS : TERMINAL_INTERVAL_MS;
  let lastShownAt = startedAt;
  const line = (text: string) => `${step}: ${text} (${seconds(performance.now() - startedAt)})`;
  return {
    update(text) {
      if (performance.now() - lastShownAt < interval) return;
      lastShownAt = performance.now();
      out.write(plain ? `${line(text)}\n` : `\r\x1b[2K${line(text)}`);
    },
    done(text) {
      out.write(plain ? `${line(text)}\n` : `\r\x1b[2K${line(text)}\n`);
    },
  };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

export const count = (n: number) => n.toLocaleString('en-US');

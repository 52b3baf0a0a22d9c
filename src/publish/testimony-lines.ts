import { gunzipSync, gzipSync } from 'node:zlib';

/** Testimony as newline-delimited JSON, gzipped. */
export const packLines = (lines: readonly string[]): Uint8Array =>
  gzipSync(lines.map((line) => `${line}\n`).join(''));

export const unpackLines = (bytes: Uint8Array): string[] =>
  gunzipSync(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');

export interface Appended {
  lines: string[];
  added: number;
  /** Held by the archive and unknown to the store: kept. */
  unknown: number;
}

/** Only ever adds: what is archived stays as and where it is, and what is new follows. */
export function appendLines(archived: readonly string[], known: readonly string[]): Appended {
  const held = new Set(archived);
  const own = new Set(known);
  const added = known.filter((line) => !held.has(line));
  return {
    lines: [...archived, ...added],
    added: added.length,
    unknown: archived.filter((line) => !own.has(line)).length,
  };
}

import { createHash } from 'node:crypto';

/** SHA-256 of each file by name, as `sha256sum --check SHA256SUMS` reads it. */
export type Checksums = ReadonlyMap<string, string>;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function formatChecksums(sums: Checksums): string {
  const names = [...sums.keys()].sort();
  return names.map((name) => `${sums.get(name)}  ${name}\n`).join('');
}

/** Null where a line is none of `sha256sum`. */
export function parseChecksums(text: string): Checksums | null {
  const lines = text.split('\n').filter((line) => line !== '');
  const matches = lines.map((line) => /^([0-9a-f]{64}) [ *](\S.*)$/.exec(line));
  if (matches.length === 0 || matches.includes(null)) return null;
  return new Map(matches.map((match) => [match?.[2] as string, match?.[1] as string]));
}

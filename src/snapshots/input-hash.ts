import { createHash } from 'node:crypto';
import { hourToIso } from '../grid/hour.ts';
import type { HourlyFrame } from '../grid/hourly-frame.ts';

/**
 * SHA-256 over the rows that a file was computed from, written as `series,hour ending,MWh` lines
 * in the order of series name and hour, gaps left out; the first 32 hex digits.
 */
export function inputHash(frame: HourlyFrame, firstHour: number, hourCount: number): string {
  const hash = createHash('sha256');
  for (const kind of [...frame.series.keys()].sort()) {
    const values = frame.series.get(kind) as Float64Array;
    let lines = '';
    const from = Math.max(0, firstHour - frame.firstHour);
    const to = Math.min(frame.hourCount, firstHour - frame.firstHour + hourCount);
    for (let i = from; i < to; i++) {
      if (!Number.isNaN(values[i])) lines += `${kind},${hourToIso(frame.firstHour + i)},${values[i]}\n`;
    }
    hash.update(lines);
  }
  return hash.digest('hex').slice(0, 32);
}

/** One hash for several, in their order. */
export function combineHashes(hashes: string[]): string {
  return createHash('sha256').update(hashes.join('\n')).digest('hex').slice(0, 32);
}

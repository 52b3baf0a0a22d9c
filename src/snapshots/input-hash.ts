import { createHash } from 'node:crypto';
import { hourToIso, type LocalDay } from '../grid/hour.ts';
import type { HourlyFrame } from '../grid/hourly-frame.ts';

/**
 * SHA-256 over the rows that a file was computed from, the first 32 hex digits. A line a series, by
 * name: `demand,2026-03-01T05:00:00Z,25953,25124,,26414`, which is the end of the first hour and then
 * every hour's MWh, nothing where there is a gap.
 */
export function inputHash(frame: HourlyFrame, firstHour: number, hourCount: number): string {
  const from = Math.max(0, firstHour - frame.firstHour);
  const to = Math.min(frame.hourCount, firstHour - frame.firstHour + hourCount);
  const start = hourToIso(frame.firstHour + from);
  let lines = '';
  for (const kind of [...frame.series.keys()].sort()) {
    const values = (frame.series.get(kind) as Float64Array).subarray(from, Math.max(from, to));
    lines += `${kind},${start},${values.join(',').replaceAll('NaN', '')}\n`;
  }
  return createHash('sha256').update(lines).digest('hex').slice(0, 32);
}

/** The same of all hours up to the end of a day. */
export const hashUpTo = (frame: HourlyFrame, { firstHour, hourCount }: LocalDay): string =>
  inputHash(frame, frame.firstHour, firstHour + hourCount - frame.firstHour);

/** The same of hours as reported and as believed: a doubt raised by a later hour changes it too. */
export const screenedHash = (
  { reported, trusted }: { reported: HourlyFrame; trusted: HourlyFrame },
  firstHour: number,
  hourCount: number,
): string =>
  combineHashes([inputHash(reported, firstHour, hourCount), inputHash(trusted, firstHour, hourCount)]);

/** One hash for several, in their order. */
export function combineHashes(hashes: string[]): string {
  return createHash('sha256').update(hashes.join('\n')).digest('hex').slice(0, 32);
}

import { BALANCING_AUTHORITIES } from '../../src/grid/balancing-authority.ts';
import { isoToHour } from '../../src/grid/hour.ts';
import type { Observation, SeriesKind } from '../../src/grid/observation.ts';

/** The rows that stores are measured with: 65 balancing authorities x 19 series, the same at every run. */

const KINDS: SeriesKind[] = [
  'demand',
  'day-ahead-demand-forecast',
  'net-generation',
  'total-interchange',
  ...(['COL', 'NG', 'NUC', 'OIL', 'WAT', 'SUN', 'WND', 'OTH', 'BAT', 'PS'] as const).map(
    (source): SeriesKind => `generation:${source}`,
  ),
  ...['AEC', 'BANC', 'CISO', 'ERCO', 'MISO'].map((neighbor): SeriesKind => `interchange:${neighbor}`),
];
const codes = BALANCING_AUTHORITIES.slice(0, 65).map(({ code }) => code);

export const ROWS_PER_HOUR = codes.length * KINDS.length;
export const LAST_HOUR = isoToHour('2026-03-31T05:00:00Z');

/** From 0 to 1 without a pattern that a compression could find (the finaliser of MurmurHash3). */
function scattered(key: number): number {
  let bits = key | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

/** Whole MWh, as EIA's: a level of each series, a swing by the day, and 3 % of what cannot be foreseen. */
function valueAt(series: number, hour: number): number {
  const level = 50 + ((series * 7919) % 20_000);
  const swing = 1 + 0.25 * Math.sin(((hour + series) % 24) * (Math.PI / 12));
  const surprise = 0.97 + 0.06 * scattered(series * 1_000_003 + hour);
  return Math.round(level * swing * surprise);
}

/** The first `changedRows` differ by `salt` from what they are without it. */
export function hourOfRows(hour: number, changedRows = 0, salt = 0): Observation[] {
  return Array.from({ length: ROWS_PER_HOUR }, (_, i) => ({
    respondent: codes[i % codes.length] as string,
    kind: KINDS[Math.floor(i / codes.length)] as SeriesKind,
    hour,
    valueMwh: valueAt(i, hour) + (i < changedRows ? salt : 0),
  }));
}

export async function* hoursOfRows(firstHour: number, lastHour: number): AsyncGenerator<Observation[]> {
  for (let hour = firstHour; hour <= lastHour; hour++) yield hourOfRows(hour);
}

export type Freshness = 'fresh' | 'late' | 'stale';

/** Fresh before the next hour is due, late until it is overdue, stale after; null where the page does not know. */
export function freshnessAt(nowMs: number, nextExpectedMs: number, staleAfterMs: number): Freshness | null {
  if (Number.isNaN(nextExpectedMs) || Number.isNaN(staleAfterMs)) return null;
  if (nowMs <= nextExpectedMs) return 'fresh';
  return nowMs <= staleAfterMs ? 'late' : 'stale';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `3 h ago`; a future instant (a forecast reaches there) is `3 h ahead`. */
export function ageInWords(ageMs: number): string {
  const size = Math.abs(ageMs);
  return `${spanInWords(size)} ${ageMs < 0 ? 'ahead' : 'ago'}`;
}

function spanInWords(ms: number): string {
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} days`;
}

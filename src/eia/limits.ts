export interface EiaLimits {
  /** EIA asks for fewer than 5 a second and 9,000 an hour, and suspends a key that exceeds it. */
  requestsPerSecond: number;
  requestsPerHour: number;
  /** Requests in flight. */
  concurrency: number;
  /** For one answer, body included. */
  attemptTimeoutMs: number;
  /** For everything that one client does, waits included. */
  totalBudgetMs: number;
  /** Attempts after the first. */
  retries: number;
  /** First wait before asking again; doubles each time. */
  backoffMs: number;
  /** The same after a rate limit, where asking early prolongs the suspension. */
  rateLimitBackoffMs: number;
}

/** Under EIA's guidance with room for a second run by the same key. */
export const EIA_LIMITS: EiaLimits = {
  requestsPerSecond: 4,
  requestsPerHour: 8_000,
  concurrency: 3,
  attemptTimeoutMs: 60_000,
  totalBudgetMs: 30 * 60_000,
  retries: 5,
  backoffMs: 1_000,
  rateLimitBackoffMs: 30_000,
};

/** For the emulator: nobody to be polite to. */
export const LOOPBACK_LIMITS: EiaLimits = {
  requestsPerSecond: Number.POSITIVE_INFINITY,
  requestsPerHour: Number.POSITIVE_INFINITY,
  concurrency: 3,
  attemptTimeoutMs: 20_000,
  totalBudgetMs: 10 * 60_000,
  retries: 4,
  backoffMs: 100,
  rateLimitBackoffMs: 400,
};

export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

export function limitsFor(origin: string, given: Partial<EiaLimits> = {}): EiaLimits {
  return { ...(isLoopback(origin) ? LOOPBACK_LIMITS : EIA_LIMITS), ...given };
}

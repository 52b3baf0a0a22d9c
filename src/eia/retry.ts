/** Asking again: only after errors that may pass, with jittered waits, within one time budget. */
import { EiaBudgetExceededError, EiaError, EiaRateLimitedError } from './errors.ts';
import type { EiaLimits } from './limits.ts';

export interface RetryEffects {
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  random: () => number;
  /** Milliseconds left of the budget. */
  remainingMs: () => number;
}

const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * Calls until it succeeds, fails for good, or has failed `retries` + 1 times. Throws
 * EiaBudgetExceededError rather than start a wait that would outlast the budget.
 */
export async function withRetries<T>(
  limits: EiaLimits,
  effects: RetryEffects,
  signal: AbortSignal | undefined,
  call: () => Promise<T>,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof EiaError) || !error.retryable || failures > limits.retries) throw error;
      const waitMs = backoffMs(error, failures, limits, effects.random);
      if (waitMs >= effects.remainingMs()) throw budgetExceeded(limits, error);
      await effects.sleep(waitMs, signal);
    }
  }
}

export function budgetExceeded(limits: EiaLimits, cause: EiaError): EiaBudgetExceededError {
  return new EiaBudgetExceededError(limits.totalBudgetMs, { route: cause.route ?? undefined, cause });
}

/** Doubles with each failure; the jitter takes up to half of it away, so that clients part. */
export function backoffMs(
  error: EiaError,
  failures: number,
  limits: EiaLimits,
  random: () => number,
): number {
  const limited = error instanceof EiaRateLimitedError;
  const base = limited ? limits.rateLimitBackoffMs : limits.backoffMs;
  const full = Math.min(LONGEST_WAIT_MS, base * 2 ** (failures - 1));
  const jittered = full * (1 - random() / 2);
  return limited ? Math.max(jittered, error.retryAfterMs ?? 0) : jittered;
}

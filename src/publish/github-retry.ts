import { type Failure, type GitHubError, gitHubError, isRateLimit } from './github-errors.ts';

export interface GitHubLimits {
  /** After the first attempt. */
  retries: number;
  /** The first wait after a failure; doubles. */
  backoffMs: number;
  /** GitHub asks for a minute at least where it limits and names no time; doubles. */
  rateLimitBackoffMs: number;
  /** All the waiting of a run together. */
  waitBudgetMs: number;
  /** Between two requests that change something. GitHub asks for a second. */
  betweenChangesMs: number;
}

const LIMITS: GitHubLimits = {
  retries: 4,
  backoffMs: 2_000,
  rateLimitBackoffMs: 60_000,
  waitBudgetMs: 10 * 60_000,
  betweenChangesMs: 1_000,
};

/** Nobody on loopback needs to be spared. */
export function limitsFor(apiUrl: string): GitHubLimits {
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(apiUrl).hostname);
  return isLoopback ? { ...LIMITS, backoffMs: 20, rateLimitBackoffMs: 100, betweenChangesMs: 0 } : LIMITS;
}

export interface RetryEffects {
  sleep(ms: number): Promise<void>;
  now(): Date;
  random(): number;
}

export interface Attempt<Result> {
  what: string;
  /** Whether doing it twice does no harm: then it is repeated although it may have been done. */
  repeatable: boolean;
  call(): Promise<Result>;
}

/** Calls again what failed in a way that may pass, for as long as a run's budget of waiting lasts. */
export function retrier(limits: GitHubLimits, { sleep, now, random }: RetryEffects) {
  let waitedMs = 0;
  return async <Result>({ what, repeatable, call }: Attempt<Result>): Promise<Result> => {
    for (let failures = 1; ; failures++) {
      try {
        return await call();
      } catch (error) {
        const failure = error as Failure;
        const limited = isRateLimit(failure);
        const known = gitHubError(failure, what);
        if (!limited && !(repeatable && mayPass(known))) throw known;
        const waitMs = limited ? limitedMs(failure, failures) : backoffMs(failures);
        if (failures > limits.retries || waitedMs + waitMs > limits.waitBudgetMs) throw known;
        waitedMs += waitMs;
        await sleep(waitMs);
      }
    }
  };

  /** Jitter takes up to half of it away, so that clients part. */
  function backoffMs(failures: number): number {
    return limits.backoffMs * 2 ** (failures - 1) * (1 - random() / 2);
  }

  /** What GitHub says, else a minute at least. */
  function limitedMs({ response }: Failure, failures: number): number {
    const headers = response?.headers ?? {};
    const retryAfterS = Number(headers['retry-after']);
    if (retryAfterS > 0) return retryAfterS * 1000;
    const resetS = Number(headers['x-ratelimit-reset']);
    if (headers['x-ratelimit-remaining'] === '0' && resetS > 0) {
      return Math.max(1_000, resetS * 1000 - now().getTime());
    }
    return limits.rateLimitBackoffMs * 2 ** (failures - 1);
  }
}

const mayPass = (error: GitHubError) => error.name === 'GitHubUnavailableError';

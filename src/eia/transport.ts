/** One page over HTTP: throttled, timed, retried, and its key kept out of everything. */
import { setTimeout as sleepFor } from 'node:timers/promises';
import pLimit from 'p-limit';
import pThrottle from 'p-throttle';
import type { HourRange } from '../grid/hour.ts';
import {
  type EiaError,
  EiaKeyInvalidError,
  EiaKeyMissingError,
  EiaNetworkError,
  EiaTimeoutError,
  scrub,
  scrubbedCause,
} from './errors.ts';
import { type EiaLimits, limitsFor } from './limits.ts';
import { assertRows, type Page } from './paging.ts';
import { pageUrl, type Query } from './request.ts';
import { type Answer, parseAnswer } from './response.ts';
import { budgetExceeded, withRetries } from './retry.ts';
import { KEY_HEADER, PROVENANCE_HEADER, saysIncomplete, totalRows } from './wire.ts';

export interface TransportOptions {
  /** `https://api.eia.gov`, or an emulator's; the path is added here. */
  origin: string;
  apiKey: string;
  fetch?: typeof fetch;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
  /** A clock that only measures spans; not the one that a run may pin. */
  elapsedMs?: () => number;
  signal?: AbortSignal | undefined;
  limits?: Partial<EiaLimits>;
}

export interface Transport {
  limits: EiaLimits;
  fetchPage(query: Query, window: HourRange, offset: number, rowsExpected: boolean): Promise<Page>;
}

export function createTransport(options: TransportOptions): Transport {
  const apiKey = usableKey(options.apiKey);
  const limits = limitsFor(options.origin, options.limits);
  const { signal, random = Math.random, elapsedMs = () => performance.now() } = options;
  const sleep = options.sleep ?? ((ms, abort) => sleepFor(ms, undefined, { signal: abort }));
  const inFlight = pLimit(limits.concurrency);
  const turn = throttle(limits, signal);
  let startedMs: number | null = null;

  const remainingMs = (): number => {
    startedMs ??= elapsedMs();
    return limits.totalBudgetMs - (elapsedMs() - startedMs);
  };

  async function attempt(query: Query, window: HourRange, offset: number): Promise<Page> {
    await turn();
    const { route } = query;
    const timeoutMs = Math.floor(Math.min(limits.attemptTimeoutMs, remainingMs()));
    if (timeoutMs <= 0) throw budgetExceeded(limits, new EiaTimeoutError(0, { route }));
    const url = pageUrl(options.origin, query, window, offset);
    const { answer, synthetic } = await ask(options.fetch ?? fetch, url, {
      apiKey,
      timeoutMs,
      signal,
      route,
    });
    const envelope = parseAnswer(answer, route, apiKey);
    return {
      rows: envelope.response.data,
      total: totalRows(envelope),
      saysIncomplete: saysIncomplete(envelope),
      synthetic,
    };
  }

  return {
    limits,
    fetchPage: (query, window, offset, rowsExpected) =>
      withRetries(limits, { sleep, random, remainingMs }, signal, () =>
        inFlight(async () => {
          signal?.throwIfAborted();
          const page = await attempt(query, window, offset);
          if (rowsExpected) assertRows(page, offset, query.route);
          return page;
        }),
      ),
  };
}

/** A key that cannot be a header would be quoted in the error of whoever tries to send it. */
function usableKey(given: string): string {
  const apiKey = given.trim();
  if (apiKey === '') throw new EiaKeyMissingError();
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new EiaKeyInvalidError();
  return apiKey;
}

/** Waits for a request's turn under both rates. */
function throttle(limits: EiaLimits, signal: AbortSignal | undefined): () => Promise<void> {
  const gates = [
    { limit: limits.requestsPerSecond, interval: 1_000 },
    { limit: limits.requestsPerHour, interval: 3_600_000 },
  ]
    .filter(({ limit }) => Number.isFinite(limit))
    .map((gate) =>
      pThrottle({ ...gate, strict: true, ...(signal ? { signal } : {}) })(async () => undefined),
    );
  return async () => {
    for (const gate of gates) await gate();
  };
}

interface Asking {
  apiKey: string;
  timeoutMs: number;
  signal: AbortSignal | undefined;
  route: string;
}

async function ask(
  fetchUrl: typeof fetch,
  url: string,
  asking: Asking,
): Promise<{ answer: Answer; synthetic: boolean }> {
  const timeout = AbortSignal.timeout(asking.timeoutMs);
  const signal = asking.signal ? AbortSignal.any([asking.signal, timeout]) : timeout;
  try {
    const headers = { [KEY_HEADER]: asking.apiKey, Accept: 'application/json' };
    // A redirect would carry the key's header to whoever it names.
    const response = await fetchUrl(url, { headers, signal, redirect: 'error' });
    const answer = {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      text: await response.text(),
    };
    return { answer, synthetic: response.headers.get(PROVENANCE_HEADER) === 'synthetic' };
  } catch (error) {
    asking.signal?.throwIfAborted();
    throw transportError(error, timeout.aborted, asking);
  }
}

function transportError(error: unknown, timedOut: boolean, asking: Asking): EiaError {
  const details = { route: asking.route, cause: scrubbedCause(error, asking.apiKey) };
  if (timedOut) return new EiaTimeoutError(asking.timeoutMs, details);
  return new EiaNetworkError(scrub(reasonOf(error), asking.apiKey), details);
}

/** undici says "fetch failed" and puts what happened into the cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : '';
  return [error.message, code].filter(Boolean).join(': ');
}

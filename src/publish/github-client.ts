import { setTimeout as sleepFor } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { GitHubError } from './github-errors.ts';
import { type GitHubLimits, limitsFor, type RetryEffects, retrier } from './github-retry.ts';

export interface GitHubOptions {
  apiUrl: string;
  /** owner/name */
  repository: string;
  /** Without it only what is public can be read. */
  token?: string | undefined;
  fetch?: typeof fetch;
  sleep?: RetryEffects['sleep'];
  now?: RetryEffects['now'];
  random?: RetryEffects['random'];
  limits?: Partial<GitHubLimits>;
}

/** Octokit for one repository: retried, spaced, silent, its errors in words. */
export interface GitHub {
  octokit: Octokit;
  repository: string;
  at: { owner: string; repo: string };
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const ATTEMPT_TIMEOUT_MS = 5 * 60_000;

export function openGitHub(options: GitHubOptions): GitHub {
  const limits = { ...limitsFor(options.apiUrl), ...options.limits };
  const { sleep = sleepFor, now = () => new Date(), random = Math.random } = options;
  const [owner, repo] = options.repository.split('/') as [string, string];
  const octokit = new Octokit({
    baseUrl: options.apiUrl,
    userAgent: 'gridpulse',
    log: silent,
    ...(options.token ? { auth: options.token } : {}),
    request: { fetch: options.fetch ?? fetch },
  });
  const withRetries = retrier(limits, { sleep, now, random });
  let lastChangeMs = Number.NEGATIVE_INFINITY;

  async function spaced(method: string): Promise<void> {
    if (method === 'GET') return;
    const waitMs = lastChangeMs + limits.betweenChangesMs - now().getTime();
    if (waitMs > 0) await sleep(waitMs);
    lastChangeMs = now().getTime();
  }

  octokit.hook.wrap('request', (request, asked) =>
    withRetries({
      what: `${asked.method} ${asked.url}`,
      // An issue or a comment that is written twice is a nuisance; everything else that exists is found again.
      repeatable: !(asked.method === 'POST' && asked.url.includes('/issues')),
      call: async () => {
        await spaced(asked.method);
        asked.request.signal = AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);
        return request(asked);
      },
    }),
  );
  return { octokit, repository: options.repository, at: { owner, repo } };
}

/** What is there, or null where GitHub says that nothing is. */
export async function orNull<Result>(asking: Promise<Result>): Promise<Result | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return null;
    throw error;
  }
}

/**
 * What can go wrong between GitHub and us, told apart by class. Every message is a sentence for a person
 * and holds no token: of an answer only its status and its own message are repeated.
 */
export class GitHubError extends Error {
  override name = 'GitHubError';
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;

  constructor(message: string, status: number | null, cause?: unknown) {
    super(`${message} Nothing that was published before is lost; the next run tries again.`, { cause });
    this.status = status;
  }
}

export class GitHubUnauthorizedError extends GitHubError {
  override name = 'GitHubUnauthorizedError';
}
export class GitHubForbiddenError extends GitHubError {
  override name = 'GitHubForbiddenError';
}
export class GitHubNotFoundError extends GitHubError {
  override name = 'GitHubNotFoundError';
}
/** Somebody else was quicker, or our own attempt whose answer was lost. */
export class GitHubConflictError extends GitHubError {
  override name = 'GitHubConflictError';
}
export class GitHubRateLimitedError extends GitHubError {
  override name = 'GitHubRateLimitedError';
}
export class GitHubUnavailableError extends GitHubError {
  override name = 'GitHubUnavailableError';
}
export class GitHubRefusedError extends GitHubError {
  override name = 'GitHubRefusedError';
}

/** As much of an Octokit error as is read here. */
export interface Failure {
  status?: number;
  message?: string;
  response?: {
    headers?: Record<string, string | number | undefined>;
    data?: { message?: string; errors?: { code?: string }[] };
  };
}

const isConflict = ({ status, response }: Failure) =>
  status === 409 ||
  (status === 422 && (response?.data?.errors ?? []).some(({ code }) => code === 'already_exists'));

/** GitHub says 403 for both a limit and a refusal: the headers and the words tell. */
export function isRateLimit({ status, response }: Failure): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  const headers = response?.headers ?? {};
  const words = response?.data?.message ?? '';
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse/i.test(words)
  );
}

/** @param what for example `POST /repos/{owner}/{repo}/releases` */
export function gitHubError(failure: Failure, what: string): GitHubError {
  const { status = 0, response } = failure;
  const said = response?.data?.message ? ` ("${response.data.message}")` : '';
  if (isRateLimit(failure)) {
    return new GitHubRateLimitedError(
      `GitHub limits the rate of requests${said}, longer than this run can wait.`,
      status,
      failure,
    );
  }
  if (status === 401) {
    return new GitHubUnauthorizedError(
      `GitHub refused the token${said}: it is wrong or has expired. Set GITHUB_TOKEN anew.`,
      status,
      failure,
    );
  }
  if (status === 403) {
    return new GitHubForbiddenError(
      `GitHub does not let this token do ${what}${said}. Give it "contents: write" for the archive and "issues: write" for issues.`,
      status,
      failure,
    );
  }
  if (status === 404) {
    return new GitHubNotFoundError(
      `GitHub knows nothing at ${what}${said}. Check GITHUB_REPOSITORY, and that the token may see it.`,
      status,
      failure,
    );
  }
  if (isConflict(failure))
    return new GitHubConflictError(`GitHub has that already: ${what}${said}.`, status, failure);
  // Of a request that got no answer Octokit says 500.
  if (!response) {
    return new GitHubUnavailableError(`GitHub could not be reached for ${what}.`, null, failure);
  }
  if (status >= 500 || status === 408) {
    return new GitHubUnavailableError(`GitHub answered ${what} with status ${status}.`, status, failure);
  }
  return new GitHubRefusedError(`GitHub refused ${what} with status ${status}${said}.`, status, failure);
}

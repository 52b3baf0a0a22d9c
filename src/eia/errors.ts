/**
 * What can go wrong between EIA and an observation, told apart by class and by `kind`. Every
 * message is a sentence for a person, and holds no key: texts from outside pass through `scrub`.
 */

export type EiaErrorKind =
  | 'key-missing'
  | 'key-invalid'
  | 'bad-request'
  | 'not-found'
  | 'rate-limited'
  | 'server'
  | 'timeout'
  | 'network'
  | 'maintenance-page'
  | 'malformed-body'
  | 'budget-exceeded'
  | 'incomplete-window'
  | 'unknown-header';

export interface EiaErrorDetails {
  /** What was asked: a route of the API or the name of a bulk file. */
  route?: string | undefined;
  cause?: unknown;
}

export class EiaError extends Error {
  override readonly name: string = 'EiaError';
  readonly kind: EiaErrorKind;
  readonly retryable: boolean;
  readonly route: string | null;

  constructor(kind: EiaErrorKind, retryable: boolean, message: string, details: EiaErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = kind;
    this.retryable = retryable;
    this.route = details.route ?? null;
  }
}

const REGISTER = 'https://www.eia.gov/opendata/register.php';
const of = (details: EiaErrorDetails): string => (details.route ? ` for ${details.route}` : '');

export class EiaKeyMissingError extends EiaError {
  override readonly name = 'EiaKeyMissingError';
  constructor(details: EiaErrorDetails = {}) {
    const message = `EIA was asked without an API key${of(details)}, so it answered nothing. Set EIA_API_KEY; a key is free at ${REGISTER}.`;
    super('key-missing', false, message, details);
  }
}

export class EiaKeyInvalidError extends EiaError {
  override readonly name = 'EiaKeyInvalidError';
  constructor(details: EiaErrorDetails = {}) {
    const message = `EIA refused the API key${of(details)}, so nothing more was read. Check EIA_API_KEY for typing errors, or register a new one at ${REGISTER}.`;
    super('key-invalid', false, message, details);
  }
}

export class EiaBadRequestError extends EiaError {
  override readonly name = 'EiaBadRequestError';
  constructor(said: string, details: EiaErrorDetails = {}) {
    const message = `EIA did not accept the request${of(details)}: ${said} Asking again will not help; EIA may have changed its API, see https://www.eia.gov/opendata/documentation.php.`;
    super('bad-request', false, message, details);
  }
}

export class EiaNotFoundError extends EiaError {
  override readonly name = 'EiaNotFoundError';
  constructor(details: EiaErrorDetails = {}) {
    const message = `EIA has nothing at the address asked${of(details)} (404). Check EIA_API_URL, which is an origin without a path; else EIA has moved the data.`;
    super('not-found', false, message, details);
  }
}

export class EiaRateLimitedError extends EiaError {
  override readonly name = 'EiaRateLimitedError';
  /** What the answer's Retry-After asked for, if anything. */
  readonly retryAfterMs: number | null;
  constructor(retryAfterMs: number | null = null, details: EiaErrorDetails = {}) {
    const message = `EIA has suspended the API key for a while, because too many requests came${of(details)}. What was read before is kept; run again in an hour, and use the key in one place only.`;
    super('rate-limited', true, message, details);
    this.retryAfterMs = retryAfterMs;
  }
}

export class EiaServerError extends EiaError {
  override readonly name = 'EiaServerError';
  readonly status: number;
  constructor(status: number, details: EiaErrorDetails = {}) {
    const message = `EIA's server failed with status ${status}${of(details)}. What was read before is kept; run again later.`;
    super('server', true, message, details);
    this.status = status;
  }
}

export class EiaTimeoutError extends EiaError {
  override readonly name = 'EiaTimeoutError';
  constructor(timeoutMs: number, details: EiaErrorDetails = {}) {
    const message = `EIA gave no whole answer within ${seconds(timeoutMs)}${of(details)}. What was read before is kept; run again later.`;
    super('timeout', true, message, details);
  }
}

export class EiaNetworkError extends EiaError {
  override readonly name = 'EiaNetworkError';
  constructor(said: string, details: EiaErrorDetails = {}) {
    const message = `EIA could not be reached${of(details)} (${said}). What was read before is kept; check the connection and EIA_API_URL, then run again.`;
    super('network', true, message, details);
  }
}

export class EiaMaintenancePageError extends EiaError {
  override readonly name = 'EiaMaintenancePageError';
  constructor(status: number, details: EiaErrorDetails = {}) {
    const message = `EIA answered with a web page instead of data${of(details)} (status ${status}), as it does during maintenance. What was read before is kept; run again later.`;
    super('maintenance-page', true, message, details);
  }
}

/** `truncated` bodies may be whole the next time; a body of another shape will not. */
export class EiaMalformedBodyError extends EiaError {
  override readonly name = 'EiaMalformedBodyError';
  constructor(problem: 'truncated' | 'shape', said: string, details: EiaErrorDetails = {}) {
    const what = problem === 'truncated' ? 'broke off or cannot be read' : 'has not the shape expected';
    const advice = problem === 'truncated' ? 'run again later' : 'EIA may have changed its format';
    const message = `EIA's answer${of(details)} ${what}: ${said}. What was read before is kept; ${advice}.`;
    super('malformed-body', problem === 'truncated', message, details);
  }
}

export class EiaBudgetExceededError extends EiaError {
  override readonly name = 'EiaBudgetExceededError';
  constructor(budgetMs: number, details: EiaErrorDetails = {}) {
    const last = details.cause instanceof Error ? ` The last trouble: ${details.cause.message}` : '';
    const message = `Reading from EIA was given up${of(details)}: it took, or would have taken, longer than ${seconds(budgetMs)} altogether. What was read before is kept; run again later.${last}`;
    super('budget-exceeded', false, message, details);
  }
}

/** EIA promised rows that it then did not send. */
export class EiaIncompleteWindowError extends EiaError {
  override readonly name = 'EiaIncompleteWindowError';
  constructor(receivedRows: number, promisedRows: number | null, details: EiaErrorDetails = {}) {
    const promised = promisedRows === null ? 'more' : String(promisedRows);
    const message = `EIA promised ${promised} rows${of(details)} but stopped after ${receivedRows}. These hours were left as they were; run again later.`;
    super('incomplete-window', true, message, details);
  }
}

export class EiaUnknownHeaderError extends EiaError {
  override readonly name = 'EiaUnknownHeaderError';
  constructor(missing: readonly string[], details: EiaErrorDetails = {}) {
    const message = `EIA's bulk file ${details.route ?? ''} has no column ${missing.map((name) => `"${name}"`).join(', ')}. Nothing of it was read; EIA may have changed its format.`;
    super('unknown-header', false, message, details);
  }
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** A text from outside without the key, and without any key that a URL in it carries. */
export function scrub(text: string, apiKey: string): string {
  let clean = text.replace(/(api_key=)[^&\s"']+/gi, '$1REDACTED');
  for (const form of new Set([apiKey, encodeURIComponent(apiKey)])) {
    if (form !== '') clean = clean.replaceAll(form, 'REDACTED');
  }
  return clean;
}

/** An error from outside as a cause that cannot print the key, with the causes below it. */
export function scrubbedCause(error: unknown, apiKey: string): Error {
  const inner = error instanceof Error ? error.cause : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const clean = new Error(
    scrub(message, apiKey),
    inner === undefined ? undefined : { cause: scrubbedCause(inner, apiKey) },
  );
  if (error instanceof Error) clean.name = error.name;
  return clean;
}

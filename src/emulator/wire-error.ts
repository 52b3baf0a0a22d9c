/** An answer of EIA's that is no data: its HTTP status and its body, as recorded from the wire. */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: unknown) {
    super(`EIA emulator answers ${status}`);
    this.status = status;
    this.body = JSON.stringify(body);
  }
}

export const badRequest = (message: string) => new WireError(400, { error: message, code: 400 });

export const notFound = () => new WireError(404, { error: 'Not found.', code: 404 });

export const keyMissing = () =>
  new WireError(403, {
    error: {
      code: 'API_KEY_MISSING',
      message:
        'No api_key was supplied.  Please register for one at https://www.eia.gov/opendata/register.php',
    },
  });

export const keyInvalid = () =>
  new WireError(403, {
    error: {
      code: 'API_KEY_INVALID',
      message:
        'An invalid api_key was supplied.  Please register for one at https://www.eia.gov/opendata/register.php',
    },
  });

export const overRateLimit = () =>
  new WireError(429, {
    error: {
      code: 'OVER_RATE_LIMIT',
      message: 'You have exceeded your rate limit. Try again later.',
    },
  });

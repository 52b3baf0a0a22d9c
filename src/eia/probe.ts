import { reasonOf } from './transport.ts';
import { KEY_HEADER } from './wire.ts';

/** What one request to the API tells; the smallest that needs a key. */
export interface EiaProbe {
  /** The HTTP status; null where no answer came. */
  status: number | null;
  /** EIA's maintenance page comes with status 200. */
  isWebPage: boolean;
  /** Why none came. */
  reason: string | null;
  /** The server's clock. */
  serverTime: Date | null;
}

const TIMEOUT_MS = 20_000;

/** Keys as EIA hands them out: 40 letters and digits. */
export const looksLikeEiaKey = (key: string): boolean => /^[A-Za-z0-9]{40}$/.test(key);

/** Asks the API for the description of a route, with the key where there is one. Never throws. */
export async function probeEia(
  origin: string,
  apiKey: string | undefined,
  fetchUrl: typeof fetch = fetch,
): Promise<EiaProbe> {
  try {
    const response = await fetchUrl(`${origin}/v2/electricity/rto/region-data`, {
      headers: apiKey ? { [KEY_HEADER]: apiKey } : {},
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    const text = await response.text();
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      status: response.status,
      isWebPage: /^\s*</.test(text),
      reason: null,
      serverTime: Number.isNaN(date) ? null : new Date(date),
    };
  } catch (error) {
    return { status: null, isWebPage: false, reason: reasonOf(error), serverTime: null };
  }
}

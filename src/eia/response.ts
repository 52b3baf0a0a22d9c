/** An HTTP answer of the API to its envelope, or to the one error that it amounts to. */
import {
  EiaBadRequestError,
  type EiaError,
  type EiaErrorDetails,
  EiaKeyInvalidError,
  EiaKeyMissingError,
  EiaMaintenancePageError,
  EiaMalformedBodyError,
  EiaNotFoundError,
  EiaRateLimitedError,
  EiaServerError,
  scrub,
} from './errors.ts';
import { type Envelope, envelopeSchema } from './wire.ts';

export interface Answer {
  status: number;
  retryAfter: string | null;
  text: string;
}

const OVER_RATE_LIMIT = 'OVER_RATE_LIMIT';

/** Throws an EiaError unless the answer is an envelope. `apiKey` is only kept out of messages. */
export function parseAnswer(answer: Answer, route: string, apiKey: string): Envelope {
  const details = { route };
  if (answer.status === 429) throw rateLimited(answer, details);
  // A gateway's 5xx is often a web page too; its status says more than its shape.
  if (answer.status >= 500) throw new EiaServerError(answer.status, details);
  if (isHtml(answer.text)) throw new EiaMaintenancePageError(answer.status, details);
  const body = parseJson(answer, details);
  const refusal = refusalIn(body, answer, details, apiKey);
  if (refusal) throw refusal;
  const envelope = envelopeSchema.safeParse(body);
  if (envelope.success) return envelope.data;
  const issue = envelope.error.issues[0];
  const said = `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'not as expected'}`;
  throw new EiaMalformedBodyError('shape', scrub(said, apiKey), details);
}

export function isHtml(text: string): boolean {
  return /^\uFEFF?\s*<(?:!doctype html|html|head|body|\?xml|!--)/i.test(text.slice(0, 200));
}

function parseJson(answer: Answer, details: EiaErrorDetails): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    // The parser's own message quotes the body, which may echo what was sent.
    throw (
      refusalByStatus(answer.status, 'it gave no reason.', details) ??
      new EiaMalformedBodyError('truncated', `${answer.text.length} characters that are no JSON`, details)
    );
  }
}

interface RefusalBody {
  error?: string | { code?: string | number; message?: string } | null;
  code?: string | number;
  response?: unknown;
}

/** The refusal that a body or its status spells; null where it may be data. */
function refusalIn(body: unknown, answer: Answer, details: EiaErrorDetails, apiKey: string): EiaError | null {
  if (typeof body !== 'object' || body === null) return refusalByStatus(answer.status, 'no reason.', details);
  const { error, code, response } = body as RefusalBody;
  const inner = typeof error === 'object' && error !== null ? error : {};
  const errorCode = String(inner.code ?? code ?? (typeof error === 'string' ? error : ''));
  if (errorCode.includes(OVER_RATE_LIMIT)) return rateLimited(answer, details);
  if (typeof response === 'string' && response.includes(OVER_RATE_LIMIT)) return rateLimited(answer, details);
  if (errorCode === 'API_KEY_MISSING') return new EiaKeyMissingError(details);
  if (errorCode.startsWith('API_KEY_')) return new EiaKeyInvalidError(details);

  const said = sentence(scrub(String(inner.message ?? (typeof error === 'string' ? error : '')), apiKey));
  // The body's own code outranks the status: until late 2025, 400 came as 200 or 404.
  const bodyRefusal = refusalByStatus(Number(inner.code ?? code), said, details);
  if (bodyRefusal) return bodyRefusal;
  if (error !== undefined && error !== null && answer.status < 400)
    return new EiaBadRequestError(said, details);
  return refusalByStatus(answer.status, said, details);
}

function refusalByStatus(status: number, said: string, details: EiaErrorDetails): EiaError | null {
  if (status === 401 || status === 403) return new EiaKeyInvalidError(details);
  if (status === 404) return new EiaNotFoundError(details);
  if (status === 429) return new EiaRateLimitedError(null, details);
  if (status === 408 || status >= 500) return new EiaServerError(status, details);
  return status >= 400 ? new EiaBadRequestError(said, details) : null;
}

function rateLimited(answer: Answer, details: EiaErrorDetails): EiaRateLimitedError {
  // EIA documents no Retry-After; where a proxy before it sends one, it is the better guess.
  const waitSeconds = answer.retryAfter === null ? Number.NaN : Number(answer.retryAfter);
  return new EiaRateLimitedError(waitSeconds >= 0 ? waitSeconds * 1000 : null, details);
}

function sentence(text: string): string {
  const short = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  if (short === '') return 'it gave no reason.';
  return /[.!?]$/.test(short) ? short : `${short}.`;
}

/**
 * EIA's failures, played on request. A fault plays on the first `attempts` requests of each URL
 * (and X-Params), so that a retry meets what its name promises.
 */

import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { malformedRows } from './bad-row.ts';
import type { DataPage, DataQuery } from './emulated-source.ts';
import { keyInvalid, overRateLimit, type WireError } from './wire-error.ts';

export interface Fault {
  description: string;
  /** On how many requests of one URL it plays. */
  attempts: number;
  /** Answers in EIA's place; false leaves the request to be served. */
  takeOver?(response: ServerResponse): Promise<boolean> | boolean;
  /** The page served instead of the one that was asked for. */
  page?(query: DataQuery, serve: (query: DataQuery) => DataPage): DataPage;
  /** The body sent instead of the right one. */
  distort?(body: string): string;
}

export interface FaultPlayer {
  /** The fault to play on this request, null to serve it well. */
  next(requestKey: string): Fault | null;
}

const ALWAYS = Number.POSITIVE_INFINITY;
const OVERSTATED_BY = 5000;
const SLOW_MS = 150;

const HTML_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body><h1>This site is temporarily unavailable</h1></body></html>';

const RATE_LIMIT_STRING = JSON.stringify({
  response: 'OVER_RATE_LIMIT: your key is temporarily suspended.',
  apiVersion: '2.1.13',
});

function send(response: ServerResponse, status: number, type: string, body: string): true {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
  return true;
}

const sendError = (error: WireError) => (response: ServerResponse) =>
  send(response, error.status, 'application/json', error.body);
const sendServerError = (response: ServerResponse) =>
  send(response, 503, 'text/html', '<html><body>503 Service Unavailable</body></html>');
const sendHtml = (response: ServerResponse) => send(response, 200, 'text/html', HTML_PAGE);
const neverAnswer = () => true;
const truncate = (body: string) => body.slice(0, Math.floor(body.length / 2));

async function delay(): Promise<boolean> {
  await sleep(SLOW_MS);
  return false;
}

function reset(response: ServerResponse): boolean {
  response.socket?.resetAndDestroy();
  return true;
}

function overstateTotal(query: DataQuery, serve: (query: DataQuery) => DataPage): DataPage {
  const page = serve(query);
  return { ...page, total: page.total + OVERSTATED_BY };
}

/** Empties a window's second page, or its only one. */
function emptyOnePage(query: DataQuery, serve: (query: DataQuery) => DataPage): DataPage {
  const page = serve(query);
  const isOnly = page.total <= query.length;
  const isSecond = query.offset >= query.length && query.offset < 2 * query.length;
  return isOnly || isSecond ? { ...page, rows: [] } : page;
}

/** Puts malformed rows before the first row of the window, moving the others up. */
function mixInBadRows(query: DataQuery, serve: (query: DataQuery) => DataPage): DataPage {
  const [sample] = serve({ ...query, offset: 0, length: 1 }).rows;
  if (sample === undefined) return serve(query);
  const bad = malformedRows(query.route, sample);
  const badInPage = bad.slice(query.offset, query.offset + query.length);
  const good = serve({
    ...query,
    offset: Math.max(0, query.offset - bad.length),
    length: query.length - badInPage.length,
  });
  return { total: good.total + bad.length, rows: [...badInPage, ...good.rows] };
}

export const FAULTS = {
  'rate-limit': {
    description: '429 OVER_RATE_LIMIT to the first two requests of each URL',
    attempts: 2,
    takeOver: sendError(overRateLimit()),
  },
  'rate-limit-forever': {
    description: '429 OVER_RATE_LIMIT always',
    attempts: ALWAYS,
    takeOver: sendError(overRateLimit()),
  },
  'rate-limit-string': {
    description:
      'status 200 whose `response` is a string holding OVER_RATE_LIMIT, to the first request of each URL',
    attempts: 1,
    takeOver: (response) => send(response, 200, 'application/json', RATE_LIMIT_STRING),
  },
  'server-error': {
    description: '503 to the first request of each URL',
    attempts: 1,
    takeOver: sendServerError,
  },
  'server-error-forever': { description: '503 always', attempts: ALWAYS, takeOver: sendServerError },
  timeout: {
    description: 'the first request of each URL is accepted and never answered',
    attempts: 1,
    takeOver: neverAnswer,
  },
  'timeout-forever': { description: 'no request is ever answered', attempts: ALWAYS, takeOver: neverAnswer },
  html: {
    description: 'an HTML maintenance page with status 200 to the first request of each URL',
    attempts: 1,
    takeOver: sendHtml,
  },
  'html-forever': {
    description: 'an HTML maintenance page with status 200 always',
    attempts: ALWAYS,
    takeOver: sendHtml,
  },
  'truncated-json': {
    description: 'half a body to the first request of each URL',
    attempts: 1,
    distort: truncate,
  },
  'truncated-json-forever': { description: 'half a body always', attempts: ALWAYS, distort: truncate },
  'wrong-total': {
    description: `total overstated by ${OVERSTATED_BY}; the pages beyond the last row are empty`,
    attempts: ALWAYS,
    page: overstateTotal,
  },
  'empty-page': {
    description: "a window's second page (or only one) comes empty the first time",
    attempts: 1,
    page: emptyOnePage,
  },
  'empty-page-forever': {
    description: "a window's second page (or only one) is always empty",
    attempts: ALWAYS,
    page: emptyOnePage,
  },
  slow: { description: `every answer takes ${SLOW_MS} ms longer`, attempts: ALWAYS, takeOver: delay },
  'bad-rows': {
    description: 'malformed rows before the good ones of each window',
    attempts: ALWAYS,
    page: mixInBadRows,
  },
  'key-invalid': {
    description: '403 API_KEY_INVALID always',
    attempts: ALWAYS,
    takeOver: sendError(keyInvalid()),
  },
  outage: { description: 'every connection is reset', attempts: ALWAYS, takeOver: reset },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}

/** Plays a fault and counts, per URL, how often it did. */
export function createFaultPlayer(name: FaultName | null): FaultPlayer {
  const fault: Fault | null = name === null ? null : FAULTS[name];
  const played = new Map<string, number>();
  return {
    next(requestKey) {
      if (!fault) return null;
      const attempt = (played.get(requestKey) ?? 0) + 1;
      played.set(requestKey, attempt);
      return attempt <= fault.attempts ? fault : null;
    },
  };
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KEY_HEADER, PROVENANCE_HEADER } from '../eia/wire.ts';
import { dataQuery } from './data-query.ts';
import type { DataQuery, EmulatedSource } from './emulated-source.ts';
import { createFaultPlayer, type Fault, type FaultName, type FaultPlayer } from './fault.ts';
import { dataBody, facetBody, metadataBody } from './response-body.ts';
import { ROUTES, type Route } from './route.ts';
import { keyInvalid, keyMissing, notFound, WireError } from './wire-error.ts';
import { type ParameterTree, requestParameters } from './wire-parameters.ts';

export interface EmulatorOptions {
  source: EmulatedSource;
  /** 0, the default, takes a free port. */
  port?: number;
  /** The clock that decides what is published; by default the real one, but recorded pages show everything. */
  now?: string | (() => Date) | null;
  fault?: FaultName | null;
}

export interface Emulator {
  /** `http://127.0.0.1:port`, what EIA_API_URL takes. */
  origin: string;
  readonly requestCount: number;
  setNow(iso: string | null): void;
  setFault(name: FaultName | null): void;
  close(): Promise<void>;
}

interface State {
  source: EmulatedSource;
  nowMs: () => number | null;
  faults: FaultPlayer;
  requestCount: number;
}

/** Longer than a client rests between two requests, so that none meets a closing connection. */
const KEEP_ALIVE_MS = 60_000;

/** Serves EIA's API v2 on loopback until it is closed. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const state: State = {
    source: options.source,
    nowMs: clock(options.now ?? null, options.source),
    faults: createFaultPlayer(options.fault ?? null),
    requestCount: 0,
  };
  const server = createServer((request, response) => void serve(state, request, response));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, options.port ?? 0);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requestCount() {
      return state.requestCount;
    },
    setNow: (iso) => {
      state.nowMs = clock(iso, options.source);
    },
    setFault: (name) => {
      state.faults = createFaultPlayer(name);
    },
    close: () => close(server),
  };
}

function clock(now: string | (() => Date) | null, source: EmulatedSource): () => number | null {
  if (now === null) return () => (source.provenance === 'synthetic' ? Date.now() : null);
  if (typeof now === 'function') return () => now().getTime();
  const ms = Date.parse(now);
  if (Number.isNaN(ms)) throw new RangeError(`The emulator's clock takes an ISO time, not '${now}'.`);
  return () => ms;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  state.requestCount++;
  if (state.source.provenance === 'synthetic') response.setHeader(PROVENANCE_HEADER, 'synthetic');
  try {
    await answer(state, request, response);
  } catch (error) {
    const { status, body } = error instanceof WireError ? error : internalError(error);
    sendJson(response, body, status);
  }
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const parameters = requestParameters(url.searchParams, headerOf(request, 'x-params'));
  const fault = state.faults.next(faultKey(url, request));
  if (await fault?.takeOver?.(response)) return;
  checkKey(headerOf(request, KEY_HEADER.toLowerCase()) ?? parameters['api_key']);
  const body = bodyOf(state, url.pathname, parameters, fault);
  sendJson(response, fault?.distort?.(body) ?? body);
}

function bodyOf(state: State, path: string, parameters: ParameterTree, fault: Fault | null): string {
  const [route, tail] = routeOf(path);
  if (tail === 'data') return dataOf(state, route, parameters, fault);
  if (tail === '') return metadataBody(route, parameters);
  if (tail.startsWith('facet/')) return facetBody(route, tail.slice(6), parameters, state.source);
  throw notFound();
}

function dataOf(state: State, route: Route, parameters: ParameterTree, fault: Fault | null): string {
  const query = dataQuery(route, parameters);
  const serve = (asked: DataQuery) => state.source.page(asked, state.nowMs());
  return dataBody(route, parameters, fault?.page ? fault.page(query, serve) : serve(query));
}

/** A defect of the emulator itself, told so that nobody takes it for EIA's. */
const internalError = (error: unknown) =>
  new WireError(500, { error: `EIA emulator: ${error instanceof Error ? error.message : error}`, code: 500 });

/** The route of a path and what follows it. */
function routeOf(path: string): [Route, string] {
  const match = /^\/v2\/electricity\/rto\/([^/]+)\/?(.*?)\/?$/.exec(path);
  const route = Object.values(ROUTES).find((each) => each.id === match?.[1]);
  if (!match || !route) throw notFound();
  return [route, match[2] as string];
}

function checkKey(key: unknown): void {
  if (key === undefined || key === '') throw keyMissing();
  if (key === 'INVALID') throw keyInvalid();
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A request's identity, by which a fault knows a retry. */
const faultKey = (url: URL, request: IncomingMessage) =>
  `${url.pathname}${url.search} ${headerOf(request, 'x-params') ?? ''}`;

function sendJson(response: ServerResponse, body: string, status = 200): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}

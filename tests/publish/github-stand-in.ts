/** As much of GitHub's REST API as the project asks for, on loopback and in memory, with its refusals. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const TOKEN = 'marker-token-2c9e51b7';
export const REPOSITORY = 'somebody/gridpulse';

export interface StoredAsset {
  id: number;
  name: string;
  state: 'uploaded' | 'starter';
  bytes: Buffer;
}

export interface StoredRelease {
  id: number;
  tag_name: string;
  body: string;
  draft: boolean;
  assets: StoredAsset[];
}

export interface StoredComment {
  body: string;
  created_at: string;
}

export interface StoredIssue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  created_at: string;
  closed_at: string | null;
  comments: StoredComment[];
}

/** What a fault does to a request: answers in its place, or null to let it pass. */
export type Fault = (request: { method: string; path: string }) => Answer | 'hang-up' | null;

interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** The request is carried out all the same, and its answer lost. */
  afterDoing?: boolean;
}

export interface GitHubStandIn {
  apiUrl: string;
  releases: StoredRelease[];
  issues: StoredIssue[];
  /** `METHOD /path` of each request, in order. */
  log: string[];
  fault: Fault | null;
  now: () => Date;
  pages: object | null;
  close(): Promise<void>;
}

class Refusal extends Error {
  readonly answer: Answer;
  constructor(status: number, body: object) {
    super(String(status));
    this.answer = { status, body };
  }
}

const notFound = () => new Refusal(404, { message: 'Not Found' });
const alreadyExists = (resource: string) =>
  new Refusal(422, { message: 'Validation Failed', errors: [{ resource, code: 'already_exists' }] });

export async function startGitHub(): Promise<GitHubStandIn> {
  let nextId = 1;
  const standIn: GitHubStandIn = {
    apiUrl: '',
    releases: [],
    issues: [],
    log: [],
    fault: null,
    now: () => new Date(),
    pages: null,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };

  const assetJson = ({ id, name, state, bytes }: StoredAsset) => ({
    id,
    name,
    state,
    size: bytes.length,
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
  });
  const releaseJson = (release: StoredRelease) => ({
    ...release,
    assets: release.assets.map(assetJson),
    upload_url: `${standIn.apiUrl}/uploads/${release.id}/assets{?name,label}`,
  });
  const issueJson = ({ comments, labels, ...issue }: StoredIssue) => ({
    ...issue,
    labels: labels.map((name) => ({ name })),
    comments: comments.length,
  });
  const releaseOf = (id: string) => {
    const found = standIn.releases.find((release) => release.id === Number(id));
    if (!found) throw notFound();
    return found;
  };
  const assetOf = (id: string) => {
    for (const release of standIn.releases)
      for (const asset of release.assets) if (asset.id === Number(id)) return { release, asset };
    throw notFound();
  };
  const issueOf = (number: string) => {
    const found = standIn.issues.find((issue) => issue.number === Number(number));
    if (!found) throw notFound();
    return found;
  };

  type Handler = (parts: string[], url: URL, body: Buffer) => Answer;
  const json = (body: Buffer) => JSON.parse(body.toString() || '{}') as Record<string, never>;
  const repo = `/repos/${REPOSITORY}`;
  const routes: [string, RegExp, Handler][] = [
    ['GET', new RegExp(`^${repo}/releases$`), (_, url) => page(standIn.releases.map(releaseJson), url)],
    [
      'GET',
      new RegExp(`^${repo}/releases/tags/(.+)$`),
      ([tag]) => {
        const found = standIn.releases.find(({ tag_name }) => tag_name === tag);
        if (!found) throw notFound();
        return { status: 200, body: releaseJson(found) };
      },
    ],
    [
      'POST',
      new RegExp(`^${repo}/releases$`),
      (_, __, body) => {
        const given = json(body);
        if (standIn.releases.some(({ tag_name }) => tag_name === given['tag_name']))
          throw alreadyExists('Release');
        const release: StoredRelease = {
          id: nextId++,
          tag_name: given['tag_name'] as unknown as string,
          body: given['body'] as unknown as string,
          draft: false,
          assets: [],
        };
        standIn.releases.push(release);
        return { status: 201, body: releaseJson(release) };
      },
    ],
    [
      'GET',
      new RegExp(`^${repo}/releases/(\\d+)/assets$`),
      ([id], url) => page(releaseOf(id as string).assets.map(assetJson), url),
    ],
    [
      'POST',
      /^\/uploads\/(\d+)\/assets$/,
      ([id], url, bytes) => {
        const { assets } = releaseOf(id as string);
        const name = url.searchParams.get('name') as string;
        if (assets.some((asset) => asset.name === name)) throw alreadyExists('ReleaseAsset');
        const asset: StoredAsset = { id: nextId++, name, state: 'uploaded', bytes };
        assets.push(asset);
        return { status: 201, body: assetJson(asset) };
      },
    ],
    [
      'GET',
      new RegExp(`^${repo}/releases/assets/(\\d+)$`),
      ([id]) => ({
        status: 302,
        headers: { location: `${standIn.apiUrl}/storage/${assetOf(id as string).asset.id}` },
      }),
    ],
    ['GET', /^\/storage\/(\d+)$/, ([id]) => ({ status: 200, body: assetOf(id as string).asset.bytes })],
    [
      'PATCH',
      new RegExp(`^${repo}/releases/assets/(\\d+)$`),
      ([id], _, body) => {
        const { release, asset } = assetOf(id as string);
        const name = json(body)['name'] as unknown as string;
        if (release.assets.some((other) => other.name === name)) throw alreadyExists('ReleaseAsset');
        asset.name = name;
        return { status: 200, body: assetJson(asset) };
      },
    ],
    [
      'DELETE',
      new RegExp(`^${repo}/releases/assets/(\\d+)$`),
      ([id]) => {
        const { release, asset } = assetOf(id as string);
        release.assets.splice(release.assets.indexOf(asset), 1);
        return { status: 204 };
      },
    ],
    [
      'GET',
      new RegExp(`^${repo}/issues$`),
      (_, url) => {
        const wanted = url.searchParams.get('labels')?.split(',') ?? [];
        const state = url.searchParams.get('state') ?? 'open';
        const found = standIn.issues.filter(
          (issue) =>
            wanted.every((label) => issue.labels.includes(label)) &&
            (state === 'all' || state === issue.state),
        );
        return page(found.map(issueJson), url);
      },
    ],
    [
      'POST',
      new RegExp(`^${repo}/issues$`),
      (_, __, body) => {
        const { title, body: text, labels } = json(body) as unknown as StoredIssue;
        const created_at = standIn.now().toISOString();
        const issue: StoredIssue = {
          number: nextId++,
          title,
          body: text,
          labels,
          state: 'open',
          created_at,
          closed_at: null,
          comments: [],
        };
        standIn.issues.push(issue);
        return { status: 201, body: issueJson(issue) };
      },
    ],
    [
      'PATCH',
      new RegExp(`^${repo}/issues/(\\d+)$`),
      ([number], _, body) => {
        const issue = issueOf(number as string);
        Object.assign(issue, json(body));
        issue.closed_at = issue.state === 'closed' ? standIn.now().toISOString() : null;
        return { status: 200, body: issueJson(issue) };
      },
    ],
    [
      'GET',
      new RegExp(`^${repo}/issues/(\\d+)/comments$`),
      ([number], url) => page(issueOf(number as string).comments, url),
    ],
    [
      'POST',
      new RegExp(`^${repo}/issues/(\\d+)/comments$`),
      ([number], _, body) => {
        const comment = {
          body: json(body)['body'] as unknown as string,
          created_at: standIn.now().toISOString(),
        };
        issueOf(number as string).comments.push(comment);
        return { status: 201, body: comment };
      },
    ],
    ['PUT', new RegExp(`^${repo}/actions/workflows/(.+)/enable$`), () => ({ status: 204 })],
    [
      'GET',
      new RegExp(`^${repo}/pages$`),
      () => {
        if (!standIn.pages) throw notFound();
        return { status: 200, body: standIn.pages };
      },
    ],
  ];

  function page(rows: object[], url: URL): Answer {
    const perPage = Number(url.searchParams.get('per_page') ?? 30);
    const number = Number(url.searchParams.get('page') ?? 1);
    const shown = rows.slice((number - 1) * perPage, number * perPage);
    const next = new URL(url);
    next.searchParams.set('page', String(number + 1));
    const headers = rows.length > number * perPage ? { link: `<${next}>; rel="next"` } : {};
    return { status: 200, body: shown, headers: headers as Record<string, string> };
  }

  function answerOf(method: string, url: URL, authorization: string | undefined, body: Buffer): Answer {
    if (authorization !== undefined && !authorization.endsWith(` ${TOKEN}`))
      throw new Refusal(401, { message: 'Bad credentials' });
    if (method !== 'GET' && authorization === undefined)
      throw new Refusal(401, { message: 'Requires authentication' });
    for (const [verb, pattern, handler] of routes) {
      const match = verb === method ? pattern.exec(url.pathname) : null;
      if (match) return handler(match.slice(1), url, body);
    }
    throw notFound();
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method as string;
    const url = new URL(request.url as string, standIn.apiUrl);
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    standIn.log.push(`${method} ${url.pathname}`);
    const fault = standIn.fault?.({ method, path: url.pathname }) ?? null;
    if (fault === 'hang-up') return void request.socket.destroy();
    if (fault && !fault.afterDoing) return send(response, fault);
    let answer: Answer;
    try {
      answer = answerOf(method, url, request.headers.authorization, Buffer.concat(pieces));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = error.answer;
    }
    send(response, fault ?? answer);
  }

  function send(response: ServerResponse, { status, body, headers }: Answer): void {
    const isBytes = Buffer.isBuffer(body);
    const bytes = isBytes ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body));
    response.writeHead(status, {
      'content-type': isBytes ? 'application/octet-stream' : 'application/json; charset=utf-8',
      ...headers,
    });
    response.end(status === 204 ? undefined : bytes);
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  standIn.apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
}

import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Archive, Volume } from '../../src/publish/archive.ts';
import { releaseArchive } from '../../src/publish/github-archive.ts';
import { type GitHub, openGitHub } from '../../src/publish/github-client.ts';
import {
  GitHubError,
  GitHubForbiddenError,
  GitHubRateLimitedError,
  GitHubUnauthorizedError,
  GitHubUnavailableError,
} from '../../src/publish/github-errors.ts';
import { type Fault, type GitHubStandIn, REPOSITORY, startGitHub, TOKEN } from './github-stand-in.ts';

const NOW = new Date('2026-06-30T12:00:00Z');
const bytes = (text: string) => new TextEncoder().encode(text);

let gitHub: GitHubStandIn;
let waits: number[];
beforeAll(async () => {
  gitHub = await startGitHub();
});
afterAll(() => gitHub.close());
beforeEach(() => {
  waits = [];
  gitHub.releases.length = 0;
  gitHub.log.length = 0;
});
afterEach(() => {
  gitHub.fault = null;
});

const open = (token: string | undefined = TOKEN, limits = {}): GitHub =>
  openGitHub({
    apiUrl: gitHub.apiUrl,
    repository: REPOSITORY,
    token,
    now: () => NOW,
    random: () => 0,
    limits: { backoffMs: 1_000, rateLimitBackoffMs: 60_000, ...limits },
    sleep: async (ms) => void waits.push(ms),
  });
const archive = (gitHubOpened = open()): Archive => releaseArchive(gitHubOpened);

/** Plays a fault for the first n requests that fit. */
function first(n: number, method: string, path: RegExp, fault: ReturnType<Fault>): void {
  let left = n;
  gitHub.fault = (request) =>
    request.method === method && path.test(request.path) && left-- > 0 ? fault : null;
}

const assets = () => gitHub.releases[0]?.assets.map(({ name, bytes: held }) => `${name}=${held}`);

describe('requests to GitHub', () => {
  it('wait out what passes, twice as long each time', async () => {
    first(3, 'GET', /releases$/, { status: 502, body: {} });
    expect(await archive().months()).toEqual([]);
    expect(waits).toEqual([1_000, 2_000, 4_000]);
  });

  it('survive a connection that breaks off', async () => {
    first(1, 'GET', /releases$/, 'hang-up');
    expect(await archive().months()).toEqual([]);
    expect(waits).toEqual([1_000]);
  });

  it.each([
    ['the seconds that GitHub names', { status: 403, body: {}, headers: { 'retry-after': '7' } }, 7_000],
    [
      'until the hour of the primary limit is over',
      {
        status: 403,
        body: { message: 'API rate limit exceeded' },
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 90) },
      },
      90_000,
    ],
    [
      'a minute where a secondary limit names no time',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit' } },
      60_000,
    ],
    ['a minute after a bare 429', { status: 429, body: {} }, 60_000],
  ])('wait %s', async (_, answer, waitMs) => {
    first(1, 'GET', /releases$/, answer);
    expect(await archive().months()).toEqual([]);
    expect(waits).toEqual([waitMs]);
  });

  it('give up, in words, where the wait outlasts the run', async () => {
    first(99, 'GET', /releases$/, { status: 429, body: {}, headers: { 'retry-after': '3000' } });
    await expect(archive().months()).rejects.toThrow(GitHubRateLimitedError);
    expect(waits).toEqual([]);
  });

  it.each([
    [401, { message: 'Bad credentials' }, GitHubUnauthorizedError, /Set GITHUB_TOKEN anew/],
    [403, { message: 'Resource not accessible by integration' }, GitHubForbiddenError, /contents: write/],
    [500, {}, GitHubUnavailableError, /status 500/],
  ])('say what status %i means, and never the token', async (status, body, type, words) => {
    first(99, 'GET', /releases$/, { status, body });
    const error = await archive()
      .months()
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(type);
    expect(error).toBeInstanceOf(GitHubError);
    expect((error as Error).message).toMatch(words);
    expect((error as Error).message).toMatch(/Nothing that was published before is lost/);
    expect(inspect(error, { depth: 10 })).not.toContain(TOKEN);
  });

  it('are a second apart where they change something', async () => {
    const opened = open(TOKEN, { betweenChangesMs: 1_000 });
    const volume = await archive(opened).create('2026-06');
    await volume.add('a', bytes('1'));
    await volume.add('b', bytes('2'));
    expect(waits).toEqual([1_000, 1_000]);
  });

  it('read a public archive without a token', async () => {
    await (await archive().create('2026-06')).add('a', bytes('public'));
    const volume = (await archive(open('')).volume('2026-06')) as Volume;
    expect(new TextDecoder().decode(await volume.read('a'))).toBe('public');
  });

  it('read more releases than one page lists', async () => {
    const months = Array.from(
      { length: 130 },
      (_, i) => `${2016 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    );
    for (const [id, month] of months.entries())
      gitHub.releases.push({
        id: 10_000 + id,
        tag_name: `data-${month}`,
        body: '',
        draft: false,
        assets: [],
      });
    gitHub.releases.push({ id: 20_000, tag_name: 'v1.0.0', body: '', draft: false, assets: [] });
    expect(await archive().months()).toEqual(months);
  });
});

describe('an upload', () => {
  it('whose answer was lost is found done', async () => {
    const volume = await archive().create('2026-06');
    first(1, 'POST', /uploads/, { status: 502, body: {}, afterDoing: true });
    await volume.add('a', bytes('once'));
    expect(assets()).toEqual(['a=once']);
  });

  it('takes the place of another file of its name', async () => {
    const volume = await archive().create('2026-06');
    await volume.list();
    await ((await archive().volume('2026-06')) as Volume).add('a', bytes('somebody else'));
    await volume.add('a', bytes('ours'));
    expect(assets()).toEqual(['a=ours']);
  });

  it('takes the place of one that broke off and bars the name', async () => {
    await archive().create('2026-06');
    gitHub.releases[0]?.assets.push({ id: 999, name: 'a', state: 'starter', bytes: Buffer.alloc(0) });
    const volume = (await archive().volume('2026-06')) as Volume;
    expect(await volume.list()).toEqual([]);
    await volume.add('a', bytes('whole'));
    expect(assets()).toEqual(['a=whole']);
  });

  it('goes to a release that somebody else made a moment before', async () => {
    first(1, 'POST', /releases$/, { status: 502, body: {}, afterDoing: true });
    await (await archive().create('2026-06')).add('a', bytes('1'));
    expect(gitHub.releases).toHaveLength(1);
    expect(assets()).toEqual(['a=1']);
  });
});

/** What keeps a site from being published: each fault by itself is found and named. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../scripts/steps/verify-site/candidate.ts';
import { verifySite } from '../../scripts/steps/verify-site/verify-site.ts';
import { parseConfig } from '../../src/config.ts';
import { GRIDS, slugOf } from '../../src/grid/balancing-authority.ts';
import type { StatusSnapshot } from '../../src/snapshots/status.ts';
import { snapshotPath, writeFileAtomically } from '../../src/snapshots/write.ts';
import { statusOf } from './status-of.ts';

const PAGE = '<title>A page</title><h1 id="top">A page</h1><a href="/404.html">lost</a>';
const SOUND: Record<string, string> = {
  'index.html': PAGE,
  '404.html': PAGE,
  ...Object.fromEntries(GRIDS.map(({ code }) => [`ba/${slugOf(code)}/index.html`, PAGE])),
};

function candidate(files: Record<string, string>): Candidate {
  return {
    files: Object.keys(files),
    has: (path) => Object.hasOwn(files, path),
    read: (path) => files[path] as string,
  };
}

const environment = {
  EIA_API_KEY: 'marker-key-7f3a91c2',
  GITHUB_TOKEN: 'marker-token-51b0',
  GITHUB_REPOSITORY: 'somebody/gridpulse',
  GRIDPULSE_SITE_DIR: mkdtempSync(join(tmpdir(), 'gridpulse-verify-')),
};
const verified = (files: Record<string, string>, more: Record<string, string> = {}) =>
  verifySite(candidate({ ...SOUND, ...files }), parseConfig({ ...environment, ...more }));

/** What a site says of itself whose grids' demand is known up to some hours. */
const statusUpTo = (newest: Record<string, string>): StatusSnapshot => ({
  ...statusOf('eia'),
  balancingAuthorities: Object.entries(newest).map(([code, asOf]) => ({
    code,
    name: code,
    hasData: true,
    series: [
      { family: 'demand', reported: true, asOf, nextExpected: null, staleAfter: null, schedule: 'hourly' },
    ],
  })),
});

describe('a site', () => {
  it('that is sound passes, below a path too', () => {
    expect(() => verified({})).not.toThrow();
    const below = Object.fromEntries(
      Object.keys(SOUND).map((path) => [path, PAGE.replace('/404.html', '/grid/404.html')]),
    );
    expect(() => verified(below, { BASE_PATH: '/grid' })).not.toThrow();
  });

  it.each([
    [
      'a link to nowhere',
      { 'a.html': '<a href="/gone/">x</a>' },
      'a.html leads to gone/index.html, which is not there',
    ],
    ['a relative link to nowhere', { 'b/a.html': '<a href="gone.json">x</a>' }, 'leads to b/gone.json'],
    ['a place that is not there', { 'a.html': '<a href="/#gone">x</a>' }, 'leads to #gone of index.html'],
    ['the key', { 'a.json': '{"x":"marker-key-7f3a91c2"}' }, 'a.json holds a secret'],
    ['the token', { 'feed.xml': '<a>marker-token-51b0</a>' }, 'feed.xml holds a secret'],
    ['a page over its budget', { 'embed/x/index.html': 'x'.repeat(20_000) }, 'over its budget'],
    ['a file that is no JSON', { 'api/v1/ciso/carbon.json': '{' }, 'is no JSON'],
    ['a file that fits no schema', { 'api/v1/ciso/carbon.json': '{}' }, 'does not fit its schema'],
  ])('with %s is refused', (_, files, fault) => {
    expect(() => verified(files)).toThrow(fault);
  });

  it('with the sample among real data is refused', () => {
    const status = JSON.stringify({ provenance: 'eia', balancingAuthorities: [] });
    const real = { 'api/v1/status.json': status };
    expect(() => verified({ ...real, 'a.html': '<title>Sample data: x</title>' })).toThrow(
      'shows the sample',
    );
    expect(() => verified({ ...real, 'a.json': '{"provenance":"synthetic"}' })).toThrow('holds the sample');
  });

  it('whose newest hour is older than the published one is refused, a single grid going back is not', () => {
    const config = parseConfig({
      ...environment,
      GRIDPULSE_SITE_DIR: mkdtempSync(join(tmpdir(), 'gridpulse-verify-')),
    });
    const published = statusUpTo({ CISO: '2026-03-30T20:00:00Z', PJM: '2026-03-30T21:00:00Z' });
    writeFileAtomically(snapshotPath(config.siteDir, 'status.json'), JSON.stringify(published));
    const withStatus = (newest: Record<string, string>) =>
      verifySite(candidate({ ...SOUND, 'api/v1/status.json': JSON.stringify(statusUpTo(newest)) }), config);
    expect(() => withStatus({ CISO: '2026-03-30T20:00:00Z', PJM: '2026-03-30T20:00:00Z' })).toThrow(
      'the data would go back from 2026-03-30T21:00:00Z to 2026-03-30T20:00:00Z',
    );
    expect(() => withStatus({ CISO: '2026-03-30T18:00:00Z', PJM: '2026-03-30T21:00:00Z' })).not.toThrow();
  });

  it('without the page of a grid is refused', () => {
    const { 'ba/ciso/index.html': _gone, ...rest } = SOUND;
    expect(() => verifySite(candidate(rest), parseConfig(environment))).toThrow(
      'ba/ciso/index.html is missing',
    );
  });

  it('tells the first ten faults and how many more there are', () => {
    const links = Array.from({ length: 14 }, (_, i) => `<a href="/gone-${i}/">x</a>`).join('');
    expect(() => verified({ 'a.html': links })).toThrow('and 4 more');
  });
});

import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../src/config.ts';

describe('the environment', () => {
  it('may be empty', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      eiaApiKey: undefined,
      eiaApiUrl: 'https://api.eia.gov',
      historyDays: 90,
      basePath: '/',
    });
  });

  it('takes a blank variable for an absent one', () => {
    expect(parseConfig({ EIA_API_KEY: '', DATABASE_URL: '', BASE_PATH: '' }).eiaApiKey).toBeUndefined();
  });

  it('takes an origin with or without a slash, and no path', () => {
    expect(parseConfig({ EIA_API_URL: 'http://127.0.0.1:9300/' }).eiaApiUrl).toBe('http://127.0.0.1:9300');
    expect(() => parseConfig({ EIA_API_URL: 'http://127.0.0.1:9300/v2' })).toThrow(/EIA_API_URL has a path/);
  });

  it.each([
    ['https://x.github.io/gridpulse', undefined, 'https://x.github.io', '/gridpulse'],
    ['https://x.github.io/gridpulse/', '/gridpulse', 'https://x.github.io', '/gridpulse'],
    ['https://grid.example.org', '/a/b', 'https://grid.example.org', '/a/b'],
    ['https://grid.example.org/', undefined, 'https://grid.example.org', '/'],
  ])('reads the site %s with base path %s as %s and %s', (site, base, siteUrl, basePath) => {
    expect(parseConfig({ SITE_URL: site, BASE_PATH: base })).toMatchObject({ siteUrl, basePath });
  });

  it('refuses two different paths of one site', () => {
    const paths = { SITE_URL: 'https://x.github.io/gridpulse', BASE_PATH: '/other' };
    expect(() => parseConfig(paths)).toThrow(/SITE_URL has another path than BASE_PATH/);
  });

  it.each(['//evil', '/a//b', '/a/../b', '/..', '/./a', '/a/.'])('refuses the base path %s', (path) => {
    expect(() => parseConfig({ BASE_PATH: path })).toThrow(/BASE_PATH has an empty or a dotted part/);
  });

  it.each(['https://x.org/?a=1', 'https://x.org/#a', 'https://user:word@x.org/', 'https://x.org//evil'])(
    'refuses the site address %s',
    (address) => {
      expect(() => parseConfig({ SITE_URL: address })).toThrow(/SITE_URL has /);
    },
  );

  it.each(['2026-03-31', '2026-03-31T18:00:00Z', '2026-03-31T11:00:00-07:00'])(
    'pins the clock to %s',
    (now) => {
      expect(parseConfig({ GRIDPULSE_NOW: now }).pinnedNow?.toISOString()).toMatch(/^2026-03-31T(00|18):00/);
    },
  );

  it.each([
    ['EIA_API_KEY', 'secret with blanks'],
    ['DATABASE_URL', 'mysql://secret'],
    ['GRIDPULSE_NOW', 'secretly tomorrow'],
    ['GRIDPULSE_HISTORY_DAYS', 'secret'],
    ['EIA_API_URL', 'secret'],
    ['SITE_URL', 'secret'],
    ['BASE_PATH', 'secret'],
    ['GITHUB_TOKEN', 'secret with blanks'],
    ['GITHUB_REPOSITORY', 'secret'],
    ['GITHUB_API_URL', 'secret'],
  ])('names %s, and not its value, when it cannot be meant', (name, value) => {
    expect(() => parseConfig({ [name]: value })).toThrow(ConfigError);
    try {
      parseConfig({ [name]: value });
    } catch (error) {
      expect((error as Error).message).toContain(name);
      expect((error as Error).message).not.toContain('secret');
    }
  });
});

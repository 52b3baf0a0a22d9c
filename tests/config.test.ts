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
    ['SITE_URL', 'secret'],
    ['BASE_PATH', 'secret'],
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asFragment,
  DEFAULTS,
  fromFragment,
  parseSettings,
  readSettings,
  type Settings,
  STORAGE_KEY,
  writeSettings,
} from '../../src/islands/settings.ts';

const settings: fc.Arbitrary<Settings> = fc.record({
  grid: fc.constantFrom(null, 'CISO', 'ERCO', 'US48'),
  zone: fc.constantFrom('grid', 'mine'),
  power: fc.constantFrom('auto', 'MW', 'GW'),
  intensity: fc.constantFrom('g/kWh', 'lb/MWh'),
  theme: fc.constantFrom('system', 'light', 'dark'),
  views: fc.array(
    fc.record({
      name: fc.constantFrom('Kalifornien und Texas', 'Neuengland – Übersicht', '東部'),
      path: fc.constantFrom('/compare/?ba=ciso,erco', '/site/compare/?ba=isne,nyis&scale=gw'),
    }),
    { maxLength: 4 },
  ),
});

describe('settings', () => {
  it('come back from storage and from a link as they were', () => {
    fc.assert(
      fc.property(settings, (chosen) => {
        const kept = new Map<string, string>();
        const storage = {
          getItem: (key: string) => kept.get(key) ?? null,
          setItem: (key: string, value: string) => void kept.set(key, value),
        };
        expect(writeSettings(chosen, storage)).toBe(true);
        expect(readSettings(storage)).toEqual(chosen);
        const fragment = asFragment(chosen);
        expect(fragment).toMatch(/^#settings=[\w-]+$/);
        expect(fromFragment(fragment)).toEqual(chosen);
      }),
    );
  });

  it('make sense whatever was stored', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        const parsed = parseSettings(junk);
        expect(parseSettings(parsed)).toEqual(parsed);
        expect(Object.keys(parsed).sort()).toEqual(Object.keys(DEFAULTS).sort());
      }),
    );
    expect(readSettings({ getItem: () => '{"theme":"dark","power":17' })).toEqual(DEFAULTS);
    expect(
      readSettings({ getItem: (key) => (key === STORAGE_KEY ? '{"theme":"dark","power":17}' : null) }),
    ).toEqual({
      ...DEFAULTS,
      theme: 'dark',
    });
  });

  it('hold although storage is forbidden', () => {
    const forbidden = {
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(readSettings(forbidden)).toEqual(DEFAULTS);
    expect(writeSettings({ ...DEFAULTS }, forbidden)).toBe(false);
  });

  it('take no view that leads off the site', () => {
    const views = [
      '//elsewhere.example/',
      'https://elsewhere.example/',
      '/\\elsewhere.example',
      'javascript:alert(1)',
      '/compare/',
    ];
    const parsed = parseSettings({ views: views.map((path) => ({ name: 'a view', path })) });
    expect(parsed.views.map(({ path }) => path)).toEqual(['/compare/']);
  });

  it('are not read from a broken link', () => {
    for (const fragment of ['', '#', '#settings=', '#settings=%%%', '#settings=bm8', '#other=e30']) {
      expect(fromFragment(fragment)).toBeNull();
    }
  });
});

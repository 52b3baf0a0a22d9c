import { describe, expect, it } from 'vitest';
import { indexedGrid } from '../../src/components/grid-index.ts';
import { GRIDS } from '../../src/grid/balancing-authority.ts';
import { distanceKm, nearest, plain, search } from '../../src/islands/grid-index.ts';
import type { BalancingAuthorityEntry } from '../../src/snapshots/balancing-authorities.ts';

const index = GRIDS.map((grid) =>
  indexedGrid({ ...grid, pulseDates: [] } as unknown as BalancingAuthorityEntry),
);
const first = (words: string) => search(index, words)[0];

describe('the search', () => {
  it.each([
    ['ciso', 'CISO', null],
    ['California ISO', 'CISO', null],
    ['houston', 'ERCO', 'Houston, TX'],
    ['Seattle', 'SCL', 'Seattle, WA'],
    ['chicago, il', 'PJM', 'Chicago, IL'],
    ["coeur d'alene", 'AVA', 'Coeur d’Alene, ID'],
    ['st louis', 'MISO', 'St. Louis, MO'],
    ['pjm', 'PJM', null],
    ['tennessee valley', 'TVA', null],
  ])('finds %s', (words, code, place) => {
    const found = first(words);
    expect(found?.grid.code).toBe(code);
    expect(found?.place ?? null).toBe(place);
  });

  it('finds everybody in a state, by its name and by its postal code', () => {
    const codesOf = (words: string) => search(index, words).map(({ grid }) => grid.code);
    const inOregon = ['AVRN', 'BPAT', 'GRID', 'IPCO', 'PACW', 'PGE'];
    expect(codesOf('Oregon')).toEqual(expect.arrayContaining(inOregon));
    expect(codesOf('OR')).toEqual(expect.arrayContaining(inOregon));
    expect(first('Oregon')?.place).toBe('Oregon');
  });

  it('shows a city with two grids under both', () => {
    const codes = search(index, 'phoenix').map(({ grid }) => grid.code);
    expect(codes).toEqual(expect.arrayContaining(['AZPS', 'SRP']));
    expect(search(index, 'springfield').map(({ place }) => place)).toEqual(
      expect.arrayContaining(['Springfield, IL', 'Springfield, MA', 'Springfield, MO']),
    );
  });

  it('finds nothing in nothing, and knows a retired grid as such', () => {
    expect(search(index, '  ')).toEqual([]);
    expect(search(index, 'zzzz')).toEqual([]);
    expect(first('WACM')?.grid.note).toContain('retired, now Southwest Power Pool West');
  });

  it('compares letters only', () => {
    expect(plain("Coeur d'Alene")).toBe(plain('coeur d’alene'));
    expect(plain('Électricité')).toBe('electricite');
  });
});

describe('the nearest grid', () => {
  it('goes by cities, not by the middle of a grid: Chicago is PJM, though it lies in the midst of MISO', () => {
    expect(nearest(index, { latitude: 41.88, longitude: -87.63 }, 1)[0]?.grid.code).toBe('PJM');
    expect(nearest(index, { latitude: 32.7, longitude: -117.2 }, 1)[0]?.grid.code).toBe('CISO');
    expect(nearest(index, { latitude: 33.6, longitude: -101.8 }, 1)[0]?.grid.code).toBe('ERCO');
  });

  it('measures along the sphere: New York to Los Angeles is about 3,940 km', () => {
    const km = distanceKm({ latitude: 40.71, longitude: -74.01 }, { latitude: 34.05, longitude: -118.24 });
    expect(km).toBeGreaterThan(3920);
    expect(km).toBeLessThan(3950);
  });
});

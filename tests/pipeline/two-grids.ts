import type { EmulatedSource } from '../../src/emulator/emulated-source.ts';

/** Where the number of grids does not matter, two are enough: a large one and a city. */
export function ofTwoGrids(inner: EmulatedSource): EmulatedSource {
  return {
    ...inner,
    page(query, nowMs) {
      const facet = query.route === 'interchange-data' ? 'fromba' : 'respondent';
      const facets = new Map(query.facets).set(facet, new Set(['CISO', 'HST']));
      return inner.page({ ...query, facets }, nowMs);
    },
  };
}

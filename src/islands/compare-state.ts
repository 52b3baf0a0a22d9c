/** What a comparison shows, as its address says it: `?ba=ciso,erco&scale=gw`. */

export const MOST_GRIDS = 4;

/** Demand against each grid's own peak, or in gigawatts. */
export type DemandScale = 'share' | 'gw';

export interface Comparison {
  /** Codes, in the order of the address, each once. */
  codes: string[];
  scale: DemandScale;
}

/** Codes that nobody has are left out. */
export function comparisonOf(query: string, isKnown: (code: string) => boolean): Comparison {
  const parameters = new URLSearchParams(query);
  const asked = (parameters.get('ba') ?? '').split(',').map((code) => code.trim().toUpperCase());
  return {
    codes: [...new Set(asked.filter(isKnown))].slice(0, MOST_GRIDS),
    scale: parameters.get('scale') === 'gw' ? 'gw' : 'share',
  };
}

/** A comma stays a comma: the address is for people too. */
export function queryOf({ codes, scale }: Comparison): string {
  const parts = [
    ...(codes.length ? [`ba=${codes.map((code) => code.toLowerCase()).join(',')}`] : []),
    ...(scale === 'gw' ? ['scale=gw'] : []),
  ];
  return parts.length ? `?${parts.join('&')}` : '';
}

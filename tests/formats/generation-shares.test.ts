import { describe, expect, it } from 'vitest';
import { generationShares } from '../../src/formats/generation-shares.ts';

describe('shares of a day', () => {
  it('are formed from energy, so that they are rounded once', () => {
    // 0.37499 of all: 37 percent, which four digits make 0.375 and a second rounding 38.
    const shares = generationShares({
      generationShares: [
        { source: 'NG', energyMwh: 62_501, shareOfGeneration: 0.625 },
        { source: 'SUN', energyMwh: 37_499, shareOfGeneration: 0.375 },
      ],
    });
    expect(shares.map(({ share }) => Math.round(100 * share))).toEqual([63, 37]);
    expect(generationShares({ generationShares: [] })).toEqual([]);
  });
});

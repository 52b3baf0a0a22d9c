import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streaksOf } from '../../src/analyses/records.ts';
import { addDays } from '../../src/grid/hour.ts';

const FIRST = '2026-01-01';
const streaks = (extremities: (number | null)[]) =>
  streaksOf(
    extremities.map((_, i) => addDays(FIRST, i)),
    extremities,
  );

/** By walking back, day by day. */
function walkedBack(extremities: (number | null)[], index: number) {
  const own = extremities[index];
  if (own == null) return { daysBeyond: 0, since: null };
  let daysBeyond = 0;
  for (let i = index - 1; i >= 0; i--) {
    const before = extremities[i];
    if (before == null) break;
    if (before >= own) return { daysBeyond, since: addDays(FIRST, i) };
    daysBeyond++;
  }
  return { daysBeyond, since: null };
}

describe('records', () => {
  it('says how long ago a day was as extreme, and stops at the first day that is not whole', () => {
    expect(streaks([9, 5, 6, null, 4, 5, 7])).toEqual([
      { daysBeyond: 0, since: null },
      { daysBeyond: 0, since: '2026-01-01' },
      { daysBeyond: 1, since: '2026-01-01' },
      { daysBeyond: 0, since: null },
      { daysBeyond: 0, since: null },
      { daysBeyond: 1, since: null },
      { daysBeyond: 2, since: null },
    ]);
  });

  it('stops where a day is absent', () => {
    expect(streaksOf(['2026-01-01', '2026-01-03'], [1, 2]).at(-1)).toEqual({ daysBeyond: 0, since: null });
  });

  it('finds in one pass what walking back finds', () => {
    const extremity = fc.option(fc.integer({ min: 0, max: 8 }), { freq: 6 });
    fc.assert(
      fc.property(fc.array(extremity, { maxLength: 60 }), (extremities) => {
        expect(streaks(extremities)).toEqual(extremities.map((_, i) => walkedBack(extremities, i)));
      }),
    );
  });
});

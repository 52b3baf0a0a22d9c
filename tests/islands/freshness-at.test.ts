import { describe, expect, it } from 'vitest';
import { ageInWords, freshnessAt } from '../../src/islands/freshness-at.ts';

const at = (iso: string) => Date.parse(iso);
const next = at('2026-03-31T16:00:00Z');
const stale = at('2026-04-01T04:00:00Z');

describe('freshness in the browser', () => {
  it.each([
    ['2026-03-31T15:59:59Z', 'fresh'],
    ['2026-03-31T16:00:00Z', 'fresh'],
    ['2026-03-31T16:00:01Z', 'late'],
    ['2026-04-01T04:00:00Z', 'late'],
    ['2026-04-01T04:00:01Z', 'stale'],
  ])('at %s is %s', (now, expected) => {
    expect(freshnessAt(at(now), next, stale)).toBe(expected);
  });

  it('says nothing where the page names no time', () => {
    expect(freshnessAt(next, Number.NaN, stale)).toBeNull();
    expect(freshnessAt(next, next, Number.NaN)).toBeNull();
  });
});

describe('age in words', () => {
  const MINUTE = 60_000;
  it.each([
    [0, '0 min ago'],
    [59 * MINUTE, '59 min ago'],
    [60 * MINUTE, '1 h ago'],
    [47.9 * 60 * MINUTE, '47 h ago'],
    [48 * 60 * MINUTE, '2 days ago'],
    [-90 * MINUTE, '1 h ahead'],
  ])('%d ms is %s', (ms, words) => {
    expect(ageInWords(ms)).toBe(words);
  });
});

import { describe, expect, it } from 'vitest';
import { hourAnchor } from '../../src/components/hour-anchor.ts';
import { rankWords } from '../../src/components/rank-words.ts';

const rank = (days: number, fromTop: number, tiedDays = 0) => ({
  days,
  firstDate: '2026-01-01',
  fromTop,
  fromBottom: days - fromTop - tiedDays + 1,
  tiedDays,
});

describe('a rank in words', () => {
  it.each([
    [rank(120, 1), 'Highest of 120 days held'],
    [rank(120, 1, 1), 'Highest of 120 days held, level with 1 other'],
    [rank(120, 2, 2), '2nd highest of 120 days held, level with 2 others'],
    [rank(120, 120), 'Lowest of 120 days held'],
    [rank(365, 353), '13th lowest of 365 days held'],
    [rank(365, 22), '22nd highest of 365 days held'],
    [rank(1, 1), null],
  ])('%j is %s', (given, words) => {
    expect(rankWords(given)).toBe(words);
  });
});

describe('the anchor of an hour', () => {
  it('is its local start, and tells the two of autumn apart', () => {
    const zone = 'America/Los_Angeles';
    expect(hourAnchor('2026-03-31T02:00:00Z', zone)).toBe('h18');
    expect(hourAnchor('2025-11-02T09:00:00Z', zone)).toBe('h1');
    expect(hourAnchor('2025-11-02T10:00:00Z', zone)).toBe('h1b');
  });
});

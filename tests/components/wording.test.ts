import { describe, expect, it } from 'vitest';
import {
  counted,
  fullDate,
  hourSpan,
  percent,
  power,
  tied,
  weekdayDate,
  zoneName,
} from '../../src/components/wording.ts';

describe('the words of pages', () => {
  it('shows a gap as a dash and a zero as a zero', () => {
    expect(power(null)).toBe('–');
    expect(percent(undefined)).toBe('–');
    expect(power(0)).toBe('0 MW');
  });

  it('names an hour by its start on the clock of its zone, on both sides of a clock change', () => {
    expect(hourSpan('2026-03-31T03:00:00Z', 'America/Los_Angeles')).toBe('7 p.m. to 8 p.m.');
    expect(hourSpan('2026-03-08T10:00:00Z', 'America/Los_Angeles')).toBe('1 a.m. to 2 a.m.');
    expect(hourSpan('2026-03-08T11:00:00Z', 'America/Los_Angeles')).toBe('3 a.m. to 4 a.m.');
    expect(hourSpan('2026-03-31T07:00:00Z', 'America/Los_Angeles')).toBe('11 p.m. to midnight');
  });

  it('keeps a figure and its unit on one line without changing a word', () => {
    const tiedText = tied('Demand peaked at 26.5 GW between 7 p.m. and 8 p.m.');
    expect(tiedText).toContain('26.5\u00a0GW');
    expect(tiedText.replaceAll('\u00a0', ' ')).toBe('Demand peaked at 26.5 GW between 7 p.m. and 8 p.m.');
  });

  it('counts in the singular and the plural', () => {
    expect(counted(1, 'row', 'rows')).toBe('1 row');
    expect(counted(2310, 'row', 'rows')).toBe('2,310 rows');
  });

  it('names days and zones', () => {
    expect(weekdayDate('2026-03-15')).toBe('Sun, Mar\u00a015');
    expect(fullDate('2026-03-15')).toBe('March\u00a015, 2026');
    expect(zoneName('America/Los_Angeles')).toBe('Pacific Time');
  });
});

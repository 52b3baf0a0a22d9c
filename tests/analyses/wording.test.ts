import { describe, expect, it } from 'vitest';
import { localHoursOf } from '../../src/analyses/local-days.ts';
import { clock, dateInWords, hourSpan, list, percent, power } from '../../src/analyses/sentences/wording.ts';
import { localDay } from '../../src/grid/hour.ts';

const CLOCK = Array.from({ length: 24 }, (_, hour) => hour);

describe('wording', () => {
  it.each([
    [26_512, '26.5 gigawatts'],
    [1000, '1 gigawatt'],
    [999.6, '1 gigawatt'],
    [999.4, '999 megawatts'],
    [102_960, '103 gigawatts'],
    [55.4, '55 megawatts'],
    [9.96, '10 megawatts'],
    [9.4, '9.4 megawatts'],
    [1, '1 megawatt'],
    [0, '0 megawatts'],
    [-1250, '1.3 gigawatts'],
  ])('writes %d MW as %s', (mw, words) => expect(power(mw)).toBe(words));

  it.each([
    [19, 'between 7 and 8 p.m.'],
    [11, 'between 11 a.m. and noon'],
    [12, 'between noon and 1 p.m.'],
    [23, 'between 11 p.m. and midnight'],
    [0, 'between midnight and 1 a.m.'],
  ])('names the hour that starts at %d', (hour, words) => expect(hourSpan(CLOCK, hour)).toBe(words));

  it('tells the hour that comes twice apart, and jumps with the clocks', () => {
    const back = localHoursOf(localDay('2025-11-02', 'America/New_York'), 'America/New_York');
    expect([1, 2, 3].map((i) => hourSpan(back, i))).toEqual([
      'between 1 and 2 a.m. daylight time',
      'between 1 and 2 a.m. standard time',
      'between 2 and 3 a.m.',
    ]);
    const forward = localHoursOf(localDay('2026-03-08', 'America/New_York'), 'America/New_York');
    expect([1, 2].map((i) => hourSpan(forward, i))).toEqual(['between 1 and 3 a.m.', 'between 3 and 4 a.m.']);
  });

  it('writes times, dates, shares and lists as newspapers do', () => {
    expect([0, 9, 12, 20].map(clock)).toEqual(['midnight', '9 a.m.', 'noon', '8 p.m.']);
    expect(dateInWords('2026-09-05')).toBe('Sept. 5');
    expect(dateInWords('2025-09-05', '2026-01-02')).toBe('Sept. 5, 2025');
    expect([0.2549, -0.04, 0.001, 0].map(percent)).toEqual(['25%', '4%', 'less than 1%', '0%']);
    expect([list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual(['a', 'a and b', 'a, b and c']);
  });
});

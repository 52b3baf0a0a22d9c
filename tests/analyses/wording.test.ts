import { describe, expect, it } from 'vitest';
import { hoursOf } from '../../src/analyses/local-days.ts';
import {
  clock,
  dateInWords,
  grams,
  hourSpan,
  lengthOfTime,
  list,
  percent,
  power,
} from '../../src/analyses/sentences/wording.ts';
import { holidayName } from '../../src/grid/holiday.ts';
import { datesBetween, hourToIso, localDay } from '../../src/grid/hour.ts';

const EASTERN = 'America/New_York';
const endingsOf = (date: string) => hoursOf(localDay(date, EASTERN)).map(hourToIso);

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
  ])('names the hour that starts at %d', (hour, words) =>
    expect(hourSpan(endingsOf('2026-01-15')[hour] as string, EASTERN)).toBe(words),
  );

  it('tells the hour that comes twice apart, and jumps with the clocks', () => {
    const back = endingsOf('2025-11-02').slice(1, 4);
    expect(back.map((ending) => hourSpan(ending, EASTERN))).toEqual([
      'between 1 and 2 a.m. daylight time',
      'between 1 and 2 a.m. standard time',
      'between 2 and 3 a.m.',
    ]);
    const forward = endingsOf('2026-03-08').slice(1, 3);
    expect(forward.map((ending) => hourSpan(ending, EASTERN))).toEqual([
      'between 1 and 3 a.m.',
      'between 3 and 4 a.m.',
    ]);
  });

  it.each([
    [14, '14 days'],
    [1, '1 day'],
    [60, '60 days'],
    [61, '2 months'],
    [364, '11 months'],
    [366, 'a year'],
    [400, '13 months'],
    [800, '2 years'],
  ])('writes %d days as %s, never more than they are', (days, words) =>
    expect(lengthOfTime(days)).toBe(words),
  );

  it('writes grams whole, with a comma from a thousand', () => {
    expect([0, 0.2, 12.4, 1048.2].map(grams)).toEqual(['0', 'less than 1', '12', '1,048']);
  });

  it('knows the holidays of a year', () => {
    const named = datesBetween('2025-01-01', '2025-12-31').flatMap((date) => {
      const name = holidayName(date);
      return name ? [`${date} ${name}`] : [];
    });
    expect(named).toEqual([
      "2025-01-01 New Year's Day",
      '2025-05-26 Memorial Day',
      '2025-06-19 Juneteenth',
      '2025-07-04 Independence Day',
      '2025-09-01 Labor Day',
      '2025-11-27 Thanksgiving',
      '2025-12-25 Christmas Day',
    ]);
  });

  it('writes times, dates, shares and lists as newspapers do', () => {
    expect([0, 9, 12, 20].map(clock)).toEqual(['midnight', '9 a.m.', 'noon', '8 p.m.']);
    expect(dateInWords('2026-09-05')).toBe('Sept. 5');
    expect(dateInWords('2025-09-05', '2026-01-02')).toBe('Sept. 5, 2025');
    expect([0.2549, -0.04, 0.001, 0].map(percent)).toEqual(['25%', '4%', 'less than 1%', '0%']);
    expect([list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual(['a', 'a and b', 'a, b and c']);
  });
});

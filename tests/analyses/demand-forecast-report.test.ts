import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourAWeekBefore } from '../../src/analyses/demand-forecast-report/forecast-hours.ts';
import { forecastLeague } from '../../src/analyses/demand-forecast-report/league.ts';
import { demandForecastReport } from '../../src/analyses/demand-forecast-report.ts';
import { ACTIVE_BALANCING_AUTHORITIES } from '../../src/grid/balancing-authority.ts';
import { isoToHour, localDate, localHourOfDay } from '../../src/grid/hour.ts';
import type { HourlyFrame, HourlyValues } from '../../src/grid/hourly-frame.ts';
import { ba, demandCurve, fill, frameOfDays, noise } from './made-frames.ts';

const FIRST = '2026-03-20';
const LATER = new Date('2026-04-20T12:00:00Z');
const DAYS = 21;

interface Made {
  code?: string;
  days?: number;
  scale?: number;
  /** MW by which the forecast stands below demand. */
  below?: (i: number) => number;
}

function made({
  code = 'PJM',
  days = DAYS,
  scale = 1,
  below = (i) => 300 * noise(i),
}: Made = {}): HourlyFrame {
  const frame = frameOfDays(code, FIRST, days);
  const demand = fill(frame, 'demand', (h, i) => scale * demandCurve(20_000)(h, i));
  fill(frame, 'day-ahead-demand-forecast', (_, i) => (demand[i] as number) - scale * below(i));
  return frame;
}

const values = (frame: HourlyFrame, kind: 'demand' | 'day-ahead-demand-forecast') =>
  frame.series.get(kind) as HourlyValues;

const reportOf = (frame: HourlyFrame, revised = 0, now = LATER) =>
  demandForecastReport({ reported: frame, trusted: frame }, ba(frame.respondent), now, revised);

describe('demandForecastReport', () => {
  it('calls demand above the forecast positive', () => {
    const { overall, byHourOfDay, worstMisses } = reportOf(made({ below: (i) => (i === 100 ? 900 : 200) }));
    expect(overall?.biasMw).toBeCloseTo(200 + 700 / (DAYS * 24), 8);
    expect(byHourOfDay).toHaveLength(24);
    expect(byHourOfDay.every(({ percentile90ErrorMw }) => Math.round(percentile90ErrorMw) === 200)).toBe(
      true,
    );
    expect(worstMisses[0]).toMatchObject({ errorMw: 900 });
    expect(worstMisses).toHaveLength(10);
  });

  it('keeps its fractions and its skill whatever the size of the grid', () => {
    const one = reportOf(made());
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (scale) => {
        const other = reportOf(made({ scale }));
        expect(other.overall?.weightedErrorFraction).toBeCloseTo(one.overall?.weightedErrorFraction ?? -1, 8);
        expect(other.overall?.biasFraction).toBeCloseTo(one.overall?.biasFraction ?? -1, 8);
        expect(other.comparison?.skill).toBeCloseTo(one.comparison?.skill ?? -1, 8);
      }),
      { numRuns: 20 },
    );
  });

  it('has a bias no larger than its error, and parts that add up to the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 5, maxLength: 60 }),
        (errors) => {
          const report = reportOf(made({ below: (i) => errors[i % errors.length] as number }));
          const { overall, byHourOfDay, byMonth, byDay } = report;
          if (!overall) throw new Error('no figures');
          expect(Math.abs(overall.biasMw)).toBeLessThanOrEqual(overall.meanAbsoluteErrorMw + 1e-9);
          const days = byDay.flatMap(({ figures }) => figures ?? []);
          for (const parts of [byHourOfDay, byMonth, days]) {
            const hours = parts.reduce((sum, part) => sum + part.hours, 0);
            const absolute = parts.reduce((sum, part) => sum + part.meanAbsoluteErrorMw * part.hours, 0);
            expect(hours).toBe(overall.hours);
            expect(absolute / hours).toBeCloseTo(overall.meanAbsoluteErrorMw, 6);
          }
          for (const hour of byHourOfDay)
            expect(hour.percentile10ErrorMw).toBeLessThanOrEqual(hour.percentile90ErrorMw);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('counts a day with 22 hours of both, and none with 21', () => {
    const frame = made();
    values(frame, 'demand').fill(Number.NaN, 24, 26);
    values(frame, 'day-ahead-demand-forecast').fill(Number.NaN, 48, 51);
    const { held, byDay, overall } = reportOf(frame);
    expect(held).toMatchObject({
      days: DAYS,
      scoredDays: DAYS - 1,
      hoursWithBoth: DAYS * 24 - 5,
      longestGapHours: 3,
    });
    expect(overall?.hours).toBe((DAYS - 1) * 24 - 2);
    expect(byDay.at(-2)?.figures?.hours).toBe(22);
    expect(byDay.at(-3)).toMatchObject({ hoursWithBoth: 21, figures: null });
  });

  it('has skill 1 where it is perfect and 0 where it is last week’s demand', () => {
    expect(reportOf(made({ below: () => 0 })).comparison?.skill).toBe(1);
    const frame = made();
    const demand = values(frame, 'demand');
    values(frame, 'day-ahead-demand-forecast').forEach((_, i, forecast) => {
      forecast[i] = i < 168 ? (demand[i] as number) : (demand[i - 168] as number);
    });
    expect(reportOf(frame).comparison?.skill).toBeCloseTo(0, 10);
  });
});

describe('hourAWeekBefore', () => {
  it.each(['2026-03-09T12:00:00Z', '2026-03-20T12:00:00Z', '2026-11-03T02:00:00Z', '2026-07-01T00:00:00Z'])(
    'stands at the same place on the clock, %s',
    (iso) => {
      const hour = isoToHour(iso);
      const before = hourAWeekBefore(hour, 'America/New_York');
      const daysOf = (at: number) => Date.parse(localDate(at, 'America/New_York')) / 86_400_000;
      expect(localHourOfDay(before, 'America/New_York')).toBe(localHourOfDay(hour, 'America/New_York'));
      expect(daysOf(hour) - daysOf(before)).toBe(7);
    },
  );
});

describe('who is left out', () => {
  const withForecast = (of: (demand: HourlyValues, i: number) => number) => {
    const frame = made();
    const demand = values(frame, 'demand');
    values(frame, 'day-ahead-demand-forecast').forEach((_, i, forecast) => {
      forecast[i] = of(demand, i);
    });
    return frame;
  };
  const without = (kind: 'demand' | 'day-ahead-demand-forecast') => {
    const frame = made();
    values(frame, kind).fill(Number.NaN);
    return frame;
  };
  const withGap = () => {
    const frame = made({ days: 30 });
    values(frame, 'demand').fill(Number.NaN, 24 * 5, 24 * 14);
    return frame;
  };

  it.each([
    ['nobody without a ground', made(), undefined, /^$/],
    [
      'a copy of demand',
      withForecast((demand, i) => demand[i] as number),
      'copy',
      /demand of the same hour exactly in 100%/,
    ],
    ['yesterday’s demand', withForecast((demand, i) => demand[i - 24] ?? 0), 'copy', /demand a day before/],
    [
      'one day for all days',
      withForecast((demand, i) => demand[i % 24] as number),
      'copy',
      /forecast a day before/,
    ],
    [
      'another load',
      withForecast((demand, i) => 1.4 * (demand[i] as number)),
      'another-load',
      /above demand by 40%/,
    ],
    ['no demand', without('demand'), 'no-demand', /no demand/],
    ['no forecast', without('day-ahead-demand-forecast'), 'no-forecast', /no day-ahead/],
    ['13 days', made({ days: 13 }), 'few-days', /Only 13 days have .* needs 14/],
    ['long gaps', withGap(), 'gaps', /70% of the hours .* 216 hours/],
    ['what EIA calls not comparable', made({ code: 'TEPC' }), 'not-comparable', /EIA says/],
  ] as const)('%s', (_, frame, reason, why) => {
    const { leftOut } = reportOf(frame);
    expect(leftOut?.reason).toBe(reason);
    expect(leftOut?.why ?? '').toMatch(why);
  });

  it('a feed that has stopped, though it was good for months', () => {
    // The last day of the frame is April 9; the day after `now` starts is not over.
    const on = (day: string) => reportOf(made(), 0, new Date(`2026-04-${day}T12:00:00Z`)).leftOut;
    expect(on('24')).toBeNull();
    expect(on('25')).toMatchObject({ reason: 'stopped', why: expect.stringContaining('14 days') });
    const silent = made({ days: 120 });
    values(silent, 'day-ahead-demand-forecast').fill(Number.NaN, 100 * 24);
    expect(reportOf(silent, 0, new Date('2026-07-18T12:00:00Z')).leftOut?.reason).toBe('stopped');
  });

  it('heavy later revision', () => {
    expect(reportOf(made(), 100).leftOut).toBeNull();
    expect(reportOf(made(), 120).leftOut).toMatchObject({
      reason: 'revised',
      why: expect.stringContaining('24%'),
    });
  });
});

describe('forecastLeague', () => {
  const dataAsOf = {
    demand: null,
    dayAheadDemandForecast: null,
    netGeneration: null,
    totalInterchange: null,
    generation: null,
    interchange: null,
  };
  const member = (frame: HourlyFrame) => ({ ...reportOf(frame), dataAsOf });

  it('ranks by weighted percent error, equal ones alike, and names everybody once', () => {
    const league = forecastLeague(
      new Map([
        ['ERCO', member(made({ code: 'ERCO', below: () => 400 }))],
        ['PJM', member(made({ below: () => 200 }))],
        ['NYIS', member(made({ code: 'NYIS', below: () => 200 }))],
        ['TEPC', member(made({ code: 'TEPC' }))],
        ['CAL', member(made({ below: () => 100 }))],
      ]),
    );
    expect(league.rows.map(({ rank, code }) => `${rank} ${code}`)).toEqual(['1 NYIS', '1 PJM', '3 ERCO']);
    expect(league.leftOut.find(({ code }) => code === 'TEPC')?.reason).toBe('not-comparable');
    expect(league.leftOut.find(({ code }) => code === 'MISO')?.reason).toBe('no-data');
    const codes = [...league.rows, ...league.leftOut].map(({ code }) => code).sort();
    expect(codes).toEqual(ACTIVE_BALANCING_AUTHORITIES.map(({ code }) => code).sort());
  });
});

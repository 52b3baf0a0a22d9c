import { describe, expect, it } from 'vitest';
import { sameWeekdaysBefore } from '../../src/analyses/baseline.ts';
import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import { median } from '../../src/analyses/statistics.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { ba, plausibleFrame } from './made-frames.ts';

const LATER = new Date('2026-06-01T00:00:00Z');
const reportOf = (frame: HourlyFrame, now = LATER) =>
  balancingAuthorityReport(frame, ba(frame.respondent), now);

describe('the usual', () => {
  it('is the same weekday within 30 days', () => {
    expect(sameWeekdaysBefore('2026-03-30')).toEqual([
      '2026-03-23',
      '2026-03-16',
      '2026-03-09',
      '2026-03-02',
    ]);
  });
});

describe('what changed', () => {
  it('compares the last complete day with the median of its weekdays and lists them', () => {
    const frame = plausibleFrame('CISO', '2026-01-05', 35);
    const { changes, pulses } = reportOf(frame);
    expect(changes.date).toBe('2026-02-08');
    expect(changes.changes.map(({ quantity }) => quantity)).toEqual([
      'max-demand',
      'cleanest-hour',
      'largest-ramp',
      'interchange-swing',
    ]);
    const peakOn = new Map(pulses.map(({ date, peak }) => [date, peak?.demandMwh as number]));
    const days = ['2026-02-01', '2026-01-25', '2026-01-18', '2026-01-11'];
    const usual = median(days.map((day) => peakOn.get(day) as number));
    const value = peakOn.get('2026-02-08') as number;
    expect(changes.changes[0]).toMatchObject({
      value,
      baseline: usual,
      baselineDays: days,
      absoluteDifference: value - usual,
      note: null,
      relativeDifference: (value - usual) / usual,
    });
    expect(changes.changes.every((change) => change.note === null)).toBe(true);
  });

  it('passes over an incomplete day, and leaves days out of the usual that fail the gate', () => {
    const frame = plausibleFrame('CISO', '2026-01-05', 35);
    const demand = frame.series.get('demand') as Float64Array;
    demand.fill(Number.NaN, 34 * 24 + 3, 34 * 24 + 9);
    demand.fill(Number.NaN, 26 * 24 + 3, 26 * 24 + 9);
    const { changes } = reportOf(frame);
    expect(changes.date).toBe('2026-02-07');
    expect(changes.changes[0]?.baselineDays).toEqual(['2026-01-24', '2026-01-17', '2026-01-10']);
  });

  it('says what is missing', () => {
    const frame = plausibleFrame('CISO', '2026-02-01', 3);
    frame.series.delete('total-interchange');
    const { changes } = reportOf(frame).changes;
    expect(changes[0]).toMatchObject({
      baseline: null,
      relativeDifference: null,
      note: expect.stringContaining('No same weekday'),
    });
    expect(changes[3]).toMatchObject({ value: null, note: expect.stringContaining('not reported') });
  });
});

describe('freshness', () => {
  const frame = plausibleFrame('CISO', '2026-02-01', 10);
  const byFamily = new Map(reportOf(frame).freshness.map((series) => [series.family, series]));

  it('expects demand hour by hour, stale after three hours', () => {
    expect(byFamily.get('demand')).toEqual({
      family: 'demand',
      reported: true,
      schedule: 'hourly',
      asOf: '2026-02-11T08:00:00Z',
      nextExpected: '2026-02-11T10:00:00Z',
      staleAfter: '2026-02-11T13:00:00Z',
    });
  });

  it('expects the mix with the next daily batch at 11:00 Eastern, stale after twelve hours', () => {
    expect(byFamily.get('generation')).toMatchObject({
      schedule: 'daily',
      asOf: '2026-02-11T08:00:00Z',
      nextExpected: '2026-02-12T16:00:00Z',
      staleAfter: '2026-02-13T04:00:00Z',
    });
  });

  it('says what is not reported', () => {
    expect(byFamily.get('interchange')).toEqual({
      family: 'interchange',
      reported: false,
      schedule: 'daily',
      asOf: null,
      nextExpected: null,
      staleAfter: null,
    });
    expect(reportOf(frame).dataAsOf.interchange).toBeNull();
  });

  it('counts a flagged hour as arrived, but does not show it as the latest demand', () => {
    const spoilt = plausibleFrame('CISO', '2026-02-01', 10);
    (spoilt.series.get('demand') as Float64Array)[239] = -2_147_480_000;
    const report = reportOf(spoilt);
    expect(report.dataAsOf.demand).toBe('2026-02-11T08:00:00Z');
    expect(report.latestDemand?.hourEnding).toBe('2026-02-11T07:00:00Z');
  });
});

import { describe, expect, it } from 'vitest';
import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import {
  ACTIVE_BALANCING_AUTHORITIES,
  BALANCING_AUTHORITIES,
  displayName,
} from '../../src/grid/balancing-authority.ts';
import { hourToIso, isoToHour } from '../../src/grid/hour.ts';
import { type HourlyFrame, valueAt } from '../../src/grid/hourly-frame.ts';
import { carbonSnapshot } from '../../src/snapshots/carbon.ts';
import { changesSnapshot } from '../../src/snapshots/changes.ts';
import { ducksSnapshot } from '../../src/snapshots/ducks.ts';
import { freshnessSnapshot } from '../../src/snapshots/freshness.ts';
import { pulseSnapshot } from '../../src/snapshots/pulse.ts';
import { ba, demandCurve, fill, frameOfDays, noise, plausibleFrame } from './made-frames.ts';
import { nineRecordedMonths, RECORDED_PAGES_MISSING } from './recorded-frames.ts';

const LATER = new Date('2026-06-01T00:00:00Z');
const reportOf = (frame: HourlyFrame, now = LATER) =>
  balancingAuthorityReport(frame, ba(frame.respondent), now);
const pulseOn = (frame: HourlyFrame, date: string) => {
  const pulse = reportOf(frame).pulses.find((candidate) => candidate.date === date);
  if (!pulse) throw new Error(`no pulse of ${date}`);
  return pulse;
};
const spoil = (frame: HourlyFrame, from: number, to: number) =>
  (frame.series.get('demand') as Float64Array).fill(Number.NaN, from, to);

describe('daily pulse', () => {
  it('tells peak, comparison, mix, carbon, ramp, forecast and trough of an ordinary day', () => {
    const frame = plausibleFrame('CISO', '2026-01-05', 28);
    const demand = frame.series.get('demand') as Float64Array;
    for (let i = 24 * 24; i < 25 * 24; i++) demand[i] = Math.round((demand[i] as number) * 0.95);
    const pulse = pulseOn(frame, '2026-01-29');
    expect(pulse.status).toBe('final');
    expect(pulse.headline).toMatch(
      /^California ISO demand peaked at 2\d(\.\d)? gigawatts between \d+ and \d+ p\.m\. on Jan\. 29, \d+% below a typical Thursday$/,
    );
    expect(pulse.bullets).toHaveLength(5);
    expect(pulse.receipt.map(({ rule }) => rule)).toEqual([
      'peak-against-usual',
      'generation-mix',
      'cleanest-hour',
      'evening-ramp',
      'wind-and-solar-share',
      'forecast-deviation',
    ]);
    expect(pulse.eveningRamp?.quantity).toBe('net load');
  });

  it('says that a day is incomplete, publishes no extreme, and still averages what is known', () => {
    const frame = plausibleFrame('CISO', '2026-01-05', 35);
    spoil(frame, 31 * 24 + 5, 31 * 24 + 14);
    const pulse = pulseOn(frame, '2026-02-05');
    expect(pulse).toMatchObject({ status: 'incomplete', peak: null, trough: null, forecastDeviation: null });
    expect(pulse.headline).toBe(
      'California ISO demand data for Feb. 5 are incomplete: 9 of 24 hours are missing',
    );
    expect(pulse.statusReason).toContain('9 of 24 hours of demand are missing');
    expect(pulse.totals.demandMwh).toBeNull();
    expect(pulse.bullets.at(-1)).toMatch(/^In the 15 hours known, demand averaged/);
  });

  it('is provisional with the last hour missing, and keeps the extremes that are far from it', () => {
    const frame = plausibleFrame('CISO', '2026-01-05', 35);
    spoil(frame, 35 * 24 - 1, 35 * 24);
    const pulse = pulseOn(frame, '2026-02-08');
    expect(pulse.status).toBe('provisional');
    expect(pulse.statusReason).toBe('1 of 24 hours of demand is missing.');
    expect(pulse.peak).not.toBeNull();
    expect(pulse.hours.demandMwh.at(-1)).toBeNull();
  });

  it('shows a flagged hour as a gap and carries its reported value', () => {
    const frame = plausibleFrame('CISO', '2026-01-05', 35);
    (frame.series.get('demand') as Float64Array)[31 * 24 + 4] = -2_147_480_000;
    const pulse = pulseOn(frame, '2026-02-05');
    expect(pulse.hours.demandMwh[4]).toBeNull();
    expect(pulse.flags).toMatchObject([
      { series: 'demand', reportedMwh: -2_147_480_000, rule: 'negative-demand' },
    ]);
    expect(pulse.completeness.demand).toEqual({ hoursInDay: 24, missingHours: 0, flaggedHours: 1 });
    expect(pulse.statusReason).toBe('1 of 24 hours of demand did not pass screening.');
  });

  it('names a record only over whole days, and since when', () => {
    const frame = plausibleFrame('CISO', '2026-01-05', 35);
    const demand = frame.series.get('demand') as Float64Array;
    for (const day of [5, 31])
      for (let i = day * 24; i < day * 24 + 24; i++)
        demand[i] = Math.round((demand[i] as number) * (1.3 - day / 1000));
    expect(pulseOn(frame, '2026-02-05').headline).toMatch(
      /^California ISO demand hit .*, the highest since Jan\. 10$/,
    );
    spoil(frame, 12 * 24, 12 * 24 + 1);
    expect(pulseOn(frame, '2026-02-05').headline).toMatch(/, the highest in at least 18 days$/);
    spoil(frame, 30 * 24, 30 * 24 + 1);
    expect(pulseOn(frame, '2026-02-05').headline).not.toContain('highest');
  });

  it('speaks of net generation where a balancing authority only generates', () => {
    const frame = frameOfDays('GRID', '2026-02-01', 10);
    fill(frame, 'net-generation', (h, i) => 300 + 40 * Math.sin(h) + noise(i));
    fill(frame, 'generation:NG', (h, i) => 300 + 40 * Math.sin(h) + noise(i));
    const pulse = pulseOn(frame, '2026-02-05');
    expect(pulse).toMatchObject({ status: 'final', peak: null, trough: null, eveningRamp: null });
    expect(pulse.headline).toMatch(/^Gridforce net generation peaked at 34\d megawatts .* on Feb\. 5$/);
    expect(pulse.bullets[0]).toBe('Natural gas made all of the electricity generated here.');
    expect(pulse.bullets.length).toBeGreaterThanOrEqual(3);
  });

  it('speaks of demand alone where no mix and no forecast is reported, in megawatts for a small system', () => {
    const frame = frameOfDays('HST', '2026-01-05', 35);
    fill(frame, 'demand', (h, i) => demandCurve(60)(h, i));
    const pulse = pulseOn(frame, '2026-02-05');
    expect(pulse).toMatchObject({
      status: 'final',
      forecastDeviation: null,
      cleanestHour: null,
      carbonIntensity: null,
    });
    expect(pulse.generationShares).toEqual([]);
    expect(pulse.eveningRamp?.quantity).toBe('demand');
    expect(pulse.headline).toMatch(/^Homestead demand peaked at 7\d megawatts/);
    expect(pulse.bullets.length).toBeGreaterThanOrEqual(2);
  });

  it('compares no forecast that EIA says does not compare', () => {
    expect(pulseOn(plausibleFrame('FPC', '2026-01-05', 35), '2026-02-05').forecastDeviation).toBeNull();
  });

  it('says when a peak comes twice', () => {
    const frame = plausibleFrame('CISO', '2026-02-01', 6);
    const demand = frame.series.get('demand') as Float64Array;
    demand[4 * 24 + 17] = demand[4 * 24 + 18] = 26_000;
    expect(pulseOn(frame, '2026-02-05').headline).toContain('26 gigawatts, first between 5 and 6 p.m.');
  });

  it('has no pulse of a day that is not over, nor of one without a value', () => {
    const frame = plausibleFrame('CISO', '2026-02-01', 6);
    for (const values of frame.series.values()) values.fill(Number.NaN, 24, 48);
    const dates = reportOf(frame, new Date('2026-02-06T12:00:00Z')).pulses.map(({ date }) => date);
    expect(dates).toEqual(['2026-02-01', '2026-02-03', '2026-02-04', '2026-02-05']);
  });

  it('has an incomplete pulse of a day that screening does not believe at all', () => {
    const frame = plausibleFrame('CISO', '2026-02-01', 8);
    for (const values of frame.series.values()) values.copyWithin(96, 72, 96);
    const pulse = pulseOn(frame, '2026-02-05');
    expect(pulse.headline).toBe(
      'California ISO demand data for Feb. 5 are incomplete: 24 of 24 hours are missing or implausible',
    );
    expect(pulse.flags.length).toBeGreaterThan(48);
  });

  it('never has a headline over 120 characters, for any name and size', () => {
    for (const [i, { code }] of BALANCING_AUTHORITIES.entries()) {
      const size = i % 2 === 0 ? 9 : 150_000;
      for (const { headline, bullets } of reportOf(plausibleFrame(code, '2026-01-05', 18, size)).pulses) {
        expect(headline.length, headline).toBeLessThanOrEqual(120);
        expect(bullets.length).toBeLessThanOrEqual(5);
        expect(headline + bullets.join(' ')).not.toMatch(/NaN|undefined|null|Infinity/);
      }
    }
  });

  it('has a short name for every active balancing authority', () => {
    for (const active of ACTIVE_BALANCING_AUTHORITIES) {
      expect(displayName(active).length).toBeLessThanOrEqual(30);
    }
  });
});

describe('report', () => {
  const envelope = {
    schemaVersion: 1 as const,
    provenance: 'synthetic' as const,
    inputHash: '0123456789abcdef',
    sources: [],
    units: {},
    balancingAuthority: {
      code: 'CISO',
      name: 'California Independent System Operator',
      timezone: 'America/Los_Angeles',
    },
  };

  it('fits the schemas, whole and with holes', () => {
    const holey = plausibleFrame('CISO', '2026-02-01', 12);
    for (const values of holey.series.values())
      for (let i = 5; i < values.length; i += 17) values[i] = Number.NaN;
    for (const frame of [
      plausibleFrame('CISO', '2026-02-01', 12),
      holey,
      frameOfDays('CISO', '2026-02-01', 3),
    ]) {
      const report = reportOf(frame);
      const wrapped = { ...envelope, dataAsOf: report.dataAsOf };
      const hash = '0'.repeat(32);
      for (const pulse of report.pulses) {
        const receipt = pulse.receipt.map((told) => ({ ...told, rows: { ...told.rows, hash } }));
        pulseSnapshot.parse({ ...wrapped, ...pulse, receipt, updates: [] });
      }
      carbonSnapshot.parse({ ...wrapped, ...report.carbon, consumptionBased: null, consumptionNote: null });
      ducksSnapshot.parse({ ...wrapped, ...report.duckHistory, days: report.ducks });
      changesSnapshot.parse({ ...wrapped, ...report.changes });
      freshnessSnapshot.parse({ ...wrapped, series: report.freshness });
    }
  });

  it('is the same each time, and leaves the frame as it was', () => {
    const frame = plausibleFrame('CISO', '2026-02-01', 12);
    const before = JSON.stringify([...frame.series].map(([kind, values]) => [kind, ...values]));
    const told = () => JSON.stringify({ ...reportOf(frame), screened: null, stories: null });
    expect(told()).toBe(told());
    expect(JSON.stringify([...frame.series].map(([kind, values]) => [kind, ...values]))).toBe(before);
  });
});

interface RawHour {
  iso: string;
  localHour: number;
  demand: number;
  netLoad: number;
}

/** The hours of a local day straight from a recorded frame, by a calendar of its own. */
function rawDay(frame: HourlyFrame, timeZone: string, date: string): RawHour[] {
  const calendar = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const hours: RawHour[] = [];
  for (let hour = frame.firstHour; hour < frame.firstHour + frame.hourCount; hour++) {
    const [day, clock] = calendar.format((hour - 1) * 3_600_000).split(', ') as [string, string];
    if (day !== date) continue;
    const of = (code: string) => {
      const value = valueAt(frame, `generation:${code}` as 'generation:SUN', hour);
      return Number.isNaN(value) ? 0 : value;
    };
    const demand = valueAt(frame, 'demand', hour);
    const solar = Math.max(0, of('SUN') + of('SNB'));
    hours.push({
      iso: hourToIso(hour),
      localHour: Number(clock),
      demand,
      netLoad: demand - solar - of('WND') - of('WNB'),
    });
  }
  return hours;
}

describe.skipIf(RECORDED_PAGES_MISSING)(`pulses of recorded pages ${RECORDED_PAGES_MISSING || ''}`, () => {
  const DAYS = [
    ['CISO', '2025-07-20', 24],
    ['CISO', '2025-11-02', 25],
    ['CISO', '2026-03-08', 23],
    ['CISO', '2026-03-30', 24],
    ['ERCO', '2025-11-02', 25],
    ['ERCO', '2026-01-25', 24],
    ['ERCO', '2026-03-08', 23],
    ['MISO', '2025-11-02', 25],
    ['MISO', '2026-03-08', 23],
    ['PJM', '2025-12-15', 24],
    ['PJM', '2025-11-02', 25],
  ] as const;

  it.each(DAYS)('%s on %s equals an independent computation over its %d hours', (code, date, hourCount) => {
    const frame = nineRecordedMonths().get(code) as HourlyFrame;
    const raw = rawDay(frame, ba(code).timezone, date);
    const pulse = pulseOn(frame, date);
    expect(raw).toHaveLength(hourCount);
    expect(pulse.hours.hourEnding).toEqual(raw.map(({ iso }) => iso));
    expect(pulse.hours.localHour).toEqual(raw.map(({ localHour }) => localHour));
    expect(pulse.hours.demandMwh).toEqual(raw.map(({ demand }) => (Number.isNaN(demand) ? null : demand)));
    const byDemand = raw.filter(({ demand }) => !Number.isNaN(demand)).sort((a, b) => a.demand - b.demand);
    expect(pulse.trough?.demandMwh).toBe(byDemand[0]?.demand);
    expect(pulse.peak).toEqual({ hourEnding: byDemand.at(-1)?.iso, demandMwh: byDemand.at(-1)?.demand });
    const rises = raw.flatMap((hour, i) => {
      const before = raw[i - 1];
      const isEvening = before && before.localHour >= 15 && hour.localHour <= 20 && hour.localHour >= 16;
      return isEvening ? [{ iso: hour.iso, rise: hour.netLoad - before.netLoad }] : [];
    });
    const steepest = rises.sort((a, b) => b.rise - a.rise)[0];
    expect(pulse.eveningRamp).toEqual({
      quantity: 'net load',
      hourEnding: steepest?.iso,
      rampMw: steepest?.rise,
    });
  });

  it('knows four days by heart', () => {
    const told = (code: string, date: string) => {
      const { peak, headline } = pulseOn(nineRecordedMonths().get(code) as HourlyFrame, date);
      return [peak?.demandMwh, peak && isoToHour(peak.hourEnding), headline];
    };
    expect(told('CISO', '2026-03-30')).toEqual([
      30_811,
      isoToHour('2026-03-30T21:00:00Z'),
      'California ISO demand peaked at 30.8 gigawatts between 1 and 2 p.m. on March 30, 7% above a typical Monday',
    ]);
    expect(told('ERCO', '2026-03-30')).toEqual([
      64_188,
      isoToHour('2026-03-30T23:00:00Z'),
      'Texas (ERCOT) demand peaked at 64.2 gigawatts between 5 and 6 p.m. on March 30, 9% above a typical Monday',
    ]);
  });

  it('is provisional where ERCOT sent no sources, and falls back to the ramp of demand', () => {
    const pulse = pulseOn(nineRecordedMonths().get('ERCO') as HourlyFrame, '2025-12-05');
    expect(pulse).toMatchObject({
      status: 'provisional',
      cleanestHour: null,
      carbonIntensity: null,
      generationShares: [],
    });
    expect(pulse.eveningRamp?.quantity).toBe('demand');
  });

  it('never has a headline over 120 characters nor a bullet that repeats another', () => {
    for (const frame of nineRecordedMonths().values()) {
      for (const { headline, bullets, receipt } of reportOf(frame).pulses) {
        expect(headline.length).toBeLessThanOrEqual(120);
        expect(new Set(bullets).size).toBe(bullets.length);
        expect(new Set(receipt.map(({ rule }) => rule)).size).toBe(receipt.length);
      }
    }
  });
});

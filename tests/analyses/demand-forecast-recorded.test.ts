/** Report cards of the first half of 2020, reckoned a second time from the raw rows. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { demandForecastReport } from '../../src/analyses/demand-forecast-report.ts';
import { screen } from '../../src/analyses/screening.ts';
import { findBalancingAuthority } from '../../src/grid/balancing-authority.ts';
import { recordedData } from '../recorded-data.ts';
import { ba } from './made-frames.ts';
import { ARCHIVES_MISSING, framesOf2020 } from './recorded-archives.ts';

const NOW = new Date('2020-07-05T00:00:00Z');

const reports = new Map<string, ReturnType<typeof reckoned>>();
function reportOf(code: string) {
  const known = reports.get(code) ?? reckoned(code);
  reports.set(code, known);
  return known;
}

function reckoned(code: string) {
  const frame = framesOf2020().get(code);
  if (!frame) throw new Error(`${code} is not in the archive`);
  const screened = screen(frame, ba(code));
  return { screened, report: demandForecastReport(screened, ba(code), NOW, 0) };
}

interface RawHour {
  /** Milliseconds at which the hour ends. */
  endMs: number;
  date: string;
  clock: number;
  demand: number;
  forecast: number;
}

let lines: string[] | undefined;
const linesOf = (code: string) => {
  const path = recordedData('demand/demand-and-forecast-54-bas-2020-h1.csv.gz');
  lines ??= gunzipSync(readFileSync(path)).toString().split('\n');
  return lines.filter((line) => line.slice(14).startsWith(`${code},`));
};

/** The raw rows by a calendar of the machine's own, without the hours that are not believed. */
function rawHours(code: string, doubted: ReadonlySet<string>): RawHour[] {
  const calendar = new Intl.DateTimeFormat('en-CA', {
    timeZone: ba(code).timezone,
    dateStyle: 'short',
  });
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: ba(code).timezone,
    hour: '2-digit',
    hourCycle: 'h23',
  });
  return linesOf(code).flatMap((line) => {
    const [period, , demand, forecast] = line.split(',') as [string, string, string, string];
    const endMs = Date.parse(`${period}:00:00Z`);
    // Where a row had no value, the archive has a word for why.
    if (![demand, forecast].every((value) => /^-?[\d.]+$/.test(value))) return [];
    if (doubted.has(`demand ${endMs}`) || doubted.has(`day-ahead-demand-forecast ${endMs}`)) return [];
    const start = new Date(endMs - 3_600_000);
    return [
      {
        endMs,
        date: calendar.format(start),
        clock: Number(clock.format(start)),
        demand: Number(demand),
        forecast: Number(forecast),
      },
    ];
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe.skipIf(ARCHIVES_MISSING)('report cards of 2020', () => {
  it.each(['CISO', 'ERCO', 'ISNE', 'PSEI', 'HST', 'JEA'])('%s is what the raw rows add up to', (code) => {
    const { screened, report } = reportOf(code);
    const doubted = new Set(screened.flags.map(({ kind, hour }) => `${kind} ${hour * 3_600_000}`));
    const all = rawHours(code, doubted);
    const byDate = Object.groupBy(all, ({ date }) => date);
    const scored = all.filter(({ date }) => (byDate[date] ?? []).length >= 22);
    const errors = scored.map(({ demand, forecast }) => demand - forecast);
    const demand = sum(scored.map((hour) => hour.demand));
    expect(scored.length).toBeGreaterThan(3000);
    expect(report.overall?.hours).toBe(scored.length);
    expect(report.held?.hoursWithBoth).toBe(all.length);
    expect(report.overall?.weightedErrorFraction).toBeCloseTo(sum(errors.map(Math.abs)) / demand, 10);
    expect(report.overall?.biasMw).toBeCloseTo(sum(errors) / errors.length, 8);
    expect(report.overall?.biasFraction).toBeCloseTo(sum(errors) / demand, 10);

    const at6pm = scored.filter(({ clock }) => clock === 18).map((hour) => hour.demand - hour.forecast);
    const told = report.byHourOfDay[18];
    expect(told).toMatchObject({ localHour: 18, hours: at6pm.length });
    expect(told?.biasMw).toBeCloseTo(sum(at6pm) / at6pm.length, 8);
    const within = at6pm.filter(
      (error) =>
        error >= (told?.percentile10ErrorMw as number) && error <= (told?.percentile90ErrorMw as number),
    );
    expect(within.length / at6pm.length).toBeGreaterThan(0.77);
    // A small grid's errors are few whole MW, many of them equal to a bound.
    expect(within.length / at6pm.length).toBeLessThan(0.86);

    const april = scored.filter(({ date }) => date.startsWith('2020-04'));
    expect(report.byMonth.find(({ month }) => month === '2020-04')?.weightedErrorFraction).toBeCloseTo(
      sum(april.map((hour) => Math.abs(hour.demand - hour.forecast))) / sum(april.map((hour) => hour.demand)),
      10,
    );
    const worst = Math.max(...errors.map(Math.abs));
    expect(Math.abs(report.worstMisses[0]?.errorMw as number)).toBe(worst);
    expect(new Set(report.worstMisses.map(({ date }) => date)).size).toBe(10);
  });

  it('compares with the same hour of the local clock a week before', () => {
    const { screened, report } = reportOf('ERCO');
    const doubted = new Set(screened.flags.map(({ kind, hour }) => `${kind} ${hour * 3_600_000}`));
    const all = rawHours('ERCO', doubted);
    const hoursOn = Map.groupBy(all, ({ date }) => date);
    const scored = all.filter(({ date }) => (hoursOn.get(date) ?? []).length >= 22);
    const byClock = new Map(all.map((hour) => [`${hour.date} ${hour.clock}`, hour]));
    const before = (date: string) =>
      new Date(Date.parse(`${date}T00:00:00Z`) - 7 * 86_400_000).toISOString().slice(0, 10);
    const pairs = scored.flatMap((hour) => {
      const earlier = byClock.get(`${before(hour.date)} ${hour.clock}`);
      return earlier ? [{ hour, earlier }] : [];
    });
    const own = sum(pairs.map(({ hour }) => Math.abs(hour.demand - hour.forecast)));
    const naive = sum(pairs.map(({ hour, earlier }) => Math.abs(hour.demand - earlier.demand)));
    // The hour that the clock skips in March has no twin by its name: a few hours of thousands differ.
    expect(Math.abs((report.comparison?.hours as number) - pairs.length)).toBeLessThan(30);
    expect(report.comparison?.skill).toBeCloseTo(1 - own / naive, 3);
    expect(report.comparison?.skill).toBeGreaterThan(0.7);
  });

  it('finds the one forecast that is last week’s demand', () => {
    const { report } = reportOf('WALC');
    expect(report.copy?.of).toBe('demand a week before');
    expect(report.copy?.shareOfHours).toBeGreaterThan(0.9);
    expect(report.leftOut?.reason).toBe('copy');
    expect(report.comparison?.skill).toBeLessThan(0.05);
  });

  it.each([
    ['CHPD', 'another-load', /above demand by 130%/],
    ['PSEI', 'not-comparable', /EIA says/],
    ['AEC', 'not-comparable', /EIA says/],
  ])('%s is left out: %s', (code, reason, why) => {
    const { report } = reportOf(code);
    expect(report.leftOut?.reason).toBe(reason);
    expect(report.leftOut?.why).toMatch(why);
  });

  it('takes no forecast of the others for a copy', () => {
    for (const code of ['WAUW', 'HST', 'CISO']) expect(reportOf(code).report.copy, code).toBeNull();
  });

  it('reads respondents that the reference knows', () => {
    for (const code of framesOf2020().keys()) expect(findBalancingAuthority(code), code).toBeDefined();
  });
});

import { carbonOutlook, type OutlookInput } from '../../src/analyses/carbon-outlook.ts';
import { derivedSeries } from '../../src/analyses/derived-series.ts';
import { BALANCING_AUTHORITIES, type BalancingAuthority } from '../../src/grid/balancing-authority.ts';
import { MS_PER_HOUR } from '../../src/grid/hour.ts';
import { emptyFrame, ensureSeries } from '../../src/grid/hourly-frame.ts';
import type { Report } from './figure.ts';
import { LAST_HOUR } from './grid-rows.ts';
import { medianOf } from './timing.ts';

const BALANCING_AUTHORITY_COUNT = 65;
/** Of a young store, and of one that has seen every season. */
const HISTORIES_DAYS = [90, 400];
/** As at 18:00 with the mix of the day before. */
const HOURS_SINCE_KNOWN = 19;
const SOURCES = ['COL', 'NG', 'NUC', 'WAT', 'SUN', 'WND', 'OTH'] as const;

/** A mix that swings by the day, by the week and by no pattern, and demand up to an hour ago. */
function input({ code }: BalancingAuthority, n: number, days: number): OutlookInput {
  const mixHours = days * 24;
  const hourCount = mixHours + HOURS_SINCE_KNOWN - 1;
  const frame = emptyFrame(code, LAST_HOUR - mixHours + 1, hourCount);
  for (const [k, source] of SOURCES.entries())
    ensureSeries(frame, `generation:${source}`).forEach((_, hour, values) => {
      if (hour < mixHours)
        values[hour] = 2_000 + 900 * Math.sin(hour / 3.82 + k) + 500 * Math.sin(hour * hour * 0.001 + n + k);
    });
  ensureSeries(frame, 'demand').forEach((_, hour, values) => {
    values[hour] = 14_000 + 4_000 * Math.sin(hour / 3.82) + 900 * Math.sin(hour * hour * 0.001 + n);
  });
  return {
    screened: { trusted: frame, reported: frame, flags: [] },
    derived: derivedSeries(frame),
  };
}

/** 96 h of forecast with its windows for every balancing authority, from intensities in memory. */
export async function benchForecast(report: Report): Promise<void> {
  for (const days of HISTORIES_DAYS) await benchHistory(report, days);
}

async function benchHistory(report: Report, days: number): Promise<void> {
  const cases = BALANCING_AUTHORITIES.slice(0, BALANCING_AUTHORITY_COUNT).map((ba, n) => ({
    ba,
    input: input(ba, n, days),
  }));
  const now = new Date((LAST_HOUR + HOURS_SINCE_KNOWN) * MS_PER_HOUR);
  let hours = 0;
  const ms = await medianOf(3, () => {
    for (const { ba, input } of cases)
      hours += carbonOutlook(input, ba.timezone, now)?.forecast.hourEnding.length ?? 0;
  });
  if (hours !== 3 * cases.length * 96) throw new Error('A forecast is missing.');
  report({
    what: `forecasts and windows, ${cases.length} BAs x ${days} days`,
    engine: 'node',
    value: ms / 1_000,
    unit: 's',
    goal: 2,
  });
}

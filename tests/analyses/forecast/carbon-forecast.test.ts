import { describe, expect, it } from 'vitest';
import { derivedSeries } from '../../../src/analyses/derived-series.ts';
import { carbonForecast, HORIZON_HOURS } from '../../../src/analyses/forecast/carbon-forecast.ts';
import {
  historyUpTo,
  type IntensityHistory,
  intensityHistory,
} from '../../../src/analyses/forecast/intensity-history.ts';
import { restShare } from '../../../src/analyses/forecast/rest-days.ts';
import { hourToIso, isoToHour, localDate, MS_PER_HOUR } from '../../../src/grid/hour.ts';
import { nineRecordedMonths, RECORDED_PAGES_MISSING } from '../recorded-frames.ts';

const TIMEZONES: Record<string, string> = {
  CISO: 'America/Los_Angeles',
  ERCO: 'America/Chicago',
  MISO: 'America/Chicago',
  PJM: 'America/New_York',
};

function recorded(code: string): IntensityHistory {
  const frame = nineRecordedMonths().get(code);
  if (!frame) throw new Error(`${code} is not among the recorded pages.`);
  return intensityHistory(frame, derivedSeries(frame).carbon, 'direct');
}

const timezoneOf = (code: string) => TIMEZONES[code] as string;
const lastHour = ({ firstHour, kgPerMwh }: IntensityHistory) => firstHour + kgPerMwh.length - 1;

function forecastAt(history: IntensityHistory, hour: number, timezone: string, days = 400, lagHours = 0) {
  return carbonForecast({
    history: historyUpTo(history, hour - lagHours, days * 24),
    now: new Date(hour * MS_PER_HOUR),
    timezone,
  });
}

/** A hand-made history: the day's shape and a level for each day; of gas, and of hydro for the rest. */
function madeHistory(days: number, value: (day: number, hour: number) => number): IntensityHistory {
  const kgPerMwh = Float64Array.from({ length: days * 24 }, (_, i) => value(Math.floor(i / 24), i % 24));
  return {
    firstHour: 500_000,
    kgPerMwh,
    generationMwh: kgPerMwh.map(() => 1000),
    demandMwh: kgPerMwh.map(() => 1000),
    sources: [
      { group: 'gas', factorKgPerMwh: 400, positiveMwh: kgPerMwh.map((kg) => (1000 * kg) / 400) },
      { group: 'hydro', factorKgPerMwh: 0, positiveMwh: kgPerMwh.map((kg) => 1000 - (1000 * kg) / 400) },
    ],
  };
}

describe('carbon forecast', () => {
  it('covers the 96 hours after now, whatever the last known hour', () => {
    const history = madeHistory(60, (_, hour) => 200 + 5 * hour);
    const now = lastHour(history) + 30;
    const forecast = forecastAt(history, now, 'UTC');
    expect(forecast?.lastKnownHour).toBe(lastHour(history));
    expect(forecast?.issuedAt).toBe(hourToIso(now));
    expect(forecast?.hours.map(({ hourEnding }) => hourEnding)).toEqual(
      Array.from({ length: HORIZON_HOURS }, (_, i) => now + 1 + i),
    );
  });

  it('repeats a grid that repeats itself', () => {
    const history = madeHistory(60, (_, hour) => 200 + 10 * Math.abs(12 - hour));
    const forecast = forecastAt(history, lastHour(history), 'UTC');
    for (const { hourEnding, kgPerMwh } of forecast?.hours ?? []) {
      const expected = history.kgPerMwh[(hourEnding - history.firstHour) % 24] as number;
      expect(Math.abs(kgPerMwh - expected)).toBeLessThan(0.02 * expected);
    }
  });

  it('takes Thanksgiving and the day after for days of rest', () => {
    const firstHour = isoToHour('2025-08-01T00:00:00Z') + 1;
    const dateOf = (hour: number) => localDate(hour, 'UTC');
    const level = (hour: number) => 300 + 100 * (1 - restShare(dateOf(hour)));
    const made = { ...madeHistory(118, (day, hour) => level(firstHour + 24 * day + hour)), firstHour };
    const meansAfter = (lastKnown: number) => {
      const hours = forecastAt(made, lastKnown, 'UTC')?.hours ?? [];
      const byDate = Map.groupBy(hours, ({ hourEnding }) => dateOf(hourEnding));
      return [...byDate].map(([date, ofDay]) => {
        expect(ofDay).toHaveLength(24);
        return { date, mean: ofDay.reduce((sum, { kgPerMwh }) => sum + kgPerMwh, 0) / 24 };
      });
    };
    const usual = meansAfter(lastHour(made) - 7 * 24);
    const thanksgiving = meansAfter(lastHour(made));
    expect(usual[0]?.date).toBe('2025-11-20');
    expect(thanksgiving[0]?.date).toBe('2025-11-27');
    // Thursday and Friday: 400 as ever a week before; on the holiday nearer to the 300 of a weekend.
    for (const { mean } of usual.slice(0, 2)) expect(Math.abs(mean - 400)).toBeLessThan(15);
    for (const { mean } of thanksgiving) expect(Math.abs(mean - 300)).toBeLessThan(50);
  });

  it('does not look ahead: what comes after the last known hour changes nothing', () => {
    const history = madeHistory(80, (day, hour) => 200 + 30 * Math.sin(day) + 5 * hour);
    const hour = history.firstHour + 50 * 24;
    const cut = forecastAt(history, hour, 'UTC');
    const changed = {
      ...history,
      kgPerMwh: history.kgPerMwh.map((value, i) => (i > 50 * 24 ? 9999 : value)),
    };
    const whole = carbonForecast({ history: changed, now: new Date(hour * MS_PER_HOUR), timezone: 'UTC' });
    expect(whole).toEqual(cut);
  });

  it('listens to demand known since the mix, and to none that comes after the moment', () => {
    const days = 120;
    // Each day has its own demand, by no pattern, and gas meets whatever the hydro of 800 MWh does not.
    const demandOf = (day: number) => 1000 + 150 * Math.sin(day * day * 0.37);
    const of = madeHistory(days + 6, (day) => (400 * (demandOf(day) - 800)) / demandOf(day));
    const demandMwh = of.kgPerMwh.map((_, i) => demandOf(Math.floor(i / 24)));
    const history: IntensityHistory = {
      ...of,
      demandMwh,
      generationMwh: demandMwh,
      sources: [
        { group: 'gas', factorKgPerMwh: 400, positiveMwh: demandMwh.map((mwh) => mwh - 800) },
        { group: 'hydro', factorKgPerMwh: 0, positiveMwh: demandMwh.map(() => 800) },
      ],
    };
    const errorOf = (given: IntensityHistory, mixEnds: number) => {
      const now = mixEnds + 18;
      const known = historyUpTo(given, mixEnds, days * 24, now);
      const hours = carbonForecast({
        history: known,
        now: new Date(now * MS_PER_HOUR),
        timezone: 'UTC',
      })?.hours;
      const errors = (hours ?? [])
        .slice(0, 6)
        .map(({ hourEnding, kgPerMwh }) =>
          Math.abs(kgPerMwh - (of.kgPerMwh[hourEnding - of.firstHour] as number)),
        );
      return errors.reduce((sum, error) => sum + error, 0);
    };
    const unknown = { ...history, demandMwh: history.demandMwh.map(() => Number.NaN) };
    const midnights = Array.from({ length: 8 }, (_, i) => history.firstHour + (days - i) * 24 - 1);
    const total = (given: IntensityHistory) =>
      midnights.reduce((sum, midnight) => sum + errorOf(given, midnight), 0);
    expect(total(history)).toBeLessThan(0.6 * total(unknown));

    const midnight = midnights[0] as number;
    const later = {
      ...history,
      demandMwh: history.demandMwh.map((mwh, i) => (history.firstHour + i > midnight + 18 ? 9999 : mwh)),
    };
    const at = (given: IntensityHistory) =>
      carbonForecast({
        history: historyUpTo(given, midnight, days * 24, midnight + 96),
        now: new Date((midnight + 18) * MS_PER_HOUR),
        timezone: 'UTC',
      });
    expect(at(later)).toEqual(at(history));
  });

  it('speaks however old the mix, up to ten days', () => {
    const history = madeHistory(60, (day, hour) => 200 + 30 * Math.sin(day) + 5 * hour);
    for (let lag = 1; lag <= 240; lag += lag < 45 || lag > 75 ? 13 : 1) {
      const hours = forecastAt(history, lastHour(history) + lag, 'UTC', 60, lag)?.hours ?? [];
      expect(hours).toHaveLength(HORIZON_HOURS);
      for (const { kgPerMwh } of hours) expect(kgPerMwh).toBeGreaterThan(0);
    }
  });

  it('says nothing where nothing is known of the last ten days', () => {
    const history = madeHistory(30, () => 200);
    expect(forecastAt(history, lastHour(history) + 241, 'UTC', 400, 241)).toBeNull();
    expect(
      carbonForecast({ history: madeHistory(0, () => 0), now: new Date(0), timezone: 'UTC' }),
    ).toBeNull();
  });

  it('gives no more than the dirtiest source emits', () => {
    const history = madeHistory(60, (day) => 399 * 1.05 ** (day - 59));
    const forecast = forecastAt(history, lastHour(history), 'UTC');
    for (const { kgPerMwh } of forecast?.hours ?? []) expect(kgPerMwh).toBeLessThanOrEqual(400);
  });

  it('stands a grid that emits nothing', () => {
    const history = madeHistory(60, () => 0);
    const forecast = forecastAt(history, lastHour(history), 'UTC');
    expect(forecast?.hours.every(({ kgPerMwh }) => kgPerMwh < 0.5)).toBe(true);
  });
});

describe.skipIf(RECORDED_PAGES_MISSING)('carbon forecast on recorded pages', () => {
  for (const code of Object.keys(TIMEZONES)) {
    it(`gives ${code} sane hours from 14, 90 and 270 days, and through holes`, () => {
      const history = recorded(code);
      const holed = {
        ...history,
        kgPerMwh: history.kgPerMwh.map((value, i) => (i % 11 === 0 || i % 700 < 50 ? Number.NaN : value)),
      };
      const highest = Math.max(...history.kgPerMwh.filter((value) => !Number.isNaN(value)));
      for (const given of [history, holed]) {
        for (const days of [14, 90, 270]) {
          const forecast = forecastAt(given, lastHour(history), timezoneOf(code), days, 20);
          expect(forecast?.hours).toHaveLength(HORIZON_HOURS);
          for (const { kgPerMwh, low, high } of forecast?.hours ?? []) {
            expect(low).toBeLessThanOrEqual(kgPerMwh);
            expect(high).toBeGreaterThanOrEqual(kgPerMwh);
            expect(kgPerMwh).toBeGreaterThanOrEqual(0);
            expect(kgPerMwh).toBeLessThan(1.2 * highest);
          }
        }
      }
    });
  }
});

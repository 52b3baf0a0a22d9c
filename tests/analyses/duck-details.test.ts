import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duckReasons } from '../../src/analyses/duck-reasons.ts';
import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import { type DayCurve, dayCurve, dayKindOf, typicalCurve } from '../../src/analyses/typical-curve.ts';
import { addDays, isoToHour, localHourOfDay } from '../../src/grid/hour.ts';
import type { DuckDay } from '../../src/snapshots/ducks.ts';
import { ba, plausibleFrame } from './made-frames.ts';
import { nineRecordedMonths, RECORDED_PAGES_MISSING } from './recorded-frames.ts';

const CLOCK = Array.from({ length: 24 }, (_, hour) => hour);
const flat = (date: string, mwh: number, localHours = CLOCK): DayCurve =>
  dayCurve(date, localHours, new Float64Array(localHours.length).fill(mwh));

describe('typical curve', () => {
  const date = '2026-03-30';
  const known = (of: (date: string, daysBefore: number) => DayCurve | undefined) =>
    new Map(
      Array.from({ length: 60 }, (_, i) => {
        const day = addDays(date, -1 - i);
        return [day, of(day, i + 1)] as const;
      }),
    );

  it('is of weekdays for a weekday and of weekend days for a Sunday', () => {
    const curves = known((day) => flat(day, dayKindOf(day) === 'weekday' ? 100 : 70));
    const monday = typicalCurve(flat(date, 0), (day) => curves.get(day));
    expect(monday?.dayKind).toBe('weekday');
    expect([...(monday?.mwh ?? [])]).toEqual(CLOCK.map(() => 100));
    const sunday = typicalCurve(flat('2026-03-29', 0), (day) => curves.get(day));
    expect([...(sunday?.mwh ?? [])]).toEqual(CLOCK.map(() => 70));
    expect(sunday?.dates.every((day) => dayKindOf(day) === 'weekend')).toBe(true);
  });

  it('looks back 30 days and no further, newest first', () => {
    const typical = typicalCurve(flat(date, 0), (day) => known((one) => flat(one, 1)).get(day));
    expect(typical?.dates[0]).toBe('2026-03-27');
    expect(typical?.dates.at(-1)).toBe('2026-03-02');
    expect(typical?.dates).toHaveLength(20);
  });

  it('is none of fewer than five days, and a gap where fewer know the hour', () => {
    const few = known((day, before) => (before <= 5 ? flat(day, 1) : undefined));
    expect(typicalCurve(flat(date, 0), (day) => few.get(day))).toBeNull();
    const holed = known((day) => {
      const mwh = new Float64Array(24).fill(1);
      mwh[3] = Number.NaN;
      return dayCurve(day, CLOCK, mwh);
    });
    const typical = typicalCurve(flat(date, 0), (day) => holed.get(day));
    expect(typical?.mwh[3]).toBeNaN();
    expect(typical?.mwh[4]).toBe(1);
  });

  it('follows the clock of a day of 23 or 25 hours', () => {
    const rising = known((day) => dayCurve(day, CLOCK, Float64Array.from(CLOCK)));
    const spring = CLOCK.filter((hour) => hour !== 2);
    expect([...(typicalCurve(flat(date, 0, spring), (day) => rising.get(day))?.mwh ?? [])]).toEqual(spring);
    const autumn = [0, 1, 1, ...CLOCK.slice(2)];
    expect([...(typicalCurve(flat(date, 0, autumn), (day) => rising.get(day))?.mwh ?? [])]).toEqual(autumn);
  });
});

const raw = (of: Partial<NonNullable<DuckDay['raw']>> = {}): NonNullable<DuckDay['raw']> => ({
  ramp1hMw: 9554,
  ramp3hMw: 16393,
  valleyMw: 17_900,
  troughMwh: 8890,
  troughLocalTimeHours: 12,
  solarNoonLocalTimeHours: 13,
  solarShareOfDemand: 0.26,
  ramp1hOfDemandMw: 1600,
  valleyOfDemandMw: 4100,
  ...of,
});
const parts = { ramp: 44.8, valley: 18.3, trough: 15 };

describe('why this score', () => {
  it('says what was measured and what it earned', () => {
    const usual = { scoredDays: 27, parts: { ramp: 43.3, valley: 18.7, trough: 15 } };
    expect(duckReasons({ parts, raw: raw() }, usual).map(({ sentences }) => sentences)).toEqual([
      [
        'In its steepest hour between 3 and 9 p.m., demand less utility solar rose 9.6 gigawatts; demand by itself rose 1.6 gigawatts.',
        'That earned 44.8 of 50 points, 1.5 more than the median of the 27 scored days in the 30 before.',
      ],
      [
        'With the sun taken off, midday lay 17.9 gigawatts below the highest hour of the day; demand by itself, 4.1 gigawatts.',
        'That earned 18.3 of 35 points, 0.4 fewer than the median of the 27 scored days in the 30 before.',
      ],
      [
        'The middle of the trough lay 60 minutes before solar noon, and the sun met 26% of the day’s demand.',
        'That earned 15 of 15 points, as many as the median of the 27 scored days in the 30 before.',
      ],
    ]);
  });

  it.each([
    [{ ramp1hOfDemandMw: -20 }, 'demand by itself did not rise'],
    [{ ramp1hMw: 100, ramp1hOfDemandMw: 100 }, 'the setting sun added nothing'],
    [{ valleyMw: 500, valleyOfDemandMw: 700 }, 'Midday lay no deeper'],
    [{ troughLocalTimeHours: null, solarShareOfDemand: 0.004 }, 'lowest at night'],
    [{ solarShareOfDemand: 0.004 }, 'met less than 1% of the day’s demand, too little for full points'],
    [{ troughLocalTimeHours: 15.2 }, '2.2 hours after solar noon'],
    [{ troughLocalTimeHours: 13 }, 'lay at solar noon'],
    [{ troughLocalTimeHours: 13 + 1 / 60 }, '1 minute after solar noon'],
  ])('reads naturally for %j', (of, words) => {
    const all = duckReasons({ parts, raw: raw(of) }, null).flatMap(({ sentences }) => sentences);
    expect(all.join(' ')).toContain(words);
  });

  it('says nothing of a day without a score', () => {
    expect(duckReasons({ parts: null, raw: null }, null)).toEqual([]);
  });

  it('never says that the sun added to a ramp or valley that it did not deepen', () => {
    const mw = fc.integer({ min: -5000, max: 30_000 });
    fc.assert(
      fc.property(mw, mw, mw, mw, (ramp1hMw, ramp1hOfDemandMw, valleyMw, valleyOfDemandMw) => {
        const [ramp, valley] = duckReasons(
          { parts, raw: raw({ ramp1hMw, ramp1hOfDemandMw, valleyMw, valleyOfDemandMw }) },
          null,
        );
        expect(/added nothing/.test(ramp?.sentences[0] as string)).toBe(ramp1hMw <= ramp1hOfDemandMw);
        expect(/no deeper/.test(valley?.sentences[0] as string)).toBe(valleyMw <= valleyOfDemandMw);
      }),
    );
  });
});

describe('duck details', () => {
  const now = new Date('2026-06-01T00:00:00Z');
  const frame = plausibleFrame('CISO', '2026-02-01', 45);
  const { duckDetails, pulses } = balancingAuthorityReport(frame, ba('CISO'), now);
  const hoursOf = (date: string) => pulses.find((pulse) => pulse.date === date)?.hours;

  it('marks hours whose values are those of the curve', () => {
    for (const { day, marks } of duckDetails.filter((detail) => detail.day.raw !== null)) {
      const hours = hoursOf(day.date);
      const at = (instant: string) => hours?.demandLessSolarMwh[hours.hourEnding.indexOf(instant)];
      for (const rise of [marks.ramp1h, marks.ramp3h]) {
        if (!rise) throw new Error(`no ramp on ${day.date}`);
        expect(at(rise.fromHourEnding)).toBe(rise.fromMwh);
        expect(at(rise.toHourEnding)).toBe(rise.toMwh);
        expect(rise.toMwh - rise.fromMwh).toBe(rise.riseMw);
      }
      const apart = (name: 'ramp1h' | 'ramp3h') =>
        isoToHour(marks[name]?.toHourEnding ?? '') - isoToHour(marks[name]?.fromHourEnding ?? '');
      expect([apart('ramp1h'), apart('ramp3h')]).toEqual([1, 3]);
      expect(marks.ramp1h?.riseMw).toBe(day.raw?.ramp1hMw);
      expect(marks.ramp3h?.riseMw).toBe(day.raw?.ramp3hMw);
      const start = localHourOfDay(isoToHour(marks.trough?.hourEnding ?? ''), ba('CISO').timezone);
      expect(start).toBeGreaterThanOrEqual(7);
      expect(start).toBeLessThanOrEqual(17);
    }
  });

  it('does not rewrite a day when later days arrive', () => {
    const shorter = balancingAuthorityReport(frame, ba('CISO'), new Date('2026-03-05T20:00:00Z'));
    const before = shorter.duckDetails.find(({ day }) => day.date === '2026-03-03');
    expect(before).toBeDefined();
    expect(duckDetails.find(({ day }) => day.date === '2026-03-03')).toEqual(before);
  });

  it('keeps the page of a day that has lost its score, and says why there is none', () => {
    const holed = plausibleFrame('CISO', '2026-02-01', 20);
    (holed.series.get('demand') as Float64Array).fill(Number.NaN, 10 * 24 + 9, 10 * 24 + 14);
    const report = balancingAuthorityReport(holed, ba('CISO'), now);
    const day = report.duckDetails.find((detail) => detail.day.date === '2026-02-11');
    expect(day).toMatchObject({
      day: { status: 'incomplete', score: null },
      reasons: [],
      marks: { ramp1h: null },
    });
  });

  it('has no page where no utility solar is reported', () => {
    const dark = plausibleFrame('CISO', '2026-02-01', 10);
    dark.series.delete('generation:SUN');
    expect(balancingAuthorityReport(dark, ba('CISO'), now).duckDetails).toEqual([]);
  });
});

describe.skipIf(RECORDED_PAGES_MISSING)(`recorded duck days ${RECORDED_PAGES_MISSING || ''}`, () => {
  it.each(['CISO', 'PJM'])('%s: every scored day has three reasons of at most two sentences', (code) => {
    const frame = nineRecordedMonths().get(code);
    if (!frame) throw new Error(`no ${code} in the recorded pages`);
    const { duckDetails } = balancingAuthorityReport(frame, ba(code), new Date('2026-04-01T12:00:00Z'));
    const scored = duckDetails.filter(({ day }) => day.score !== null);
    expect(scored.length).toBeGreaterThan(230);
    for (const { day, reasons } of scored) {
      expect(reasons.map(({ part }) => part)).toEqual(['ramp', 'valley', 'trough']);
      const sum = reasons.reduce((total, { points }) => total + points, 0);
      expect(sum).toBeCloseTo(day.score as number, 9);
      for (const sentence of reasons.flatMap(({ sentences }) => sentences)) {
        expect(sentence).not.toMatch(/NaN|undefined|-\d|Infinity/);
        expect(sentence).toMatch(/^[A-Z].*\.$/);
      }
    }
  });
});

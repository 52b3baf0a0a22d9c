import { describe, expect, it } from 'vitest';
import { duckHistory } from '../../src/analyses/duck-history.ts';
import { duckLeague } from '../../src/analyses/duck-league.ts';
import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import { addDays } from '../../src/grid/hour.ts';
import type { DuckDay } from '../../src/snapshots/ducks.ts';
import { ba, plausibleFrame } from './made-frames.ts';
import { nineRecordedMonths, RECORDED_PAGES_MISSING } from './recorded-frames.ts';

function dayOf(date: string, score: number, figures: Partial<{ ramp: number; wind: boolean }> = {}): DuckDay {
  const { ramp = 100, wind = true } = figures;
  return {
    date,
    status: 'scored',
    reason: null,
    score,
    parts: { ramp: score, valley: 0, trough: 0 },
    raw: {
      ramp1hMw: ramp,
      ramp3hMw: 2 * ramp,
      valleyMw: 3 * ramp,
      troughMwh: 500,
      troughLocalTimeHours: 12,
      solarNoonLocalTimeHours: 12,
      solarShareOfDemand: 0.1,
      ramp1hOfDemandMw: 10,
      valleyOfDemandMw: 10,
    },
    lessWind: wind ? { ramp1hMw: ramp / 2, ramp3hMw: ramp, valleyMw: ramp, troughMwh: 300 } : null,
  };
}

const daysFrom = (first: string, scores: number[]) =>
  scores.map((score, i) => dayOf(addDays(first, i), score, { ramp: 100 + score }));

describe('duck history', () => {
  it('ranks the best 8 of the last 60 days, the newer of equals first', () => {
    const scores = Array.from({ length: 90 }, (_, i) => (i < 30 ? 99 : i % 10));
    const { gallery } = duckHistory(daysFrom('2026-01-01', scores));
    expect(gallery.map(({ score }) => score)).toEqual([9, 9, 9, 9, 9, 9, 8, 8]);
    expect(gallery[0]?.date).toBe(addDays('2026-01-01', 89));
    expect(gallery.every(({ date }) => date > addDays('2026-01-01', 29))).toBe(true);
  });

  it('keeps days without a sun out of gallery and records, but in the season', () => {
    const history = duckHistory(daysFrom('2026-01-30', [0, 0, 0, 12]));
    expect(history.gallery).toEqual([{ date: '2026-02-02', score: 12 }]);
    expect(history.records.bestDays).toEqual([{ date: '2026-02-02', score: 12 }]);
    expect(history.season.map(({ month, scoredDays, median }) => [month, scoredDays, median])).toEqual([
      ['2026-01', 2, 0],
      ['2026-02', 2, 6],
    ]);
  });

  it('lets no provisional or incomplete day set a record', () => {
    const provisional: DuckDay = { ...dayOf('2026-01-03', 90, { ramp: 900 }), status: 'provisional' };
    const { held, records } = duckHistory([
      dayOf('2026-01-01', 10, { ramp: 50 }),
      dayOf('2026-01-02', 20, { ramp: 40, wind: false }),
      provisional,
    ]);
    expect(held).toEqual({ firstDate: '2026-01-01', lastDate: '2026-01-02', scoredDays: 2 });
    expect(records.bestDays[0]).toEqual({ date: '2026-01-02', score: 20 });
    expect(records.extremes).toContainEqual({
      figure: 'ramp-1h',
      netLoad: 'demand less utility solar',
      date: '2026-01-01',
      valueMw: 50,
    });
    expect(records.extremes).toContainEqual({
      figure: 'ramp-1h',
      netLoad: 'demand less wind and utility solar',
      date: '2026-01-01',
      valueMw: 25,
    });
  });

  it('names the definition of every record', () => {
    const { extremes } = duckHistory(daysFrom('2026-01-01', [10, 20])).records;
    expect(extremes.map(({ figure, netLoad }) => `${figure} of ${netLoad}`)).toHaveLength(6);
    expect(new Set(extremes.map(({ netLoad }) => netLoad)).size).toBe(2);
  });

  it('has nothing to say of no days', () => {
    expect(duckHistory([])).toEqual({
      held: null,
      gallery: [],
      season: [],
      records: { bestDays: [], extremes: [] },
    });
  });
});

describe('league table', () => {
  const now = new Date('2026-03-20T00:00:00Z');
  const sunny = balancingAuthorityReport(plausibleFrame('CISO', '2026-03-01', 15), ba('CISO'), now);
  const darkFrame = plausibleFrame('PJM', '2026-03-01', 15);
  darkFrame.series.delete('generation:SUN');
  const dark = balancingAuthorityReport(darkFrame, ba('PJM'), now);
  const { rows, leftOut } = duckLeague(
    new Map([
      ['CISO', sunny],
      ['PJM', dark],
    ]),
  );
  const why = (code: string) => leftOut.find((one) => one.code === code)?.why;

  it('ranks who has a scored day and says why the others are left out', () => {
    expect(rows.map(({ code }) => code)).toEqual(['CISO']);
    expect(rows[0]).toMatchObject({ latest: { date: '2026-03-15' }, last30Days: { scoredDays: 15 } });
    expect(why('PJM')).toBe('Reports no utility solar.');
    expect(why('ERCO')).toBe('No hour of it is held.');
    expect(why('AVRN')).toContain('reports no demand');
  });

  it('names every active balancing authority once', () => {
    const codes = [...rows, ...leftOut].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(55);
  });
});

describe.skipIf(RECORDED_PAGES_MISSING)(`recorded ducks ${RECORDED_PAGES_MISSING || ''}`, () => {
  it('finds the same records by looking at every day', () => {
    const frame = nineRecordedMonths().get('ERCO');
    if (!frame) throw new Error('no ERCO in the recorded pages');
    const { ducks, duckHistory: history } = balancingAuthorityReport(
      frame,
      ba('ERCO'),
      new Date('2026-04-01T12:00:00Z'),
    );
    const scored = ducks.filter(({ status }) => status === 'scored');
    expect(history.held?.scoredDays).toBe(scored.length);
    expect(history.season.reduce((sum, { scoredDays }) => sum + scoredDays, 0)).toBe(scored.length);
    expect(history.records.bestDays[0]?.score).toBe(Math.max(...scored.map(({ score }) => score as number)));
    const steepest = history.records.extremes.find(
      ({ figure, netLoad }) => figure === 'ramp-3h' && netLoad === 'demand less wind and utility solar',
    );
    expect(steepest?.valueMw).toBe(Math.max(...scored.map(({ lessWind }) => lessWind?.ramp3hMw ?? 0)));
  });
});

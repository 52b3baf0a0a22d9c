import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { disguisedStorageHours } from '../../../src/analyses/disguised-storage.ts';
import type { Area, FactorsByScope } from '../../../src/analyses/flow-tracing/area.ts';
import { consumptionIntensity } from '../../../src/analyses/flow-tracing/consumption-intensity.ts';
import { SITE_FACTORS } from '../../../src/analyses/flow-tracing/site-factors.ts';
import { screen } from '../../../src/analyses/screening.ts';
import { presentSources } from '../../../src/analyses/source-presence.ts';
import { findBalancingAuthority, findRespondent } from '../../../src/grid/balancing-authority.ts';
import { emptyFrame, ensureSeries, type HourlyFrame } from '../../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../../src/grid/observation.ts';
import { recordedData, recordedDataMissing } from '../../recorded-data.ts';
import { GOLDEN_FACTORS, goldenRows } from './golden-hours.ts';

const areaOf = (frame: HourlyFrame): Area => ({
  code: frame.respondent,
  frame,
  present: presentSources(frame),
  otherIsStorage: disguisedStorageHours(frame),
});

const FLAT: FactorsByScope = {
  direct: { ofSource: (_, source) => (source === 'COL' ? 1000 : 0), ofForeign: () => 500 },
  lifecycle: { ofSource: () => 10, ofForeign: () => 10 },
};

/** Two areas over some hours: coal in AECI, wind in SPA, which exports all that it does not use. */
function twoAreas(hourCount: number, exportMwh: (hour: number) => number): HourlyFrame[] {
  const coal = emptyFrame('AECI', 0, hourCount);
  const wind = emptyFrame('SPA', 0, hourCount);
  const fill = (frame: HourlyFrame, kind: SeriesKind, valueAt: (hour: number) => number) =>
    ensureSeries(frame, kind).forEach((_, hour, values) => {
      values[hour] = valueAt(hour);
    });
  fill(coal, 'generation:COL', () => 600);
  fill(coal, 'net-generation', () => 600);
  fill(coal, 'demand', (hour) => 600 + exportMwh(hour));
  fill(coal, 'total-interchange', (hour) => -exportMwh(hour));
  fill(coal, 'interchange:SPA', (hour) => -exportMwh(hour));
  fill(wind, 'generation:WND', () => 1000);
  fill(wind, 'net-generation', () => 1000);
  fill(wind, 'demand', (hour) => 1000 - exportMwh(hour));
  fill(wind, 'total-interchange', exportMwh);
  fill(wind, 'interchange:AECI', exportMwh);
  return [coal, wind];
}

describe('consumption-based intensity', () => {
  it('mixes what is generated with what is imported', () => {
    const frames = twoAreas(48, () => 400);
    const traced = consumptionIntensity(frames.map(areaOf), { firstHour: 0, hourCount: 48 }, FLAT);
    expect(traced.get('AECI')?.kgPerMwh.direct[40]).toBeCloseTo(600, 9);
    expect(traced.get('SPA')?.kgPerMwh.direct[40]).toBe(0);
    expect(traced.get('AECI')?.kgPerMwh.lifecycle[40]).toBeCloseTo(10, 9);
    expect(traced.get('AECI')?.status[40]).toBe('final');
  });

  it('takes the exchange of the days before where none has come, and says that it is provisional', () => {
    const frames = twoAreas(24 * 9, () => 400);
    for (const frame of frames)
      for (const [kind, values] of frame.series)
        if (kind.startsWith('interchange')) values.fill(Number.NaN, 24 * 8);
    const traced = consumptionIntensity(frames.map(areaOf), { firstHour: 0, hourCount: 24 * 9 }, FLAT);
    const aeci = traced.get('AECI');
    expect(aeci?.status.slice(24 * 7, 24 * 8).every((status) => status === 'final')).toBe(true);
    expect(aeci?.status.slice(24 * 8).every((status) => status === 'provisional')).toBe(true);
    expect(aeci?.kgPerMwh.direct.at(-1)).toBeCloseTo(600, 6);
  });

  it('knows nothing of an area whose mix is missing', () => {
    const frames = twoAreas(72, () => 400);
    frames[1]?.series.get('generation:WND')?.fill(Number.NaN, 60);
    const traced = consumptionIntensity(frames.map(areaOf), { firstHour: 0, hourCount: 72 }, FLAT);
    expect(traced.get('SPA')?.status[65]).toBe('unknown');
    expect(traced.get('SPA')?.kgPerMwh.direct[65]).toBeNaN();
  });

  it('lets a battery give back at night what it was charged with by day', () => {
    const hourCount = 96;
    const frame = emptyFrame('AECI', 0, hourCount);
    const isDay = (hour: number) => hour % 24 < 12;
    const set = (kind: SeriesKind, at: (hour: number) => number) =>
      ensureSeries(frame, kind).forEach((_, hour, values) => {
        values[hour] = at(hour);
      });
    set('generation:WND', (hour) => (isDay(hour) ? 1000 : 0));
    set('generation:COL', (hour) => (isDay(hour) ? 0 : 500));
    set('generation:BAT', (hour) => (isDay(hour) ? -300 : 300));
    set('net-generation', (hour) => (isDay(hour) ? 700 : 800));
    set('demand', (hour) => (isDay(hour) ? 700 : 800));
    const traced = consumptionIntensity([areaOf(frame)], { firstHour: 0, hourCount }, FLAT).get('AECI');
    expect(traced?.kgPerMwh.direct[80]).toBe(0);
    // Wind's megawatt-hours, worth 0: 500 of coal in 800.
    expect(traced?.kgPerMwh.direct[90]).toBeCloseTo((500 * 1000) / 800, 6);
  });
});

/** One day of every balancing authority, straight from the recorded rows. */
function recordedDay(): HourlyFrame[] {
  const rowsOf = (name: string) => {
    const lines = gunzipSync(readFileSync(recordedData(`all-bas-2022-07-10/${name}.csv.gz`)))
      .toString()
      .trim()
      .split(/\r?\n/);
    const names = (lines[0] ?? '').split(',');
    return lines.slice(1).map((line) => {
      const cells =
        line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '').replaceAll('"', '')) ?? [];
      return Object.fromEntries(names.map((key, i) => [key, cells[i] ?? '']));
    });
  };
  const hourOf = (period: string) => Date.parse(`${period}:00:00Z`) / 3_600_000;
  const rows = {
    region: rowsOf('region-data'),
    fuel: rowsOf('fuel-type-data'),
    ties: rowsOf('interchange-data'),
  };
  const hours = rows.region.map((row) => hourOf(row['period'] as string));
  const firstHour = Math.min(...hours);
  const hourCount = Math.max(...hours) - firstHour + 1;
  const frames = new Map<string, HourlyFrame>();
  const put = (code: string, kind: SeriesKind, period: string, value: string) => {
    if (!findBalancingAuthority(code) || value === '') return;
    const frame = frames.get(code) ?? emptyFrame(code, firstHour, hourCount);
    frames.set(code, frame);
    ensureSeries(frame, kind)[hourOf(period) - firstHour] = Number(value);
  };
  const KINDS: Record<string, SeriesKind> = { D: 'demand', NG: 'net-generation', TI: 'total-interchange' };
  for (const row of rows.region) {
    const kind = KINDS[row['type'] as string];
    if (kind) put(row['respondent'] as string, kind, row['period'] as string, row['value'] as string);
  }
  for (const row of rows.fuel)
    put(
      row['respondent'] as string,
      `generation:${row['fueltype']}` as SeriesKind,
      row['period'] as string,
      row['value'] as string,
    );
  for (const row of rows.ties)
    put(
      row['fromba'] as string,
      `interchange:${row['toba']}`,
      row['period'] as string,
      row['value'] as string,
    );
  return [...frames.values()];
}

describe.skipIf(recordedDataMissing)(`a recorded day of every grid ${recordedDataMissing || ''}`, () => {
  it('gives nearly every balancing authority an intensity between those of wind and coal', () => {
    const frames = recordedDay();
    const first = frames[0] as HourlyFrame;
    const areas = frames.map((frame) => {
      const respondent = findRespondent(frame.respondent);
      if (!respondent) throw new Error(`no ${frame.respondent}`);
      return areaOf(screen(frame, respondent).trusted);
    });
    const traced = consumptionIntensity(areas, first, SITE_FACTORS);
    const noon = [...traced.values()].map(({ kgPerMwh }) => kgPerMwh.direct[12] as number);
    const known = noon.filter((value) => !Number.isNaN(value));
    expect(known.length).toBeGreaterThan(0.8 * noon.length);
    expect(Math.min(...known)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...known)).toBeLessThanOrEqual(1250);
    const of = (code: string) => traced.get(code)?.kgPerMwh.direct[12] as number;
    expect(of('BPAT')).toBeLessThan(of('CISO'));
    expect(of('CISO')).toBeLessThan(of('PACE'));
  });
});

/** From the raw numbers of the golden files by our own weights to their intensities. */
describe.skipIf(recordedDataMissing)(`golden days, from raw numbers ${recordedDataMissing || ''}`, () => {
  const SOURCE: Record<string, keyof typeof GOLDEN_FACTORS> = { NG: 'GAS' };
  const factor = (source: string) =>
    GOLDEN_FACTORS[SOURCE[source] ?? (source as keyof typeof GOLDEN_FACTORS)] ?? 0;
  const FOREIGN: Record<string, number> = { BCHA: 4, HQT: 4, MHEB: 4 };
  const golden = {
    ofSource: (_: string, source: string) => factor(source),
    ofForeign: (code: string) => FOREIGN[code] ?? 439,
  };

  it('agrees with their intensities within a few percent in most areas', () => {
    const raw = goldenRows('E_raw');
    const frames = new Map<string, HourlyFrame>();
    raw.forEach((row, hour) => {
      for (const [name, value] of row) {
        const match = /^E_([A-Z]+)(?:-([A-Z]+))?_([A-Z]+)$/.exec(name);
        if (!match || Number.isNaN(value)) continue;
        const [, code, other, field] = match as unknown as [string, string, string | undefined, string];
        if (!findBalancingAuthority(code)) continue;
        const kind = (
          other
            ? `interchange:${other}`
            : field === 'D'
              ? 'demand'
              : field === 'NG'
                ? 'net-generation'
                : field === 'TI'
                  ? 'total-interchange'
                  : `generation:${field === 'GAS' ? 'NG' : field}`
        ) as SeriesKind;
        const frame = frames.get(code) ?? emptyFrame(code, 0, raw.length);
        frames.set(code, frame);
        ensureSeries(frame, kind)[hour] = value;
      }
    });
    const areas = [...frames.values()].map((frame) => {
      const respondent = findRespondent(frame.respondent);
      if (!respondent) throw new Error(`no ${frame.respondent}`);
      return areaOf(screen(frame, respondent).trusted);
    });
    const traced = consumptionIntensity(
      areas,
      { firstHour: 0, hourCount: raw.length },
      { direct: golden, lifecycle: golden },
    );
    const errors: number[] = [];
    goldenRows('CO2i').forEach((row, hour) => {
      for (const [name, theirs] of row) {
        const code = /^CO2i_([A-Z]+)_D$/.exec(name)?.[1];
        const ours = code ? traced.get(code)?.kgPerMwh.direct[hour] : undefined;
        if (ours === undefined || Number.isNaN(ours) || Number.isNaN(theirs)) continue;
        errors.push(Math.abs(ours - theirs));
      }
    });
    errors.sort((a, b) => a - b);
    const at = (fraction: number) => errors[Math.floor(fraction * (errors.length - 1))] as number;
    expect(errors.length).toBeGreaterThan(900);
    expect(at(0.5)).toBeLessThan(3);
    expect(at(0.9)).toBeLessThan(30);
  });
});

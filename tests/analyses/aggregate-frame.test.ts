import { describe, expect, it } from 'vitest';
import { aggregateFrame, type Member } from '../../src/analyses/aggregate-frame.ts';
import { emptyFrame, ensureSeries, type HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';

const HOURS = 48;

function member(
  code: string,
  series: Partial<Record<SeriesKind, (hour: number) => number>>,
  more = {},
): Member {
  const frame = emptyFrame(code, 100, HOURS);
  for (const [kind, at] of Object.entries(series)) {
    ensureSeries(frame, kind as SeriesKind).forEach((_, hour, values) => {
      values[hour] = (at as (hour: number) => number)(hour);
    });
  }
  return {
    respondent: { code, active: true, generationOnly: false, activatedOn: null, ...more },
    frame: Object.keys(series).length > 0 ? frame : null,
  };
}

const valuesOf = (frame: HourlyFrame | null, kind: SeriesKind) => frame?.series.get(kind);

describe('a region as the sum of its balancing authorities', () => {
  const big = {
    demand: (hour: number) => 1000 + hour,
    'generation:NG': () => 900,
    'total-interchange': () => -100,
  };
  const small = { demand: () => 10, 'generation:SUN': () => 4, 'total-interchange': () => 100 };

  it('adds up demand and sources, and ties within it cancel', () => {
    const sum = aggregateFrame('CAL', [member('CISO', big), member('TIDC', small)]);
    expect(valuesOf(sum, 'demand')?.[5]).toBe(1015);
    expect(valuesOf(sum, 'generation:NG')?.[5]).toBe(900);
    expect(valuesOf(sum, 'generation:SUN')?.[5]).toBe(4);
    expect(valuesOf(sum, 'total-interchange')?.[5]).toBe(0);
  });

  it('has a gap where a member that matters has one', () => {
    const gap = { ...big, demand: (hour: number) => (hour === 20 ? Number.NaN : 1000) };
    const sum = aggregateFrame('CAL', [member('CISO', gap), member('TIDC', small)]);
    expect(valuesOf(sum, 'demand')?.[19]).toBe(1010);
    expect(valuesOf(sum, 'demand')?.[20]).toBeNaN();
  });

  it('has no source where the mix of a member is unknown', () => {
    const hole = { ...big, 'generation:NG': (hour: number) => (hour === 20 ? Number.NaN : 900) };
    const sum = aggregateFrame('CAL', [member('CISO', hole), member('TIDC', small)]);
    expect(valuesOf(sum, 'generation:SUN')?.[20]).toBeNaN();
    expect(valuesOf(sum, 'generation:SUN')?.[21]).toBe(4);
  });

  it('has no demand where an active member that serves reports none', () => {
    const sum = aggregateFrame('CAL', [member('CISO', big), member('TIDC', {})]);
    expect(sum).toBeNull();
    const generator = { 'generation:WND': () => 50 };
    const withGenerator = aggregateFrame('CAL', [
      member('CISO', big),
      member('AVRN', generator, { generationOnly: true }),
    ]);
    expect(valuesOf(withGenerator, 'demand')?.[5]).toBe(1005);
    expect(valuesOf(withGenerator, 'generation:WND')?.[5]).toBe(50);
  });

  it('goes on without a retired member after its end, and before the first hour of a new one', () => {
    const retired = { demand: (hour: number) => (hour < 10 ? 7 : Number.NaN) };
    const started = { demand: (hour: number) => (hour < 30 ? Number.NaN : 5) };
    const sum = aggregateFrame('NW', [
      member('PACE', { demand: () => 100 }),
      member('WACM', retired, { active: false }),
      member('BHBA', started, { activatedOn: '2026-04-01' }),
    ]);
    expect([5, 20, 40].map((hour) => valuesOf(sum, 'demand')?.[hour])).toEqual([107, 100, 105]);
  });
});

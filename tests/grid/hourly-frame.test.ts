import { describe, expect, it } from 'vitest';
import { emptyFrame, ensureSeries, trimFrame, withoutFuture } from '../../src/grid/hourly-frame.ts';

function frame() {
  const made = emptyFrame('AVRN', 1_000, 6);
  ensureSeries(made, 'demand');
  ensureSeries(made, 'net-generation').set([5, 6, 7], 1);
  ensureSeries(made, 'day-ahead-demand-forecast').set([1, 1, 1, 1, 1], 1);
  return made;
}

describe('a trimmed frame', () => {
  it('runs from its first to its last value, and lacks the series that have none', () => {
    const trimmed = trimFrame(frame());
    expect(trimmed).toMatchObject({ firstHour: 1_001, hourCount: 5 });
    expect([...(trimmed?.series.keys() ?? [])]).toEqual(['net-generation', 'day-ahead-demand-forecast']);
  });

  it('is null where no series has a value', () => {
    const made = emptyFrame('AVRN', 1_000, 6);
    ensureSeries(made, 'demand');
    expect(trimFrame(made)).toBeNull();
  });
});

describe('a frame without its future', () => {
  it('keeps forecasts, and no measured value of an hour to come', () => {
    const whole = frame();
    const { series } = withoutFuture(whole, 1_002);
    expect([...(series.get('net-generation') ?? [])]).toEqual([
      Number.NaN,
      5,
      6,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(series.get('day-ahead-demand-forecast')?.[5]).toBe(1);
    expect(whole.series.get('net-generation')?.[3]).toBe(7);
  });
});

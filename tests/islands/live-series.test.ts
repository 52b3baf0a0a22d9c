import { describe, expect, it } from 'vitest';
import { liveCarbonForecast, liveDayMix, liveDuckDay } from '../../src/islands/live-series.ts';
import type { DayHours } from '../../src/snapshots/pulse.ts';

const hours: DayHours = {
  hourEnding: ['2026-03-08T08:00:00Z', '2026-03-08T09:00:00Z', '2026-03-08T10:00:00Z'],
  localHour: [0, 1, 12],
  demandMwh: [10, null, 12],
  dayAheadDemandForecastMwh: [null, null, null],
  netGenerationMwh: [9, 9, 9],
  totalInterchangeMwh: [-1, -1, -1],
  generationMwh: { SUN: [0, 1, 5], BAT: [-2, 0, 3], NUC: [4, 4, 4] },
  netLoadMwh: [10, null, 7],
  demandLessSolarMwh: [10, null, 7],
  carbonIntensityDirectKgPerMwh: [1, 1, 1],
  carbonIntensityLifecycleKgPerMwh: [1, 1, 1],
};

describe('the interactive chart of a day', () => {
  const live = liveDayMix({ hours });

  it('names hours by their start and draws what is known, gaps as gaps', () => {
    expect(live.hours).toEqual(['midnight', '1 a.m.', 'noon']);
    expect(live.series.map(({ key }) => key)).toEqual(['demand', 'nuc', 'sun', 'bat']);
    expect(live.series[0]?.values).toEqual([10, null, 12]);
  });

  it('stacks from the bottom in the order of the drawing, storage below zero where it charges', () => {
    const bands = live.series.filter(({ drawn }) => drawn === 'band');
    expect(bands.map(({ name }) => name)).toEqual(['Nuclear', 'Solar', 'Batteries']);
    expect(bands.at(-1)?.values).toEqual([-2, 0, 3]);
  });
});

describe('the interactive chart of a duck', () => {
  it('leaves the typical day out where there is none', () => {
    expect(liveDuckDay({ typical: null }, { hours }).series.map(({ key }) => key)).toEqual([
      'less-solar',
      'demand',
    ]);
  });
});

describe('the interactive chart of the forecast', () => {
  it('names hours by their start in the zone of the grid', () => {
    const forecast = {
      coverage: 0.8,
      hourEnding: ['2026-06-15T21:00:00Z'],
      kgPerMwh: [200],
      low: [150],
      high: [260],
    };
    const { hours: named, unit } = liveCarbonForecast({ forecast }, 'America/Los_Angeles');
    expect(named.map((text) => text.replace(/[,\s]+/g, ' '))).toEqual(['Mon 1 PM']);
    expect(unit).toBe('g/kWh');
  });
});

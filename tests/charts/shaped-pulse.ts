/** A pulse made of bare hours: enough of one to draw, with its extremes picked as the analysis would. */

import { findBalancingAuthority } from '../../src/grid/balancing-authority.ts';
import { hourToIso, localDay, localHourOfDay } from '../../src/grid/hour.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';

type Column = (number | null)[];

export interface BareDay {
  code: string;
  date: string;
  timezone: string;
  hourEnding: string[];
  localHour: number[];
  demandMwh: Column;
  dayAheadDemandForecastMwh?: Column;
  totalInterchangeMwh?: Column;
  generationMwh: Record<string, Column>;
  carbonIntensityDirectKgPerMwh?: Column;
  flags?: PulseSnapshot['flags'];
}

function extremeOf(day: BareDay, sign: 1 | -1): PulseSnapshot['peak'] {
  let best: number | null = null;
  day.demandMwh.forEach((mwh, i) => {
    if (mwh === null) return;
    if (best === null || sign * (mwh - (day.demandMwh[best] as number)) > 0) best = i;
  });
  if (best === null) return null;
  return { hourEnding: day.hourEnding[best] as string, demandMwh: day.demandMwh[best] as number };
}

export function shapedPulse(day: BareDay): PulseSnapshot {
  const gaps = (): Column => day.hourEnding.map(() => null);
  const less = (codes: string[]): Column =>
    day.demandMwh.map((mwh, i) =>
      mwh === null
        ? null
        : codes.reduce((left, code) => left - Math.max(0, day.generationMwh[code]?.[i] ?? 0), mwh),
    );
  const completeness = { hoursInDay: day.hourEnding.length, missingHours: 0, flaggedHours: 0 };
  return {
    schemaVersion: 1,
    provenance: 'eia',
    inputHash: '0'.repeat(16),
    sources: [],
    units: {},
    balancingAuthority: {
      code: day.code,
      name: findBalancingAuthority(day.code)?.name ?? day.code,
      timezone: day.timezone,
    },
    dataAsOf: {
      demand: null,
      dayAheadDemandForecast: null,
      netGeneration: null,
      totalInterchange: null,
      generation: null,
      interchange: null,
    },
    date: day.date,
    status: 'final',
    statusReason: null,
    headline: 'A headline',
    bullets: ['One', 'Two', 'Three'],
    receipt: [],
    updates: [],
    completeness: { demand: completeness, generation: completeness },
    peak: extremeOf(day, 1),
    trough: extremeOf(day, -1),
    eveningRamp: null,
    forecastDeviation: null,
    cleanestHour: null,
    carbonIntensity: null,
    generationShares: [],
    totals: { demandMwh: null, netGenerationMwh: null, totalInterchangeMwh: null },
    duck: { score: null, status: 'no-solar' },
    hours: {
      hourEnding: day.hourEnding,
      localHour: day.localHour,
      demandMwh: day.demandMwh,
      dayAheadDemandForecastMwh: day.dayAheadDemandForecastMwh ?? gaps(),
      netGenerationMwh: gaps(),
      totalInterchangeMwh: day.totalInterchangeMwh ?? gaps(),
      generationMwh: day.generationMwh,
      netLoadMwh: less(['SUN', 'SNB', 'WND', 'WNB']),
      demandLessSolarMwh: less(['SUN', 'SNB']),
      carbonIntensityDirectKgPerMwh: day.carbonIntensityDirectKgPerMwh ?? gaps(),
      carbonIntensityLifecycleKgPerMwh: gaps(),
    },
    flags: day.flags ?? [],
  };
}

/** A calendar day of a balancing authority, each column a function of the local hour. */
export function inventedDay(
  code: string,
  date: string,
  columns: (hour: number) => {
    demand?: number | null;
    forecast?: number | null;
    interchange?: number | null;
    carbon?: number | null;
    generation?: Record<string, number | null>;
  },
): PulseSnapshot {
  const timezone = findBalancingAuthority(code)?.timezone as string;
  const { firstHour, hourCount } = localDay(date, timezone);
  const hours = Array.from({ length: hourCount }, (_, i) => firstHour + i);
  const localHour = hours.map((hour) => localHourOfDay(hour, timezone));
  const cells = localHour.map(columns);
  const sources = [...new Set(cells.flatMap((cell) => Object.keys(cell.generation ?? {})))];
  return shapedPulse({
    code,
    date,
    timezone,
    hourEnding: hours.map(hourToIso),
    localHour,
    demandMwh: cells.map((cell) => cell.demand ?? null),
    dayAheadDemandForecastMwh: cells.map((cell) => cell.forecast ?? null),
    totalInterchangeMwh: cells.map((cell) => cell.interchange ?? null),
    carbonIntensityDirectKgPerMwh: cells.map((cell) => cell.carbon ?? null),
    generationMwh: Object.fromEntries(
      sources.map((source) => [source, cells.map((cell) => cell.generation?.[source] ?? null)]),
    ),
  });
}

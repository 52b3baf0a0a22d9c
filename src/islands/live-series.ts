/** What an interactive chart draws, from the published files: the same figures as the drawing that it replaces. */
import { formatClock } from '../formats/units.ts';
import { ENERGY_SOURCES } from '../grid/energy-source.ts';
import type { CleanWindowsSnapshot } from '../snapshots/clean-windows.ts';
import type { DuckDaySnapshot } from '../snapshots/duck-day.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';

export interface LiveSeries {
  key: string;
  name: string;
  /** A custom property that holds its colour. */
  colour: string;
  drawn: 'band' | 'line' | 'dashed' | 'range';
  values: readonly (number | null)[];
}

export interface LiveChart {
  unit: 'MW' | 'g/kWh';
  /** The start of each hour on the grid's clock. */
  hours: readonly string[];
  /** From the bottom of the stack up, lines first. */
  series: readonly LiveSeries[];
}

const isKnown = ({ values }: LiveSeries): boolean => values.some((value) => value !== null);

/** Generation by source, stacked, what charges below zero; demand and its day-ahead forecast as lines. */
export function liveDayMix({ hours }: Pick<PulseSnapshot, 'hours'>): LiveChart {
  const bands = Object.entries(ENERGY_SOURCES).map(
    ([code, { name, group }]): LiveSeries => ({
      key: code.toLowerCase(),
      name,
      colour: `--source-${group}`,
      drawn: 'band',
      values: hours.generationMwh[code] ?? [],
    }),
  );
  const lines: LiveSeries[] = [
    { key: 'demand', name: 'Demand', colour: '--ink', drawn: 'line', values: hours.demandMwh },
    {
      key: 'forecast',
      name: 'Day-ahead forecast',
      colour: '--mute',
      drawn: 'dashed',
      values: hours.dayAheadDemandForecastMwh,
    },
  ];
  return {
    unit: 'MW',
    hours: hours.localHour.map(formatClock),
    series: [...lines, ...bands].filter(isKnown),
  };
}

/** Demand less utility solar beside the usual curve; demand itself, for the sun's part to be seen. */
export function liveDuckDay(
  { typical }: Pick<DuckDaySnapshot, 'typical'>,
  { hours }: Pick<PulseSnapshot, 'hours'>,
): LiveChart {
  const series: LiveSeries[] = [
    {
      key: 'less-solar',
      name: 'Demand less utility solar',
      colour: '--ink',
      drawn: 'line',
      values: hours.demandLessSolarMwh,
    },
    { key: 'demand', name: 'Demand', colour: '--source-solar', drawn: 'line', values: hours.demandMwh },
    {
      key: 'typical',
      name: typical ? `Typical ${typical.dayKind} day, less solar` : 'Typical day',
      colour: '--mute',
      drawn: 'dashed',
      values: typical?.demandLessSolarMwh ?? [],
    },
  ];
  return { unit: 'MW', hours: hours.localHour.map(formatClock), series: series.filter(isKnown) };
}

/** The forecast of direct intensity with the interval that holds four outcomes of five. */
export function liveCarbonForecast(
  { forecast }: Pick<CleanWindowsSnapshot, 'forecast'>,
  timezone: string,
): LiveChart {
  const start = new Intl.DateTimeFormat('en-US', { timeZone: timezone, weekday: 'short', hour: 'numeric' });
  const hours = forecast.hourEnding.map((iso) => start.format(Date.parse(iso) - 3_600_000));
  const series: LiveSeries[] = [
    { key: 'forecast', name: 'Forecast', colour: '--ink', drawn: 'line', values: forecast.kgPerMwh },
    { key: 'high', name: 'High', colour: '--mute', drawn: 'range', values: forecast.high },
    { key: 'low', name: 'Low', colour: '--mute', drawn: 'dashed', values: forecast.low },
  ];
  return { unit: 'g/kWh', hours, series };
}

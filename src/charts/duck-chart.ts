import { formatClock, formatDate, formatPower } from '../formats/units.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { drawable, flaggedHours, flagLabel, flagMarks, missingHours } from './doubtful-hours.ts';
import { type ChartWidth, frame, hourAxis, type PowerAxis, powerAxis, powerGrid, zeroLine } from './frame.ts';
import { hourBand, hourLine, type Values } from './hour-path.ts';
import { type PointLabel, pointLabels } from './label.ts';
import { type SeriesLabel, seriesLabels } from './series-label.ts';
import { path, svg } from './svg.ts';

const PLOT_HEIGHT: Record<ChartWidth, number> = { wide: 240, narrow: 190 };
const TICKS = 5;
/** From this share of the highest value down, the axis begins at zero: a shorter one would overstate. */
const ZERO_WITHIN_REACH = 0.6;
/** Room below the lowest value for its words, as a share of the span. */
const ROOM_BELOW = 0.25;

const known = (...columns: readonly Values[]): number[] => columns.flat().filter((value) => value !== null);

/** The hours, by their start, in which the duck's score looks for the trough. */
const isDaytime = (localHour: number): boolean => localHour >= 7 && localHour <= 17;

function troughLabel(pulse: PulseSnapshot, lessSolar: Values, flagged: readonly boolean[]): PointLabel[] {
  let hour = -1;
  lessSolar.forEach((value, i) => {
    if (value === null || flagged[i] || !isDaytime(pulse.hours.localHour[i] as number)) return;
    if (hour < 0 || value < (lessSolar[hour] as number)) hour = i;
  });
  if (hour < 0) return [];
  const mw = lessSolar[hour] as number;
  const clock = formatClock(pulse.hours.localHour[hour] as number);
  return [{ hour, mw, text: `Low ${formatPower(mw)}, ${clock}`, prefers: 'below' }];
}

/** Names of lines, each where its line ends. */
export function lineLabels(
  columns: readonly (readonly [string, string, Values])[],
  y: (mw: number) => number,
): SeriesLabel[] {
  return columns.flatMap(([name, className, values]) => {
    const end = known(values).at(-1);
    return end === undefined ? [] : [{ name, y: y(end), swatch: { kind: 'line' as const, className } }];
  });
}

/** Begins at zero where the curve comes near it, and leaves room for words below the lowest value. */
export function duckAxis(values: readonly number[]): PowerAxis {
  const high = Math.max(0, ...values);
  const lowest = Math.min(...values);
  const low = lowest - ROOM_BELOW * (high - lowest);
  return powerAxis(lowest < high * ZERO_WITHIN_REACH ? Math.min(0, low) : low, high, TICKS);
}

/**
 * Demand less utility solar, with demand behind it: what stands between the two is the sun. Nothing
 * where the day has no demand.
 */
export function duckChart(pulse: PulseSnapshot, kind: ChartWidth = 'narrow'): string {
  const { hours } = pulse;
  const flagged = flaggedHours(pulse, (series) => /^(demand|generation:(SUN|SNB))$/.test(series));
  const demand = drawable(hours.demandMwh, flagged);
  const lessSolar = drawable(hours.demandLessSolarMwh, flagged);
  const values = known(demand, lessSolar);
  if (values.length === 0) return '';
  const axis = duckAxis(values);
  const hourCount = hours.hourEnding.length;
  const chart = frame({ kind, hourCount, plotHeight: PLOT_HEIGHT[kind], low: axis.low, high: axis.high });
  const lines = [
    ['Demand', 'chart-demand-faint', demand],
    ['Less solar', 'chart-less-solar', lessSolar],
  ] as const;
  const names = seriesLabels([...lineLabels(lines, chart.y), ...flagLabel(flagged, chart)], chart);
  const place = `${pulse.balancingAuthority.name}, ${formatDate(pulse.date)}`;
  return svg({
    width: chart.width,
    height: chart.height + names.height,
    className: `chart chart-${kind}`,
    title: `Demand less utility solar, ${place}`,
    description: `Two lines, hour by hour: demand, and demand less utility solar. ${place}.`,
    body: [
      powerGrid(axis, chart),
      missingHours([demand, lessSolar], chart),
      path('chart-sun', hourBand(demand, lessSolar, chart)),
      zeroLine(axis, chart),
      ...lines.map(([, className, column]) => path(className, hourLine(column, chart))),
      flagMarks(flagged, chart),
      hourAxis(hours.localHour, chart),
      names.body,
      pointLabels(troughLabel(pulse, lessSolar, flagged), [lessSolar, demand], chart),
    ],
  });
}

import { formatClockHour, formatPowerDifference } from '../formats/units.ts';
import type { ForecastHourOfDay } from '../snapshots/forecast-report.ts';
import { type ChartWidth, type Frame, frame, hourAxis, powerAxis, powerGrid, zeroLine } from './frame.ts';
import { hourBand, hourLine, type Values } from './hour-path.ts';
import { type PointLabel, pointLabels } from './label.ts';
import { type SeriesLabel, seriesLabels } from './series-label.ts';
import { path, svg, text, textGroup } from './svg.ts';

const PLOT_HEIGHT: Record<ChartWidth, number> = { wide: 240, narrow: 200 };
const TICKS = 5;
/** Room at both ends of the scale for words, as a share of the span. */
const ROOM = 0.12;
const CLOCK = Array.from({ length: 24 }, (_, hour) => hour);

/** What stands above and below zero, in the room that no band reaches. */
function sides({ right, top, bottom }: Frame): string {
  const above = text(right - 4, top + 17, '', 'demand above forecast');
  const below = text(right - 4, bottom - 8, '', 'demand below forecast');
  return textGroup('chart-axis', [above, below], 'end');
}

/** The hour of the largest mean error, if it is one. */
function largest(mean: Values): PointLabel[] {
  const sizes = mean.map((value) => Math.abs(value ?? 0));
  const hour = sizes.indexOf(Math.max(...sizes));
  const mw = mean[hour] ?? 0;
  if (mw === 0) return [];
  const label = `${formatPowerDifference(mw)}, ${formatClockHour(hour)}`;
  return [{ hour, mw, text: label, prefers: mw > 0 ? 'above' : 'below' }];
}

function names(low: Values, high: Values, mean: Values, chart: Frame): SeriesLabel[] {
  const last = (values: Values) => values.findLast((value) => value !== null) ?? 0;
  const middle = (last(low) + last(high)) / 2;
  return [
    { name: 'Mean error', y: chart.y(last(mean)), swatch: { kind: 'line', className: 'chart-less-solar' } },
    { name: '8 of 10 hours', y: chart.y(middle), swatch: { kind: 'area', className: 'chart-demand-area' } },
  ];
}

/**
 * Error = demand - day-ahead forecast, MW, by the clock hour: its mean, and the band from the 10th to
 * the 90th percentile. Nothing where no hour is known.
 */
export function forecastErrorChart(
  byHourOfDay: readonly ForecastHourOfDay[],
  place: string,
  kind: ChartWidth,
): string {
  if (byHourOfDay.length === 0) return '';
  const rowOf = new Map(byHourOfDay.map((row) => [row.localHour, row]));
  const low = CLOCK.map((hour) => rowOf.get(hour)?.percentile10ErrorMw ?? null);
  const high = CLOCK.map((hour) => rowOf.get(hour)?.percentile90ErrorMw ?? null);
  const mean = CLOCK.map((hour) => rowOf.get(hour)?.biasMw ?? null);
  const known = [...low, ...high, ...mean, 0].filter((value) => value !== null);
  const span = Math.max(...known) - Math.min(...known);
  const axis = powerAxis(Math.min(...known) - ROOM * span, Math.max(...known) + ROOM * span, TICKS);
  const chart = frame({
    kind,
    hourCount: CLOCK.length,
    plotHeight: PLOT_HEIGHT[kind],
    low: axis.low,
    high: axis.high,
  });
  const labels = seriesLabels(names(low, high, mean, chart), chart);
  return svg({
    width: chart.width,
    height: chart.height + labels.height,
    className: `chart chart-${kind}`,
    title: `Error of the day-ahead demand forecast by hour of day, ${place}`,
    description: `Demand less forecast in MW by local clock hour: a line for the mean, a band that holds 8 of 10 hours. Above zero, demand came in above the forecast. ${place}.`,
    body: [
      powerGrid(axis, chart),
      path('chart-demand-area', hourBand(high, low, chart)),
      zeroLine(axis, chart),
      path('chart-less-solar', hourLine(mean, chart)),
      sides(chart),
      hourAxis(CLOCK, chart),
      labels.body,
      pointLabels(largest(mean), [mean, low, high], chart),
    ],
  });
}

import { formatNumber } from '../formats/units.ts';
import type { DuckMonth } from '../snapshots/ducks.ts';
import { type ChartWidth, type Frame, frame, noteWidth } from './frame.ts';
import { circle, coordinate, path, rect, svg, text, textGroup } from './svg.ts';

const PLOT_HEIGHT: Record<ChartWidth, number> = { wide: 220, narrow: 180 };
/** Of a month's column. */
const BAR_SHARE: Record<ChartWidth, number> = { wide: 0.45, narrow: 0.32 };
const WIDEST_BAR = 36;
const GAP = 4;
const POINTS = [0, 25, 50, 75, 100];
/** What a month's name needs, in letters. */
const LETTERS_OF_A_LABEL = 4.6;

const monthNames = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'short' });
const nameOf = (month: string): string => monthNames.format(new Date(`${month}-15T00:00:00Z`));

function grid({ left, right, y }: Frame): string {
  const lines = POINTS.map((points) => `M${left} ${Math.round(y(points))}H${right}`);
  const numbers = POINTS.map((points) => text(left - 8, Math.round(y(points)) + 5, '', String(points)));
  return path('chart-grid', lines.join('')) + textGroup('chart-axis', numbers, 'end');
}

/** Every so many months carry words, where all would run into each other. */
const everyOf = (chart: Frame): number =>
  Math.max(1, Math.ceil((LETTERS_OF_A_LABEL * chart.letterWidth) / (chart.x(1) - chart.x(0))));

/** The median beside its line, where the next month's bar leaves room. */
function medianWords({ median }: DuckMonth, left: number, room: number, chart: Frame): string {
  const words = formatNumber(median);
  return noteWidth(words, chart) <= room
    ? text(left, Math.round(chart.y(median)) + 5, 'chart-note', words)
    : '';
}

function column(month: DuckMonth, i: number, chart: Frame): string {
  const { x, y } = chart;
  const middle = x(i + 0.5);
  const monthWidth = x(1) - x(0);
  const width = Math.min(WIDEST_BAR, BAR_SHARE[chart.kind] * monthWidth);
  const top = y(month.percentile90);
  const height = Math.max(2, y(month.percentile10) - top);
  const median = Math.round(y(month.median));
  return (
    rect(middle - width / 2, top, width, height, 'chart-range') +
    path('chart-median', `M${coordinate(middle - width / 2)} ${median}h${coordinate(width)}`) +
    circle(middle, y(month.best.score), 2.5, 'chart-best') +
    medianWords(month, middle + width / 2 + GAP, monthWidth - width - 2 * GAP, chart)
  );
}

/** The year is said where it begins and at the first month. */
function monthAxis(months: readonly DuckMonth[], chart: Frame, every: number): string {
  const labels = months.flatMap(({ month }, i) => {
    if (i % every !== 0) return [];
    const middle = chart.x(i + 0.5);
    const previous = months[i - every]?.month.slice(0, 4);
    const year =
      previous === month.slice(0, 4) ? [] : [text(middle, chart.bottom + 36, '', month.slice(0, 4))];
    return [text(middle, chart.bottom + 19, '', nameOf(month)), ...year];
  });
  return textGroup('chart-axis', labels, 'middle');
}

/** Scores by month: a bar from the 10th to the 90th percentile, a line at the median, a dot at the best day. */
export function duckSeasonChart(months: readonly DuckMonth[], place: string, kind: ChartWidth): string {
  if (months.length === 0) return '';
  const chart = frame({
    kind,
    hourCount: months.length,
    plotHeight: PLOT_HEIGHT[kind],
    low: 0,
    high: 100,
    right: 8,
  });
  const every = everyOf(chart);
  return svg({
    width: chart.width,
    height: chart.bottom + 42,
    className: `chart chart-${kind}`,
    title: `Duck score by month, ${place}`,
    description: `A bar a month from the 10th to the 90th percentile, a line at the median, a dot at the best day. ${place}.`,
    body: [
      grid(chart),
      ...months.map((month, i) => column(month, i, chart)),
      monthAxis(months, chart, every),
    ],
  });
}

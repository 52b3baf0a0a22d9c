/**
 * Days one behind the other, the newest in front: how the curve of demand less utility solar changes from day
 * to day.
 *
 * Algebra: a ridge is the hour's value as a share of its day's mean demand, all days on one scale, so that a
 * large day and a small one compare; it rises up to RISE rows above its own.
 */
import { formatNumber, formatShortDate, formatWeekdayDate } from '../formats/units.ts';
import type { LocalDate } from '../grid/hour.ts';
import type { DuckCurve } from '../snapshots/pulse.ts';
import { type ChartWidth, frame, hourAxis } from './frame.ts';
import { hourArea, hourLine, type Values } from './hour-path.ts';
import { nudgedApart } from './label.ts';
import { path, svg, text, textGroup } from './svg.ts';

export interface DuckRidge {
  date: LocalDate;
  score: number;
  hours: DuckCurve;
}

const ROW: Record<ChartWidth, number> = { wide: 21, narrow: 19 };
/** How many rows the highest ridge takes in. */
const RISE = 3.5;
const LEFT: Record<ChartWidth, number> = { wide: 96, narrow: 58 };
const RIGHT: Record<ChartWidth, number> = { wide: 52, narrow: 26 };

const known = (values: Values): number[] => values.filter((value) => value !== null);

function shareOfMean({ demandMwh, demandLessSolarMwh }: DuckCurve): Values {
  const demand = known(demandMwh);
  const mean = demand.reduce((sum, mwh) => sum + mwh, 0) / demand.length;
  return demandLessSolarMwh.map((mwh) => (mwh === null ? null : mwh / mean));
}

/** Oldest first, as they stand from the top. Nothing where no day is given. */
export function duckRidgeline(days: readonly DuckRidge[], name: string, kind: ChartWidth): string {
  const newest = days.at(-1);
  if (!newest) return '';
  const row = ROW[kind];
  const chart = frame({
    kind,
    hourCount: newest.hours.localHour.length,
    plotHeight: (days.length + RISE - 1) * row,
    low: 0,
    high: 1,
    right: RIGHT[kind],
    left: LEFT[kind],
  });
  const curves = days.map(({ hours }) => shareOfMean(hours));
  const shares = known(curves.flat());
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  const best = days.reduce((a, b) => (b.score > a.score ? b : a));
  const perRow = (high - low || 1) / RISE;
  const yOf = (i: number) => (share: number) =>
    chart.bottom - (days.length - 1 - i) * row - ((share - low) / perRow) * row;
  const ridges = days.map((day, i) => {
    const scales = {
      x: (hours: number) => chart.x((hours * chart.hourCount) / day.hours.localHour.length),
      y: yOf(i),
    };
    const curve = curves[i] as Values;
    return (
      path('chart-ridge-ground', hourArea(curve, scales, low - (days.length - 1 - i) * perRow)) +
      path(day === best ? 'chart-ridge chart-ridge-best' : 'chart-ridge', hourLine(curve, scales))
    );
  });
  // Beside the ends of the ridges, apart from each other.
  const beside = (at: 0 | -1) => {
    const ends = curves.map((curve, i) => Math.round(yOf(i)(known(curve).at(at) as number)) + 5);
    return nudgedApart(ends, row - 4, chart.top - row, chart.bottom);
  };
  const [starts, ends] = [beside(0), beside(-1)];
  const nameOf = kind === 'wide' ? formatWeekdayDate : formatShortDate;
  const dates = days.map(({ date }, i) => text(chart.left - 6, starts[i] as number, '', nameOf(date)));
  const scores = days.map(({ score }, i) =>
    text(chart.right + 6, ends[i] as number, '', formatNumber(score)),
  );
  return svg({
    width: chart.width,
    height: chart.height,
    className: `chart chart-${kind}`,
    title: `The last ${days.length} duck days, ${name}`,
    description: 'Demand less utility solar of each day, one behind the other, with its duck score.',
    body: [
      ...ridges,
      textGroup('chart-axis', dates, 'end'),
      textGroup('chart-label', scores),
      hourAxis(newest.hours.localHour, chart),
    ],
  });
}

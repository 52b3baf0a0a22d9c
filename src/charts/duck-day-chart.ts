import { formatClock, formatDate, formatPower } from '../formats/units.ts';
import type { DuckDaySnapshot, Rise } from '../snapshots/duck-day.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { drawable, flaggedHours, flagLabel, flagMarks, missingHours } from './doubtful-hours.ts';
import { duckAxis, lineLabels } from './duck-chart.ts';
import { type ChartWidth, type Frame, frame, hourAxis, noteWidth, powerGrid, zeroLine } from './frame.ts';
import { hourBand, hourLine, type Values } from './hour-path.ts';
import { type PointLabel, pointLabels } from './label.ts';
import { seriesLabels } from './series-label.ts';
import { coordinate, path, svg, text } from './svg.ts';

const PLOT_HEIGHT: Record<ChartWidth, number> = { wide: 330, narrow: 240 };

interface DuckLines {
  demand: Values;
  lessSolar: Values;
  /** Less wind too. */
  netLoad: Values;
  typical: Values;
}

/** A rise as hours of the day; null where one of its hours is not drawn. */
function spanOf(rise: Rise | null, pulse: PulseSnapshot, lessSolar: Values) {
  if (!rise) return null;
  const from = pulse.hours.hourEnding.indexOf(rise.fromHourEnding);
  const to = pulse.hours.hourEnding.indexOf(rise.toHourEnding);
  return lessSolar[from] == null || lessSolar[to] == null ? null : { from, to, rise };
}

type Span = NonNullable<ReturnType<typeof spanOf>>;

/** How far it went, then how high it rose. */
function step({ from, to, rise }: Span, { x, y }: Frame): string {
  const corner = `M${coordinate(x(from + 0.5))} ${coordinate(y(rise.fromMwh))}H${coordinate(x(to + 0.5))}`;
  return path('chart-step', `${corner}V${coordinate(y(rise.toMwh))}`);
}

const segment = ({ from, to, rise }: Span, { x, y }: Frame): string =>
  path(
    'chart-ramp',
    `M${coordinate(x(from + 0.5))} ${coordinate(y(rise.fromMwh))}L${coordinate(x(to + 0.5))} ${coordinate(y(rise.toMwh))}`,
  );

/** Left of the steepest hour, where the sun leaves room. */
function hourWords({ from, to, rise }: Span, { x, y }: Frame): string {
  const middle = y((rise.fromMwh + rise.toMwh) / 2);
  const words = `+${formatPower(rise.riseMw)} in 1 h`;
  return text(x((from + to + 1) / 2) - 9, middle, 'chart-note', words, 'end');
}

/** Right of the step where the rest of the evening leaves room, else left of it, below. */
function stepWords({ to, rise }: Span, chart: Frame): string {
  const { x, y } = chart;
  const words = `+${formatPower(rise.riseMw)} in 3 h`;
  const right = x(to + 0.5);
  if (right + 8 + noteWidth(words, chart) <= chart.right)
    return text(right + 8, y(rise.fromMwh + 0.25 * rise.riseMw), 'chart-note', words);
  return text(chart.right, y(rise.fromMwh) + 18, 'chart-note', words, 'end');
}

const rose = (span: Span | null): span is Span => span !== null && span.rise.riseMw > 0;

/** Where it is narrow, words go wherever they find room. */
function riseLabels(one: Span | null, three: Span | null): PointLabel[] {
  const label = ({ to, rise }: Span, words: string): PointLabel => ({
    hour: to,
    mw: rise.toMwh,
    text: `+${formatPower(rise.riseMw)} in ${words}`,
    prefers: 'above',
  });
  return [...(rose(three) ? [label(three, '3 h')] : []), ...(rose(one) ? [label(one, '1 h')] : [])];
}

function troughLabel({ marks }: DuckDaySnapshot, { hours }: PulseSnapshot): PointLabel[] {
  const hour = marks.trough ? hours.hourEnding.indexOf(marks.trough.hourEnding) : -1;
  if (!marks.trough || hour < 0) return [];
  const mw = marks.trough.demandLessSolarMwh;
  const clock = formatClock(hours.localHour[hour] as number);
  return [{ hour, mw, text: `Low ${formatPower(mw)}, ${clock}`, prefers: 'below' }];
}

/**
 * One duck day: demand, demand less utility solar with its trough and steepest evening hours, less wind
 * too, and the usual curve of such a day. Nothing where no hour of demand is known.
 */
export function duckDayChart(duck: DuckDaySnapshot, pulse: PulseSnapshot, kind: ChartWidth): string {
  const { hours } = pulse;
  const flagged = flaggedHours(pulse, (series) => /^(demand|generation:(SUN|SNB))$/.test(series));
  const lines: DuckLines = {
    demand: drawable(hours.demandMwh, flagged),
    lessSolar: drawable(hours.demandLessSolarMwh, flagged),
    netLoad: hours.netLoadMwh,
    typical: duck.typical?.demandLessSolarMwh ?? [],
  };
  const known = Object.values(lines)
    .flat()
    .filter((value) => value !== null);
  if (known.length === 0) return '';
  const axis = duckAxis(known);
  const chart = frame({
    kind,
    hourCount: hours.hourEnding.length,
    plotHeight: PLOT_HEIGHT[kind],
    low: axis.low,
    high: axis.high,
  });
  const drawn = [
    ['Demand', 'chart-demand-faint', lines.demand],
    [`Usual ${duck.typical?.dayKind === 'weekend' ? 'weekend' : 'weekday'}`, 'chart-typical', lines.typical],
    ['Less solar, wind', 'chart-net-load', lines.netLoad],
    ['Less solar', 'chart-less-solar', lines.lessSolar],
  ] as const;
  const names = seriesLabels([...lineLabels(drawn, chart.y), ...flagLabel(flagged, chart)], chart);
  const one = spanOf(duck.marks.ramp1h, pulse, lines.lessSolar);
  const three = spanOf(duck.marks.ramp3h, pulse, lines.lessSolar);
  const place = `${pulse.balancingAuthority.name}, ${formatDate(pulse.date)}`;
  return svg({
    width: chart.width,
    height: chart.height + names.height,
    className: `chart chart-${kind}`,
    title: `Demand less utility solar, ${place}`,
    description: `Hour by hour: demand, the same less utility solar, less wind too, and the usual curve less utility solar.`,
    body: [
      powerGrid(axis, chart),
      missingHours([lines.demand, lines.lessSolar], chart),
      path('chart-sun', hourBand(lines.demand, lines.lessSolar, chart)),
      zeroLine(axis, chart),
      ...drawn.map(([, className, column]) => path(className, hourLine(column, chart))),
      rose(three) ? step(three, chart) : '',
      rose(one) ? segment(one, chart) : '',
      flagMarks(flagged, chart),
      hourAxis(hours.localHour, chart),
      names.body,
      pointLabels(
        [...troughLabel(duck, pulse), ...(kind === 'narrow' ? riseLabels(one, three) : [])],
        Object.values(lines),
        chart,
      ),
      kind === 'wide' && rose(three) ? stepWords(three, chart) : '',
      kind === 'wide' && rose(one) ? hourWords(one, chart) : '',
    ],
  });
}

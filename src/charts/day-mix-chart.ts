import { formatClock, formatDate, formatPower } from '../formats/units.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { drawable, flaggedHours, flagLabel, flagMarks, missingHours } from './doubtful-hours.ts';
import { type ChartWidth, type Frame, frame, hourAxis, powerAxis, powerGrid, zeroLine } from './frame.ts';
import { hourArea, hourLine, type Values } from './hour-path.ts';
import { type PointLabel, pointLabels } from './label.ts';
import { type MixStack, mixStack } from './mix-stack.ts';
import { type SeriesLabel, seriesLabels } from './series-label.ts';
import { path, svg } from './svg.ts';

const PLOT_HEIGHT: Record<ChartWidth, number> = { wide: 390, narrow: 250 };
const TICKS: Record<ChartWidth, number> = { wide: 7, narrow: 5 };

/** What the chart draws, by hour, cleared of what cannot be drawn. */
interface DayMix {
  pulse: PulseSnapshot;
  stack: MixStack | null;
  demand: Values;
  forecast: Values;
  /** Top of generation plus what flows in on balance; null where nothing flows in. */
  withImports: Values;
  demandFlagged: boolean[];
  anyFlagged: boolean[];
}

/**
 * Net imports stand on what generates here: as reported (total interchange, negative = inflow), and
 * where that is missing, as far as demand exceeds generation.
 */
function generationWithImports(pulse: PulseSnapshot, stack: MixStack, demand: Values): Values {
  const inflows = stack.top.map((top, i) => {
    if (top === null) return 0;
    const interchange = pulse.hours.totalInterchangeMwh[i] ?? null;
    const hourDemand = demand[i] ?? null;
    const inflow = interchange !== null ? -interchange : hourDemand === null ? 0 : hourDemand - top;
    return Math.max(0, inflow);
  });
  // An hour without inflow beside one with it closes the area to a point.
  const isNear = (i: number): boolean => [i - 1, i, i + 1].some((near) => (inflows[near] ?? 0) > 0);
  return stack.top.map((top, i) => (top === null || !isNear(i) ? null : top + (inflows[i] as number)));
}

const dayMixes = new WeakMap<PulseSnapshot, DayMix>();

/** Worked out once for a pulse: its caption and its two drawings share it. */
function dayMix(pulse: PulseSnapshot): DayMix {
  let mix = dayMixes.get(pulse);
  if (!mix) dayMixes.set(pulse, (mix = dayMixOf(pulse)));
  return mix;
}

function dayMixOf(pulse: PulseSnapshot): DayMix {
  const { hours } = pulse;
  const demandFlagged = flaggedHours(pulse, (series) => series === 'demand');
  const generationFlagged = flaggedHours(pulse, (series) => series.startsWith('generation:'));
  const generationMwh = Object.fromEntries(
    Object.entries(hours.generationMwh).map(([code, values]) => {
      const flagged = flaggedHours(pulse, (series) => series === `generation:${code}`);
      return [code, [...drawable(values, flagged)]];
    }),
  );
  const interchangeFlagged = flaggedHours(pulse, (series) => series === 'total-interchange');
  const totalInterchangeMwh = hours.totalInterchangeMwh.map((value, i) =>
    interchangeFlagged[i] ? null : value,
  );
  const forecastFlagged = flaggedHours(pulse, (series) => series === 'day-ahead-demand-forecast');
  const demand = drawable(hours.demandMwh, demandFlagged);
  const stack = mixStack({ ...hours, generationMwh });
  const cleared = { ...pulse, hours: { ...hours, generationMwh, totalInterchangeMwh } };
  return {
    pulse,
    stack,
    demand,
    forecast: drawable(hours.dayAheadDemandForecastMwh, forecastFlagged),
    withImports: stack ? generationWithImports(cleared, stack, demand) : [],
    demandFlagged,
    anyFlagged: demandFlagged.map((is, i) => is || (generationFlagged[i] as boolean)),
  };
}

const known = (...columns: readonly Values[]): number[] =>
  columns.flatMap((values) => values.filter((value) => value !== null));
const isKnown = (values: Values): boolean => values.some((value) => value !== null);

/** Tells the drawings of one page apart. */
const keyOf = ({ balancingAuthority, date }: PulseSnapshot, kind: ChartWidth): string =>
  `${balancingAuthority.code.toLowerCase()}${date.slice(5)}${kind}`;

/** Diagonal lines: the same in print, in forced colours and for whoever sees no colours. */
const importsPattern = (id: string): string =>
  `<defs><pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="chart-hatch" d="M0 0v6"/></pattern></defs>`;

/**
 * From the top band down, each from zero to its upper edge: one edge a band, half the bytes. What would
 * nowhere be a unit thick is left out.
 */
function bands({ bands }: MixStack, chart: Frame): string {
  const fromTop = bands.toReversed();
  const above = fromTop
    .filter(({ mw }) =>
      isSeen(
        known(mw).filter((value) => value > 0),
        chart,
      ),
    )
    .map(({ group, above: edge }) => path(`source-${group}`, hourArea(edge, chart)));
  const below = fromTop
    .filter(({ mw }) =>
      isSeen(
        known(mw).filter((value) => value < 0),
        chart,
      ),
    )
    .map(({ group, below: edge }) => path(`source-${group}`, hourArea(edge, chart)));
  return `<g class="chart-band">${above.join('')}${below.join('')}</g>`;
}

/** Drawn over a casing in the paper's colour, to be seen on any band; the path is written once. */
function demandLine({ demand, pulse }: DayMix, chart: Frame): string {
  const d = hourLine(demand, chart);
  if (!d) return '';
  const id = `demand-${keyOf(pulse, chart.kind)}`;
  return (
    `<g class="chart-demand-casing"><path id="${id}" d="${d}"/></g>` +
    `<use href="#${id}" class="chart-demand"/>`
  );
}

/** From zero up: the stack is drawn over it, and what it leaves free is what flows in. */
function imports({ stack, withImports }: DayMix, chart: Frame, fill: string): string {
  if (!stack || !isKnown(withImports)) return '';
  return `<path fill="${fill}" d="${hourArea(withImports, chart)}"/>`;
}

const lastKnown = (values: Values): number | null => known(values).at(-1) ?? null;

function isSeen(mw: Values, chart: Frame): boolean {
  return known(mw).some((value) => Math.abs(chart.y(value) - chart.y(0)) >= 1);
}

function bandLabels(stack: MixStack, chart: Frame): SeriesLabel[] {
  return stack.bands
    .filter(({ mw }) => isSeen(mw, chart))
    .map(({ name, group, above, mw }) => {
      const top = lastKnown(above) ?? 0;
      const thickness = Math.max(0, lastKnown(mw) ?? 0);
      const swatch = { kind: 'area' as const, className: `source-${group}` };
      return { name, y: chart.y(top - thickness / 2), swatch };
    });
}

function labels(mix: DayMix, chart: Frame, fill: string): SeriesLabel[] {
  const line = (name: string, className: string, values: Values): SeriesLabel[] => {
    const end = lastKnown(values);
    return end === null ? [] : [{ name, y: chart.y(end), swatch: { kind: 'line', className } }];
  };
  const inflow = lastKnown(mix.withImports);
  const top = mix.stack ? lastKnown(mix.stack.top) : null;
  const imported: SeriesLabel[] =
    inflow === null || top === null
      ? []
      : [
          {
            name: 'Net imports',
            y: chart.y((inflow + top) / 2),
            swatch: { kind: 'area', className: 'chart-imports', fill },
          },
        ];
  return [
    ...line('Demand', 'chart-demand', mix.demand),
    ...line('Day-ahead forecast', 'chart-forecast', mix.forecast),
    ...imported,
    ...(mix.stack ? bandLabels(mix.stack, chart).reverse() : []),
    ...flagLabel(mix.anyFlagged, chart),
  ];
}

function extreme(mix: DayMix, chart: Frame, which: 'peak' | 'trough'): PointLabel[] {
  const found = mix.pulse[which];
  if (!found) return [];
  const hour = mix.pulse.hours.hourEnding.indexOf(found.hourEnding);
  if (hour < 0 || mix.demand[hour] === null) return [];
  const clock = formatClock(mix.pulse.hours.localHour[hour] as number);
  const power = formatPower(found.demandMwh);
  const words =
    which === 'peak'
      ? `Peak ${power}, ${clock}`
      : `Low ${chart.kind === 'wide' ? `${power}, ${clock}` : power}`;
  return [{ hour, mw: found.demandMwh, text: words, prefers: 'above' }];
}

function description({ stack, demand }: DayMix): string {
  const what = [
    stack ? `from the bottom, ${stack.bands.map(({ name }) => name.toLowerCase()).join(', ')}` : '',
    isKnown(demand) ? 'demand as a line' : '',
  ].filter(Boolean);
  return `Hour by hour: ${what.join('; ') || 'nothing is known'}.`;
}

function titleOf({ stack, demand, pulse }: DayMix): string {
  const what = !stack
    ? 'Demand'
    : isKnown(demand)
      ? 'Generation by source and demand'
      : 'Generation by source';
  return `${what}, ${pulse.balancingAuthority.name}, ${formatDate(pulse.date)}`;
}

/** How to read the day's chart, in words: of what it draws, and of nothing else. */
export function dayMixCaption(pulse: PulseSnapshot): string {
  const { stack, demand, withImports } = dayMix(pulse);
  const line = isKnown(demand);
  if (!stack) return line ? 'Demand, hour by hour; generation by source is not known.' : 'No hour is known.';
  const charges = stack.bands.some(({ group, mw }) => group === 'storage' && Math.min(0, ...known(mw)) < 0);
  return [
    `Net generation by source, stacked${line ? ', with demand as a line' : ''}.`,
    isKnown(withImports) ? 'Hatched: net imports from neighbors.' : '',
    charges ? 'Below zero: storage charging.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** One local day of a grid: what generated, what flowed in, what was demanded and what was forecast. */
export function dayMixChart(pulse: PulseSnapshot, kind: ChartWidth): string {
  const mix = dayMix(pulse);
  const { stack, demand, forecast, withImports } = mix;
  const values = known(demand, forecast, withImports, stack?.top ?? [], stack?.bottom ?? []);
  const axis = powerAxis(Math.min(0, ...values), Math.max(0, ...values), TICKS[kind]);
  const hourCount = pulse.hours.hourEnding.length;
  const chart = frame({ kind, hourCount, plotHeight: PLOT_HEIGHT[kind], low: axis.low, high: axis.high });
  const id = `imports-${keyOf(pulse, kind)}`;
  const fill = `url(#${id})`;
  const names = seriesLabels(labels(mix, chart, fill), chart);
  return svg({
    width: chart.width,
    height: chart.height + names.height,
    className: `chart chart-${kind}`,
    title: titleOf(mix),
    description: description(mix),
    body: [
      isKnown(withImports) ? importsPattern(id) : '',
      values.length ? powerGrid(axis, chart) : '',
      missingHours(stack ? [demand, stack.top] : [demand], chart),
      imports(mix, chart, fill),
      stack ? bands(stack, chart) : path('chart-demand-area', hourArea(demand, chart)),
      values.length ? zeroLine(axis, chart) : '',
      path('chart-forecast', hourLine(forecast, chart)),
      demandLine(mix, chart),
      flagMarks(mix.anyFlagged, chart),
      hourAxis(pulse.hours.localHour, chart),
      names.body,
      pointLabels(
        [...extreme(mix, chart, 'peak'), ...extreme(mix, chart, 'trough')],
        [demand, forecast],
        chart,
      ),
    ],
  });
}

import { formatPowerDifference } from '../formats/units.ts';
import { ENERGY_SOURCES, isEnergySource } from '../grid/energy-source.ts';
import type { Drivers } from '../snapshots/changes.ts';
import { type ChartWidth, textWidth } from './frame.ts';
import { linear } from './linear.ts';
import { coordinate, path, rect, svg, text, textGroup } from './svg.ts';

/**
 * `names`: units kept for the names on the left; lettering as in frame.ts. Where it is narrow the figures
 * stand in a column of their own, which leaves the bars more room.
 */
const LAYOUTS = {
  wide: { width: 784, names: 150, letterWidth: 7.9, row: 30, bar: 16 },
  narrow: { width: 340, names: 118, letterWidth: 8.4, row: 30, bar: 14 },
} as const;
const TOP = 6;

interface Bar {
  name: string;
  changeMw: number;
  className: string;
}

const NAMES: Record<string, string> = {
  'net-imports': 'Net imports',
  unexplained: 'Unexplained',
  'net-imports-and-unexplained': 'Imports and rest',
  'generation:OTH': 'Other sources',
  'generation:UNK': 'Unknown sources',
};

/** The name of a part as charts and tables say it. */
export function partName(part: string): string {
  const source = part.replace('generation:', '');
  return NAMES[part] ?? (isEnergySource(source) ? ENERGY_SOURCES[source].name : part);
}

function classOf(part: string): string {
  const source = part.replace('generation:', '');
  return isEnergySource(source) ? `source-${ENERGY_SOURCES[source].group}` : 'chart-rest';
}

const barsOf = ({ demand, parts }: Drivers): Bar[] => [
  { name: 'Demand', changeMw: demand.changeMw, className: 'chart-total' },
  ...parts.map(({ part, changeMw }) => ({ name: partName(part), changeMw, className: classOf(part) })),
];

/** A bar each for demand and its parts, to the right where it grew. */
export function driverChart(drivers: Drivers, place: string, kind: ChartWidth): string {
  const layout = LAYOUTS[kind];
  const bars = barsOf(drivers);
  const values = bars.map(({ changeMw }) => formatPowerDifference(changeMw));
  const room = Math.max(...values.map((value) => textWidth(value, layout))) + 8;
  const changes = bars.map(({ changeMw }) => changeMw);
  const low = Math.min(0, ...changes);
  const high = Math.max(0, ...changes, low === 0 ? 1 : 0);
  const left = layout.names + (low < 0 && kind === 'wide' ? room : 4);
  const x = linear([low, high], [left, layout.width - room]);
  const top = (i: number): number => TOP + i * layout.row;
  const baseline = (i: number): number => top(i) + layout.row / 2 + 5;
  const height = top(bars.length) + TOP;
  const drawn = bars.map(({ changeMw, className }, i) => {
    const start = Math.min(x(0), x(changeMw));
    const width = Math.max(1, Math.abs(x(changeMw) - x(0)));
    return rect(start, top(i) + (layout.row - layout.bar) / 2, width, layout.bar, className);
  });
  const words = bars.map(({ changeMw }, i) => {
    const value = values[i] as string;
    if (kind === 'narrow') return text(layout.width, baseline(i), '', value, 'end');
    const end = x(changeMw);
    return changeMw < 0
      ? text(end - 6, baseline(i), '', value, 'end')
      : text(end + 6, baseline(i), '', value);
  });
  return svg({
    width: layout.width,
    height,
    className: `chart chart-${kind}`,
    title: `What moved demand, ${place}`,
    description: `Change of mean demand and of each part of its supply. ${place}.`,
    body: [
      textGroup(
        'chart-label',
        bars.map(({ name }, i) => text(0, baseline(i), '', name)),
      ),
      path('chart-grid', `M0 ${top(1)}H${layout.width}`),
      ...drawn,
      path('chart-zero', `M${coordinate(x(0))} ${TOP}V${height - TOP}`),
      textGroup('chart-label', words),
    ],
  });
}

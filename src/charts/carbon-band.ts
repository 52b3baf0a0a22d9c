import { formatCarbonIntensity, formatClock, formatDate } from '../formats/units.ts';
import { isoToHour, localHourOfDay } from '../grid/hour.ts';
import type { CarbonSnapshot } from '../snapshots/carbon.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { type ChartWidth, frame, hourAxis } from './frame.ts';
import type { Values } from './hour-path.ts';
import { rect, svg, text } from './svg.ts';

const PLOT_HEIGHT: Record<ChartWidth, number> = { wide: 110, narrow: 90 };
const HOURS_SHOWN = 24;
/** Even the cleanest hour is seen. */
const LOWEST_BAR = 3;

/** Hours in order with their direct, generation-based carbon intensity. */
interface CarbonHours {
  place: string;
  span: string;
  localHour: number[];
  kgPerMwh: Values;
}

function ofPulse(pulse: PulseSnapshot): CarbonHours {
  return {
    place: pulse.balancingAuthority.name,
    span: formatDate(pulse.date),
    localHour: pulse.hours.localHour,
    kgPerMwh: pulse.hours.carbonIntensityDirectKgPerMwh,
  };
}

function ofCarbon({ balancingAuthority, hours }: CarbonSnapshot): CarbonHours {
  const ends = hours.hourEnding.slice(-HOURS_SHOWN);
  return {
    place: balancingAuthority.name,
    span: 'the last 24 known hours',
    localHour: ends.map((end) => localHourOfDay(isoToHour(end), balancingAuthority.timezone)),
    kgPerMwh: hours.directKgPerMwh.slice(-HOURS_SHOWN),
  };
}

const known = (values: Values): number[] => values.filter((value) => value !== null);

/** 1 = the cleanest quarter of the hours to 4; equal hours share a quarter. */
export function quartilesOf(values: Values): (1 | 2 | 3 | 4 | null)[] {
  const sorted = known(values).sort((a, b) => a - b);
  return values.map((value) => {
    if (value === null) return null;
    const rank = sorted.indexOf(value) / sorted.length;
    return (Math.floor(rank * 4) + 1) as 1 | 2 | 3 | 4;
  });
}

/** One bar an hour: height is the intensity, colour the quarter of the shown hours. */
export function carbonBand(source: CarbonSnapshot | PulseSnapshot, kind: ChartWidth): string {
  const { place, span, localHour, kgPerMwh } = 'basis' in source ? ofCarbon(source) : ofPulse(source);
  const high = Math.max(1, ...known(kgPerMwh));
  const hourCount = kgPerMwh.length;
  const chart = frame({ kind, hourCount, plotHeight: PLOT_HEIGHT[kind], low: 0, high, right: 8 });
  const quartiles = quartilesOf(kgPerMwh);
  const bars = kgPerMwh.map((value, i) => {
    const left = Math.round(chart.x(i)) + 1;
    const width = Math.round(chart.x(i + 1)) - 1 - left;
    if (value === null) return rect(left, chart.bottom - LOWEST_BAR, width, LOWEST_BAR, 'chart-missing');
    const height = Math.max(LOWEST_BAR, Math.round(chart.bottom - chart.y(value)));
    return rect(left, chart.bottom - height, width, height, `q${quartiles[i]}`);
  });
  const edge = (which: 'highest' | 'lowest'): string => {
    const values = known(kgPerMwh);
    if (values.length === 0) return '';
    const value = which === 'highest' ? Math.max(...values) : Math.min(...values);
    const i = kgPerMwh.indexOf(value);
    const words = `${formatCarbonIntensity(value)}, ${formatClock(localHour[i] as number)}`;
    const px = chart.x(i + 0.5);
    const half = (words.length * chart.letterWidth) / 2;
    const anchor = px - half < 0 ? 'start' : px + half > chart.width ? 'end' : 'middle';
    const at = anchor === 'start' ? 0 : anchor === 'end' ? chart.width : px;
    return text(at, chart.y(value) - 8, 'chart-note', words, anchor);
  };
  return svg({
    width: chart.width,
    height: chart.height,
    className: `chart chart-${kind}`,
    title: `Carbon intensity by hour, ${place}, ${span}`,
    description: `Generation-based, direct, g CO2 per kWh, one bar an hour in four colours by quarter of the hours shown. ${place}, ${span}.`,
    body: [...bars, hourAxis(localHour, chart), edge('highest'), edge('lowest')],
  });
}

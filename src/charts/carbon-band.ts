import { formatCarbonIntensity, formatClock, formatDate } from '../formats/units.ts';
import { isoToHour, localHourOfDay } from '../grid/hour.ts';
import type { CarbonSnapshot } from '../snapshots/carbon.ts';
import type { CleanWindowsSnapshot } from '../snapshots/clean-windows.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { type ChartWidth, type Frame, frame, hourAxis, noteWidth } from './frame.ts';
import type { Values } from './hour-path.ts';
import { rect, svg, type TextAnchor, text } from './svg.ts';

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
  /** Where they are published; else they follow from the hours. */
  quarters?: readonly (number | null)[];
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

function ofCleanWindows({ balancingAuthority, forecast, next24Hours }: CleanWindowsSnapshot): CarbonHours {
  const ends = forecast.hourEnding.slice(0, HOURS_SHOWN);
  return {
    place: balancingAuthority.name,
    span: 'a forecast of the next 24 hours',
    localHour: ends.map((end) => localHourOfDay(isoToHour(end), balancingAuthority.timezone)),
    kgPerMwh: forecast.kgPerMwh.slice(0, HOURS_SHOWN),
    quarters: next24Hours.quarters,
  };
}

function hoursOf(source: CarbonBandSource): CarbonHours {
  if ('forecast' in source) return ofCleanWindows(source);
  return 'basis' in source ? ofCarbon(source) : ofPulse(source);
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

interface BarLabel {
  words: string;
  x: number;
  baseline: number;
  left: number;
  right: number;
  anchor: TextAnchor;
}

/** Words over a bar, above whatever bars they reach over. */
function barLabel(hour: number, values: Values, localHour: readonly number[], chart: Frame): BarLabel {
  const value = values[hour] as number;
  const words = `${formatCarbonIntensity(value)}, ${formatClock(localHour[hour] as number)}`;
  const half = noteWidth(words, chart) / 2;
  const middle = Math.min(Math.max(chart.x(hour + 0.5), half), chart.width - half);
  const under = known(values.filter((_, i) => chart.x(i + 1) > middle - half && chart.x(i) < middle + half));
  return {
    words,
    x: middle,
    baseline: chart.y(Math.max(...under)) - 7,
    left: middle - half,
    right: middle + half,
    anchor: 'middle',
  };
}

/** The cleanest hour, and the dirtiest where there is room beside it. */
function barLabels(values: Values, localHour: readonly number[], chart: Frame): string[] {
  const all = known(values);
  if (all.length === 0)
    return [text(chart.x(values.length / 2), chart.bottom - 12, 'chart-axis', 'no data', 'middle')];
  const lowest = barLabel(values.indexOf(Math.min(...all)), values, localHour, chart);
  const highest = barLabel(values.indexOf(Math.max(...all)), values, localHour, chart);
  const collide =
    lowest.left < highest.right + 8 &&
    highest.left < lowest.right + 8 &&
    Math.abs(lowest.baseline - highest.baseline) < chart.lineHeight;
  const shown = collide ? [lowest] : [lowest, highest];
  return shown.map(({ words, x, baseline, anchor }) => text(x, baseline, 'chart-note', words, anchor));
}

export type CarbonBandSource = CarbonSnapshot | PulseSnapshot | CleanWindowsSnapshot;

/** One bar an hour: height is the intensity, colour the quarter of the shown hours. */
export function carbonBand(source: CarbonBandSource, kind: ChartWidth = 'narrow'): string {
  const { place, span, localHour, kgPerMwh, quarters } = hoursOf(source);
  const high = Math.max(1, ...known(kgPerMwh));
  const hourCount = kgPerMwh.length;
  const chart = frame({ kind, hourCount, plotHeight: PLOT_HEIGHT[kind], low: 0, high, right: 8 });
  const quartiles = quarters ?? quartilesOf(kgPerMwh);
  const bars = kgPerMwh.map((value, i) => {
    const left = Math.round(chart.x(i)) + 1;
    const width = Math.round(chart.x(i + 1)) - 1 - left;
    if (value === null) return rect(left, chart.bottom - LOWEST_BAR, width, LOWEST_BAR, 'chart-missing');
    const height = Math.max(LOWEST_BAR, Math.round(chart.bottom - chart.y(value)));
    return rect(left, chart.bottom - height, width, height, `q${quartiles[i]}`);
  });
  return svg({
    width: chart.width,
    height: chart.height,
    className: `chart chart-${kind}`,
    title: `Carbon intensity by hour, ${place}, ${span}`,
    description: `Generation-based, direct, g CO2 per kWh, one bar an hour in four colours by quarter of the hours shown. ${place}, ${span}.`,
    body: [...bars, hourAxis(localHour, chart), ...barLabels(kgPerMwh, localHour, chart)],
  });
}

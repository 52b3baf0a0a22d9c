/**
 * The geometry that all charts share: size, margins, scales, axes.
 *
 * Lettering must be 12 px or more as rendered. `wide` is 784 units, shown from 700 px on, so its
 * 13.5 units are 12 px at the least; `narrow` is 340 units, shown from about 290 px on, so its
 * 14.5 units are 12.3 px.
 */

import { formatClock, formatNumber } from '../formats/units.ts';
import { linear } from './linear.ts';
import { coordinate, path, text, textGroup } from './svg.ts';

export type ChartWidth = 'wide' | 'narrow';

const LAYOUTS = {
  wide: { width: 784, left: 52, right: 156, hoursBetweenLabels: 3, letterWidth: 7.9, lineHeight: 17 },
  narrow: { width: 340, left: 44, right: 8, hoursBetweenLabels: 6, letterWidth: 8.4, lineHeight: 20 },
} as const;

const TOP = 30;
const ROOM_FOR_HOURS = 26;

export interface PowerAxis {
  /** MW of the lowest and the highest grid line. */
  low: number;
  high: number;
  ticks: number[];
  mwPerUnit: number;
  unit: 'GW' | 'MW';
}

/**
 * Round grid lines around all values; GW from one gigawatt on. What dips below zero by less than half
 * a step gets the room that it needs and no grid line of its own.
 */
export function powerAxis(lowMw: number, highMw: number, tickCount: number): PowerAxis {
  const unit = Math.max(Math.abs(lowMw), Math.abs(highMw)) >= 1000 ? 'GW' : 'MW';
  const mwPerUnit = unit === 'GW' ? 1000 : 1;
  const highest = highMw > lowMw ? highMw : lowMw + mwPerUnit;
  const step = tickStep(lowMw, highest, tickCount);
  const isDip = lowMw < 0 && -lowMw < step / 2;
  const low = isDip ? lowMw : Math.floor(lowMw / step) * step;
  const high = Math.ceil(highest / step) * step;
  const first = Math.ceil(low / step);
  const ticks = Array.from({ length: Math.round(high / step) - first + 1 }, (_, i) => (first + i) * step);
  return { low, high, ticks, mwPerUnit, unit };
}

/** The smallest of 1, 2, 5, 10 ... that parts the span into about `tickCount` or fewer. */
function tickStep(low: number, high: number, tickCount: number): number {
  const wanted = (0.9 * (high - low)) / tickCount;
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  return magnitude * ([1, 2, 5].find((digit) => digit * magnitude >= wanted) ?? 10);
}

export interface Frame {
  kind: ChartWidth;
  width: number;
  /** Of plot and hours, without what stands below. */
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  letterWidth: number;
  lineHeight: number;
  hourCount: number;
  x: (hours: number) => number;
  y: (mw: number) => number;
}

export interface FrameOptions {
  kind: ChartWidth;
  hourCount: number;
  plotHeight: number;
  low: number;
  high: number;
  right?: number;
  left?: number;
}

/** Where a time of the day and a value stand. */
export function frame({ kind, hourCount, plotHeight, low, high, right, left }: FrameOptions): Frame {
  const layout = LAYOUTS[kind];
  const leftEdge = left ?? layout.left;
  const rightEdge = layout.width - (right ?? layout.right);
  const bottom = TOP + plotHeight;
  return {
    kind,
    width: layout.width,
    height: bottom + ROOM_FOR_HOURS,
    left: leftEdge,
    right: rightEdge,
    top: TOP,
    bottom,
    letterWidth: layout.letterWidth,
    lineHeight: layout.lineHeight,
    hourCount,
    x: linear([0, hourCount], [leftEdge, rightEdge]),
    y: linear([low, high], [bottom, TOP]),
  };
}

const THIN = new Set("ijlt.,'-: ");
const THICK = new Set('mwMW');

/** About how wide words are in the charts' typeface, a little generously. */
export function textWidth(content: string, { letterWidth }: Pick<Frame, 'letterWidth'>): number {
  let width = 0;
  for (const letter of content) width += THIN.has(letter) ? 0.52 : THICK.has(letter) ? 1.45 : 1.06;
  return width * letterWidth;
}

/** Notes are set bolder than the other words. */
export const noteWidth = (content: string, frame: Pick<Frame, 'letterWidth'>): number =>
  textWidth(content, frame) * 1.08;

/** Grid lines with their values; the uppermost names the unit, and its line makes room for it. */
export function powerGrid(axis: PowerAxis, chart: Frame): string {
  const { left, right, y } = chart;
  const decimals = axis.ticks.some((tick) => !Number.isInteger(tick / axis.mwPerUnit)) ? 1 : 0;
  const numberOf = (tick: number): string => formatNumber(tick / axis.mwPerUnit, tick === 0 ? 0 : decimals);
  const baseline = (tick: number): number => Math.round(y(tick)) + 5;
  const top = axis.ticks.at(-1) as number;
  const topLabel = `${numberOf(top)} ${axis.unit}`;
  const startOf = (tick: number): number =>
    tick === top ? Math.max(left, Math.round(textWidth(topLabel, chart) + 6)) : left;
  const lines = axis.ticks
    .filter((tick) => tick !== 0)
    .map((tick) => `M${startOf(tick)} ${Math.round(y(tick))}H${right}`);
  const numbers = axis.ticks.slice(0, -1).map((tick) => text(left - 8, baseline(tick), '', numberOf(tick)));
  return (
    path('chart-grid', lines.join('')) +
    text(0, baseline(top), 'chart-axis', topLabel) +
    textGroup('chart-axis', numbers, 'end')
  );
}

/** The line at zero, drawn over the areas. */
export const zeroLine = (axis: PowerAxis, { left, right, y }: Frame): string =>
  axis.low <= 0 && axis.high >= 0 ? path('chart-zero', `M${left} ${Math.round(y(0))}H${right}`) : '';

/** `midnight, 3 a.m., 6, 9, noon, 3 p.m.`: a. m. or p. m. is said once in each half of the day. */
function hourLabel(localHour: number, step: number): string {
  const saysHalf = localHour % 12 === 0 || localHour % 12 === step;
  return saysHalf ? formatClock(localHour) : String(localHour % 12);
}

/**
 * Ticks at the *starts* of local hours. A day of 23 or 25 hours has its ticks where its own clock
 * has them: the hour that is skipped or repeated (1 or 2 a.m.) carries no label.
 */
export function hourAxis(localHours: readonly number[], chart: Frame): string {
  const step = LAYOUTS[chart.kind].hoursBetweenLabels;
  const labelled = localHours
    .map((hour, i) => ({ hour, i }))
    .filter(({ hour, i }) => hour % step === 0 && localHours.indexOf(hour) === i);
  const ticks = labelled.map(({ i }) => `M${coordinate(chart.x(i))} ${chart.bottom}v5`).join('');
  const labels = labelled.map(({ hour, i }) =>
    text(chart.x(i), chart.bottom + 21, '', hourLabel(hour, step)),
  );
  return path('chart-tick', ticks) + textGroup('chart-axis', labels, 'middle');
}

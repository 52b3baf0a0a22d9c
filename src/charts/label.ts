/** Labels that do not run into each other or into the lines they speak of. */

import { type Frame, noteWidth } from './frame.ts';
import type { Values } from './hour-path.ts';
import { circle, type TextAnchor, text } from './svg.ts';

/**
 * Positions at least `gap` apart within [low, high], in the given order, moved as little as a
 * forward and a backward pass allow.
 */
export function nudgedApart(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const placed: number[] = [];
  for (const position of wanted) placed.push(Math.max(position, (placed.at(-1) ?? low - gap) + gap));
  for (let i = placed.length - 1, limit = high; i >= 0; i--, limit = (placed[i + 1] as number) - gap) {
    placed[i] = Math.min(placed[i] as number, limit);
  }
  return placed;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function crossesLine(box: Box, values: Values, { x, y, hourCount }: Frame): boolean {
  const samples = 4;
  const perSample = (x(hourCount) - x(0)) / (hourCount * samples);
  const first = Math.max(0, Math.floor((box.left - x(0)) / perSample));
  const last = Math.min(hourCount * samples - 1, Math.ceil((box.right - x(0)) / perSample));
  for (let k = first; k <= last; k++) {
    const at = k / samples;
    const i = Math.floor(at - 0.5);
    const before = values[i] ?? values[i + 1] ?? null;
    const after = values[i + 1] ?? values[i] ?? null;
    if (before === null || after === null) continue;
    const py = y(before + (after - before) * (at - 0.5 - i));
    const px = x(at);
    if (px > box.left && px < box.right && py > box.top - 2 && py < box.bottom + 2) return true;
  }
  return false;
}

export interface PointLabel {
  /** Index of the hour. */
  hour: number;
  mw: number;
  text: string;
  prefers: 'above' | 'below';
}

const ASCENT = 11;
const DESCENT = 4;
const NEAR = [12, 20, 28, 36];
const FAR = [48, 64, 82];

interface Placed {
  box: Box;
  x: number;
  baseline: number;
  anchor: TextAnchor;
}

function place(label: PointLabel, chart: Frame, baseline: number): Placed {
  const width = noteWidth(label.text, chart);
  const px = chart.x(label.hour + 0.5);
  const limit = chart.kind === 'wide' ? chart.right : chart.width;
  const anchor: TextAnchor =
    px - width / 2 < chart.left ? 'start' : px + width / 2 > limit ? 'end' : 'middle';
  const x =
    anchor === 'start' ? Math.max(px - 10, chart.left + 2) : anchor === 'end' ? Math.min(px + 10, limit) : px;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return {
    x,
    baseline,
    anchor,
    box: { left, right: left + width, top: baseline - ASCENT, bottom: baseline + DESCENT },
  };
}

function candidates(label: PointLabel, chart: Frame): Placed[] {
  const py = chart.y(label.mw);
  const above = (distances: readonly number[]): number[] => distances.map((distance) => py - distance);
  const below = (distances: readonly number[]): number[] =>
    distances.map((distance) => py + distance + ASCENT - 2);
  const [first, second] = label.prefers === 'above' ? [above, below] : [below, above];
  const order = [...first(NEAR), ...second(NEAR), ...first(FAR), ...second(FAR)];
  return order
    .map((baseline) => place(label, chart, baseline))
    .filter(({ box }) => box.top >= 0 && box.bottom <= chart.bottom);
}

/** A ring on each point and its words at the nearest place that is free of lines and other words. */
export function pointLabels(labels: readonly PointLabel[], lines: readonly Values[], chart: Frame): string {
  // The unit on the axis stands a little into the plot.
  const taken: Box[] = [{ left: 0, right: chart.left + 12, top: chart.top - 10, bottom: chart.top + 10 }];
  return labels
    .map((label) => {
      const options = candidates(label, chart);
      const isFree = ({ box }: Placed): boolean => !taken.some((other) => overlaps(box, other));
      const isClear = (option: Placed): boolean =>
        isFree(option) && !lines.some((line) => crossesLine(option.box, line, chart));
      const chosen = options.find(isClear) ?? options.find(isFree) ?? options[0];
      if (!chosen) return '';
      taken.push(chosen.box);
      return (
        circle(chart.x(label.hour + 0.5), chart.y(label.mw), 4, 'chart-point') +
        text(chosen.x, chosen.baseline, 'chart-note', label.text, chosen.anchor)
      );
    })
    .join('');
}

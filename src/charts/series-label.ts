/** The names of bands and lines, beside the drawing where it is wide, in rows below where it is narrow. */

import { type Frame, textWidth } from './frame.ts';
import { nudgedApart } from './label.ts';
import { path, rect, text } from './svg.ts';

export interface SeriesLabel {
  name: string;
  /** Where the series ends on the right, as a y coordinate. */
  y: number;
  swatch: { kind: 'area'; className: string; fill?: string } | { kind: 'line'; className: string };
}

const SWATCH = 11;
const SWATCH_GAP = 6;

function swatch({ swatch: { kind, className, ...more } }: SeriesLabel, x: number, middle: number): string {
  if (kind === 'line') return path(className, `M${Math.round(x)} ${Math.round(middle)}h${SWATCH}`);
  const top = middle - SWATCH / 2;
  const plain = rect(x, top, SWATCH, SWATCH, className);
  const fill = 'fill' in more ? more.fill : undefined;
  return fill ? plain.replace('/>', ` fill="${fill}"/>`) : plain;
}

function beside(labels: readonly SeriesLabel[], chart: Frame): string {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const x = chart.right + 10;
  const middles = nudgedApart(
    sorted.map(({ y }) => y),
    chart.lineHeight,
    chart.top,
    chart.bottom,
  );
  return sorted
    .map((label, i) => {
      const middle = Math.round(middles[i] as number);
      return swatch(label, x, middle) + text(x + SWATCH + SWATCH_GAP, middle + 5, 'chart-label', label.name);
    })
    .join('');
}

const GAP_BETWEEN_ITEMS = 14;

function below(labels: readonly SeriesLabel[], chart: Frame): { body: string; height: number } {
  let x = 0;
  let line = 0;
  const body = labels.map((label) => {
    const width = SWATCH + SWATCH_GAP + textWidth(label.name, chart);
    if (x > 0 && x + width > chart.width) {
      x = 0;
      line++;
    }
    const middle = chart.height + 14 + line * chart.lineHeight;
    const item =
      swatch(label, x, middle) + text(x + SWATCH + SWATCH_GAP, middle + 5, 'chart-label', label.name);
    x += width + GAP_BETWEEN_ITEMS;
    return item;
  });
  return { body: body.join(''), height: 14 + (line + 1) * chart.lineHeight };
}

/** Names with swatches, and the height that they need below the frame. */
export function seriesLabels(labels: readonly SeriesLabel[], chart: Frame): { body: string; height: number } {
  return chart.kind === 'wide' ? { body: beside(labels, chart), height: 0 } : below(labels, chart);
}

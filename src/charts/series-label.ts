/** The names of bands and lines, beside the drawing where it is wide, in rows below where it is narrow. */

import { type Frame, textWidth } from './frame.ts';
import { nudgedApart } from './label.ts';
import { path, text, textGroup } from './svg.ts';

export interface SeriesLabel {
  name: string;
  /** Where the series ends on the right, as a y coordinate. */
  y: number;
  swatch:
    | { kind: 'area'; className: string; fill?: string }
    | { kind: 'line'; className: string }
    | { kind: 'mark'; className: string };
}

const SWATCH = 11;
const SWATCH_GAP = 6;

function swatch({ swatch: { kind, className, ...more } }: SeriesLabel, x: number, middle: number): string {
  if (kind === 'line') return path(className, `M${Math.round(x)} ${Math.round(middle)}h${SWATCH}`);
  if (kind === 'mark') return path(className, `M${Math.round(x)} ${Math.round(middle) + 4}h10l-5-9z`);
  const square = path(
    className,
    `M${Math.round(x)} ${Math.round(middle - SWATCH / 2)}h${SWATCH}v${SWATCH}h-${SWATCH}z`,
  );
  const fill = 'fill' in more ? more.fill : undefined;
  return fill ? square.replace('/>', ` fill="${fill}"/>`) : square;
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
  const at = (i: number): number => Math.round(middles[i] as number);
  const names = sorted.map(({ name }, i) => text(x + SWATCH + SWATCH_GAP, at(i) + 5, '', name));
  return sorted.map((label, i) => swatch(label, x, at(i))).join('') + textGroup('chart-label', names);
}

const GAP_BETWEEN_ITEMS = 12;

function below(labels: readonly SeriesLabel[], chart: Frame): { body: string; height: number } {
  let x = 0;
  let line = 0;
  const places = labels.map(({ name }) => {
    const width = SWATCH + SWATCH_GAP + textWidth(name, chart);
    if (x > 0 && x + width > chart.width) {
      x = 0;
      line++;
    }
    const place = { x, middle: chart.height + 14 + line * chart.lineHeight };
    x += width + GAP_BETWEEN_ITEMS;
    return place;
  });
  const placeOf = (i: number): { x: number; middle: number } => places[i] as { x: number; middle: number };
  const names = labels.map(({ name }, i) =>
    text(Math.round(placeOf(i).x) + SWATCH + SWATCH_GAP, placeOf(i).middle + 5, '', name),
  );
  const swatches = labels.map((label, i) => swatch(label, placeOf(i).x, placeOf(i).middle));
  return {
    body: swatches.join('') + textGroup('chart-label', names),
    height: 14 + (line + 1) * chart.lineHeight,
  };
}

/** Names with swatches, and the height that they need below the frame. */
export function seriesLabels(labels: readonly SeriesLabel[], chart: Frame): { body: string; height: number } {
  return chart.kind === 'wide' ? { body: beside(labels, chart), height: 0 } : below(labels, chart);
}

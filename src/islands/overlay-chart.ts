/** Lines over one local day, one a grid, drawn in the browser and named at their ends. */

import { nudgedApart } from '../charts/label.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';
const HOURS = 24;
const HOUR_LABELS = new Map([
  [0, 'midnight'],
  [6, '6 a.m.'],
  [12, 'noon'],
  [18, '6 p.m.'],
]);
/** A drawing narrower than this labels only every other of them. */
const ROOM_FOR_ALL_HOURS = 500;

export interface OverlayLine {
  /** What its end says. */
  label: string;
  /** By local hour of its own clock, in the order of the day; a gap is null. */
  localHour: readonly number[];
  values: readonly (number | null)[];
}

export interface OverlayOptions {
  title: string;
  width: number;
  height: number;
  tick: (value: number) => string;
  /** Whether the scale begins at zero; else at the round number below the lowest value. */
  fromZero: boolean;
}

function element(name: string, attributes: Record<string, string | number>, words?: string): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (words !== undefined) made.textContent = words;
  return made;
}

/** No finer step is drawn: below it, sums of a hundred thousand MW lose what the step adds. */
const FINEST_STEP = 1e-6;

/** The smallest of 1, 2, 5, 10 ... that parts the range into four or fewer. */
export function stepOf(highest: number): number {
  const wanted = highest === 0 ? 1 : Math.max(highest / 4, FINEST_STEP);
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  return magnitude * ([1, 2, 5, 10].find((digit) => digit * magnitude >= wanted * 0.999) ?? 10);
}

/** Baselines that keep their order and a distance, none below the lowest. */
export function apart(wanted: readonly number[], distance: number, lowest: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
  const sorted = order.map((i) => wanted[i] as number);
  const nudged = nudgedApart(sorted, distance, Number.NEGATIVE_INFINITY, lowest);
  const placed = new Array<number>(wanted.length);
  order.forEach((i, k) => {
    placed[i] = nudged[k] as number;
  });
  return placed;
}

/** Round bounds around all values. */
export function scaleOf(
  known: readonly number[],
  fromZero: boolean,
): { low: number; high: number; step: number } {
  const lowest = Math.min(...known, ...(fromZero || known.length === 0 ? [0] : []));
  const highest = Math.max(...known, ...(fromZero || known.length === 0 ? [0] : []));
  const step = stepOf(highest - lowest);
  const low = Math.floor(lowest / step + 1e-9) * step;
  return { low, high: Math.max(low + step, Math.ceil(highest / step - 1e-9) * step), step };
}

export function overlayChart(lines: readonly OverlayLine[], options: OverlayOptions): SVGElement {
  const { width, height, title, tick } = options;
  const [left, right, top, bottom] = [52, width - 64, 14, height - 26];
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const { low, high, step } = scaleOf(known, options.fromZero);
  const x = (hour: number) => left + (hour / (HOURS - 1)) * (right - left);
  const y = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - top);
  const svg = element('svg', {
    class: 'chart overlay',
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': title,
  });
  for (let value = low; value <= high + step / 2; value += step) {
    svg.append(
      element('path', { class: 'chart-grid', d: `M${left} ${y(value)}H${right}` }),
      element(
        'text',
        { class: 'chart-axis', x: left - 8, y: y(value) + 5, 'text-anchor': 'end' },
        tick(value),
      ),
    );
  }
  for (const [hour, words] of HOUR_LABELS) {
    if (hour % 12 !== 0 && width < ROOM_FOR_ALL_HOURS) continue;
    svg.append(
      element(
        'text',
        { class: 'chart-axis', x: x(hour), y: bottom + 21, 'text-anchor': hour ? 'middle' : 'start' },
        words,
      ),
    );
  }
  const ends = lines.map(({ values }) => values.findLast((value) => value !== null) ?? low);
  const baselines = apart(
    ends.map((end) => y(end) + 5),
    18,
    bottom + 5,
  );
  for (const [i, line] of lines.entries()) {
    // A grid without customers has no demand, and a name without a line would look like zero.
    if (line.values.every((value) => value === null)) continue;
    svg.append(
      element('path', { class: `overlay-line line-${i + 1}`, d: pathOf(line, x, y) }),
      element(
        'text',
        { class: `overlay-name name-${i + 1}`, x: right + 8, y: baselines[i] ?? 0 },
        line.label,
      ),
    );
  }
  return svg;
}

/** A line that breaks at gaps. An hour that a clock shows twice is drawn at its place twice. */
function pathOf(
  { localHour, values }: OverlayLine,
  x: (hour: number) => number,
  y: (value: number) => number,
): string {
  let isOpen = false;
  return values
    .map((value, i) => {
      const command = isOpen ? 'L' : 'M';
      isOpen = value !== null;
      return value === null ? '' : `${command}${x(localHour[i] ?? i).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
}

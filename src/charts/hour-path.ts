/**
 * Paths through hours. A value is the average of its hour and stands at the hour's middle; where a
 * run of known hours begins or ends, the line goes on flat to the edge of its hour. So a gap is as
 * wide as the hours that are missing, and a lone hour is still seen.
 *
 * Coordinates are whole or tenths, relative, and flat stretches are merged: an archive holds many
 * thousands of these.
 */

export type Values = readonly (number | null)[];

interface Run {
  first: number;
  last: number;
}

/** The stretches of hours without a gap. */
export function runsOf(values: Values): Run[] {
  const runs: Run[] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    const run = runs.at(-1);
    if (run && run.last === i - 1) run.last = i;
    else runs.push({ first: i, last: i });
  });
  return runs;
}

export interface HourScales {
  /** Position of a time in hours since the day's start. */
  x: (hours: number) => number;
  y: (value: number) => number;
}

type Point = readonly [x: number, y: number];

/** In steps of 1 or 0.1, rounded before differences are taken, so that errors do not add up. */
function pointsOf(values: Values, run: Run, { x, y }: HourScales, decimals: number): Point[] {
  const factor = 10 ** decimals;
  const point = (hours: number, i: number): Point => [
    Math.round(x(hours) * factor),
    Math.round(y(values[i] as number) * factor),
  ];
  const points = [point(run.first, run.first)];
  for (let i = run.first; i <= run.last; i++) points.push(point(i + 0.5, i));
  points.push(point(run.last + 1, run.last));
  return points;
}

function withoutFlatMiddles(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    return !before || !after || before[1] !== point[1] || after[1] !== point[1];
  });
}

/** `26-3` needs no space: the sign parts the numbers. */
const after = (out: string, number: number): string =>
  out === '' || number < 0 ? `${out}${number}` : `${out} ${number}`;

function relativeLine(points: readonly Point[], decimals: number): string {
  const factor = 10 ** decimals;
  let steps = '';
  for (let i = 1; i < points.length; i++) {
    const [x, y] = points[i] as Point;
    const [beforeX, beforeY] = points[i - 1] as Point;
    steps = after(after(steps, (x - beforeX) / factor), (y - beforeY) / factor);
  }
  return `l${steps}`;
}

/** Where a path begins. */
const from = (x: number, y: number): string => `M${after(String(x), y)}`;

/** The line through the known hours; a gap breaks it. */
export function hourLine(values: Values, scales: HourScales, decimals = 0): string {
  const factor = 10 ** decimals;
  return runsOf(values)
    .map((run) => withoutFlatMiddles(pointsOf(values, run, scales, decimals)))
    .map((points) => {
      const [x, y] = points[0] as Point;
      return `${from(x / factor, y / factor)}${relativeLine(points, decimals)}`;
    })
    .join('');
}

/** The area between the known hours and a level. */
export function hourArea(values: Values, scales: HourScales, level = 0): string {
  const base = Math.round(scales.y(level));
  return runsOf(values)
    .map((run) => withoutFlatMiddles(pointsOf(values, run, scales, 0)))
    .map((points) => {
      const [x, y] = points[0] as Point;
      return `${from(x, base)}V${y}${relativeLine(points, 0)}V${base}z`;
    })
    .join('');
}

/** The area between two lines, over the hours that both know. */
export function hourBand(upper: Values, lower: Values, scales: HourScales): string {
  const both = upper.map((value, i) => (lower[i] === null || lower[i] === undefined ? null : value));
  return runsOf(both)
    .map((run) => {
      const top = withoutFlatMiddles(pointsOf(both, run, scales, 0));
      const bottom = withoutFlatMiddles(pointsOf(lower, run, scales, 0)).reverse();
      const [x, y] = top[0] as Point;
      const [, bottomY] = bottom[0] as Point;
      return `${from(x, y)}${relativeLine(top, 0)}V${bottomY}${relativeLine(bottom, 0)}z`;
    })
    .join('');
}

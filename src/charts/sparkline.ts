import { hourLine, type Values } from './hour-path.ts';
import { linear } from './linear.ts';
import { circle, path, svg } from './svg.ts';

export interface SparklineOptions {
  /** What is drawn, in words. */
  title: string;
  width?: number;
  height?: number;
  /** Class of the line; its colour is `currentColor`. */
  className?: string;
}

const PADDING = 4;

/** A small line without axes, its last known value dotted. Gaps break it; nothing known draws nothing. */
export function sparkline(values: Values, options: SparklineOptions = { title: 'Trend' }): string {
  const { title, width = 120, height = 32, className = 'chart-spark' } = options;
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const x = linear([0, values.length], [PADDING, width - PADDING]);
  const y = linear([low, high === low ? low + 1 : high], [height - PADDING, PADDING]);
  const last = values.findLastIndex((value) => value !== null);
  const body = known.length
    ? [
        path(className, hourLine(values, { x, y }, 1)),
        circle(x(last + 0.5), y(values[last] as number), 2.5, 'chart-spark-end'),
      ]
    : [];
  return svg({
    width,
    height,
    className: 'chart chart-sparkline',
    title,
    description: `${known.length} values.`,
    body,
  });
}

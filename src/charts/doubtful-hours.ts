/** Hours that are missing or that screening does not believe, as a chart marks them. */

import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { type Frame, textWidth } from './frame.ts';
import { runsOf, type Values } from './hour-path.ts';
import type { SeriesLabel } from './series-label.ts';
import { path, rect, text } from './svg.ts';

/** A doubted value is drawn up to this multiple of the highest believed one; beyond, it is left out. */
const DRAWABLE_MULTIPLE = 1.25;

/** Which hours of the day have a flagged value among some series. */
export function flaggedHours(pulse: PulseSnapshot, isShown: (series: string) => boolean): boolean[] {
  const flagged = new Set(pulse.flags.filter((flag) => isShown(flag.series)).map((flag) => flag.hourEnding));
  return pulse.hours.hourEnding.map((hour) => flagged.has(hour));
}

/** Values without the doubted ones that would burst the scale; those stay in the table, as reported. */
export function drawable(values: Values, flagged: readonly boolean[]): Values {
  const believed = values.filter((value, i): value is number => value !== null && !flagged[i]);
  const high = Math.max(0, ...believed) * DRAWABLE_MULTIPLE;
  const low = Math.min(0, ...believed) * DRAWABLE_MULTIPLE;
  return values.map((value, i) =>
    value !== null && flagged[i] && (value > high || value < low) ? null : value,
  );
}

const asRuns = (marked: readonly boolean[]) => runsOf(marked.map((is) => (is ? 1 : null)));

/** A veil over hours without any value, with words where they fit. */
export function missingHours(missing: readonly boolean[], chart: Frame, words = 'no data'): string {
  return asRuns(missing)
    .map(({ first, last }) => {
      const left = chart.x(first);
      const width = chart.x(last + 1) - left;
      const veil = rect(left, chart.top, width, chart.bottom - chart.top, 'chart-missing');
      const fits = textWidth(words, chart) < width;
      return veil + (fits ? text(left + width / 2, chart.top + 16, 'chart-axis', words, 'middle') : '');
    })
    .join('');
}

/** A triangle on the axis under each doubted hour. */
export function flagMarks(flagged: readonly boolean[], chart: Frame): string {
  if (!flagged.includes(true)) return '';
  const marks = flagged.map((is, i) =>
    is ? `M${Math.round(chart.x(i + 0.5)) - 4} ${chart.bottom}h8l-4-8z` : '',
  );
  return path('chart-flag', marks.join(''));
}

/** What the triangle means, beside the other names. */
export function flagLabel(flagged: readonly boolean[], chart: Frame): SeriesLabel[] {
  if (!flagged.includes(true)) return [];
  return [{ name: 'Value in doubt', y: chart.bottom, swatch: { kind: 'mark', className: 'chart-flag' } }];
}

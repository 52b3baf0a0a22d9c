/** Hours that are missing or that screening does not believe, as a chart marks them. */

import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { type Frame, textWidth } from './frame.ts';
import { runsOf, type Values } from './hour-path.ts';
import type { SeriesLabel } from './series-label.ts';
import { path, rect, text } from './svg.ts';

/** A doubted value is drawn up to this multiple of the highest believed one; beyond, it is left out. */
const DRAWABLE_MULTIPLE = 1.25;

const NO_DATA = 'no data';

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

/**
 * A veil over the hours that lack something which the day else has, and words over those that lack
 * everything, where they fit.
 */
export function missingHours(columns: readonly Values[], chart: Frame): string {
  const shown = columns.filter((column) => column.some((value) => value !== null));
  const hours = Array.from({ length: chart.hourCount }, (_, i) => i);
  const lacksAny = hours.map((i) => shown.length === 0 || shown.some((column) => column[i] === null));
  const lacksAll = hours.map((i) => shown.every((column) => column[i] === null));
  const veils = asRuns(lacksAny).map(({ first, last }) => {
    const left = chart.x(first);
    return rect(left, chart.top, chart.x(last + 1) - left, chart.bottom - chart.top, 'chart-missing');
  });
  const words = asRuns(lacksAll)
    .filter(({ first, last }) => textWidth(NO_DATA, chart) < chart.x(last + 1) - chart.x(first))
    .map(({ first, last }) =>
      text((chart.x(first) + chart.x(last + 1)) / 2, chart.bottom - 12, 'chart-axis', NO_DATA, 'middle'),
    );
  return veils.join('') + words.join('');
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

/** Steps of a calendar's one colour scale, parted at round figures. */
import { scaleLinear } from 'd3-scale';

/** Of src/styles/calendar.css. */
const HIGHEST_TONE = 6;
/** Asked for four, d3 parts a range at six at most: no more steps than there are tones. */
const ROUND_FIGURES = 4;

export interface Tones {
  /** Round figures within the range, each where a step begins; below the first there is one more. */
  edges: number[];
  /** A class for each step, the lowest first. */
  classNames: string[];
  classOf: (value: number | null) => string | undefined;
}

/** Spread over all tones, however few the steps are. */
const toneClass = (step: number, steps: number): string =>
  `tone-${steps === 1 ? HIGHEST_TONE / 2 : Math.round((step * HIGHEST_TONE) / (steps - 1))}`;

export function tonesOf(values: readonly number[]): Tones {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const edges = scaleLinear()
    .domain([least, most])
    .ticks(ROUND_FIGURES)
    .filter((edge) => edge > least && edge < most);
  const classNames = Array.from({ length: edges.length + 1 }, (_, step) => toneClass(step, edges.length + 1));
  return {
    edges,
    classNames,
    classOf: (value) =>
      value === null ? undefined : classNames[edges.filter((edge) => edge <= value).length],
  };
}

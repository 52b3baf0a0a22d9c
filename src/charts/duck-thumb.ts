import type { DuckCurve } from '../snapshots/pulse.ts';
import { hourBand, hourLine, type Values } from './hour-path.ts';
import { linear } from './linear.ts';
import { path, svg } from './svg.ts';

const WIDTH = 240;
const HEIGHT = 104;
const PADDING = 4;

export interface ThumbScale {
  lowMw: number;
  highMw: number;
}

const known = (...columns: Values[]): number[] => columns.flat().filter((value) => value !== null);

/** One scale for several days, so that they compare; from zero. */
export function thumbScale(days: readonly DuckCurve[]): ThumbScale {
  const values = days.flatMap(({ demandMwh, demandLessSolarMwh }) => known(demandMwh, demandLessSolarMwh));
  return { lowMw: Math.min(0, ...values), highMw: Math.max(1, ...values) };
}

/** A duck day without words: demand, demand less utility solar, and the sun between them. */
export function duckThumb(
  { demandMwh, demandLessSolarMwh }: DuckCurve,
  { lowMw, highMw }: ThumbScale,
): string {
  const x = linear([0, demandMwh.length], [0, WIDTH]);
  const y = linear([lowMw, highMw], [HEIGHT - PADDING, PADDING]);
  const zero = Math.round(y(0));
  return svg({
    width: WIDTH,
    height: HEIGHT,
    className: 'chart chart-thumb',
    title: 'Demand less utility solar',
    description: 'Demand as a thin line, demand less utility solar as a thick one, the sun between them.',
    body: [
      path('chart-sun', hourBand(demandMwh, demandLessSolarMwh, { x, y })),
      path('chart-zero', `M0 ${zero}H${WIDTH}`),
      path('chart-demand-faint', hourLine(demandMwh, { x, y })),
      path('chart-less-solar', hourLine(demandLessSolarMwh, { x, y })),
    ],
  });
}

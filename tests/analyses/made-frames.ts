/** Frames made for a test: a plausible small grid, by local clock, that a test then spoils. */
import { type BalancingAuthority, findBalancingAuthority } from '../../src/grid/balancing-authority.ts';
import { type LocalDate, localDay, localHourOfDay } from '../../src/grid/hour.ts';
import { ensureSeries, type HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';

export function ba(code: string): BalancingAuthority {
  const found = findBalancingAuthority(code);
  if (!found) throw new Error(`no balancing authority ${code}`);
  return found;
}

/** Whole local days of a balancing authority from a date, with no series yet. */
export function frameOfDays(code: string, first: LocalDate, days: number): HourlyFrame {
  const start = localDay(first, ba(code).timezone).firstHour;
  return { respondent: code, firstHour: start, hourCount: days * 24, series: new Map() };
}

export function fill(
  frame: HourlyFrame,
  kind: SeriesKind,
  mwhAt: (localHour: number, index: number) => number,
) {
  const { timezone } = ba(frame.respondent);
  const values = ensureSeries(frame, kind);
  for (let i = 0; i < values.length; i++) values[i] = mwhAt(localHourOfDay(frame.firstHour + i, timezone), i);
  return values;
}

/** A number between 0 and 1 that depends on the index alone. */
export const noise = (i: number) => (Math.sin(i * 12.9898) * 43758.5453) % 1;

/** Demand about `size` with an evening peak and a night trough, never twice the same. */
export const demandCurve = (size: number) => (h: number, i: number) =>
  Math.round(size * (1 + 0.25 * Math.sin(((h - 12) / 24) * 2 * Math.PI) + 0.02 * noise(i)));

/** Solar of a clear day, a little below zero at night. */
export const solarCurve = (size: number) => (h: number, i: number) =>
  h < 6 || h > 18 ? -1 : Math.round(size * Math.sin(((h - 5) / 14) * Math.PI) * (1 + 0.05 * noise(i)));

/** Demand, sources, net generation and interchange that agree, for some days. */
export function plausibleFrame(code: string, first: LocalDate, days: number, size = 20_000): HourlyFrame {
  const frame = frameOfDays(code, first, days);
  const demand = fill(frame, 'demand', demandCurve(size));
  fill(frame, 'day-ahead-demand-forecast', (h, i) => demandCurve(size)(h, i + 1));
  const sun = fill(frame, 'generation:SUN', solarCurve(size / 2));
  const nuclear = fill(frame, 'generation:NUC', () => Math.round(size / 10));
  const wind = fill(frame, 'generation:WND', (_, i) => Math.round(size * 0.1 * (1 + noise(i * 3) / 2)));
  const gas = fill(frame, 'generation:NG', (_, i) =>
    Math.round(
      Math.max(
        0.1 * size,
        (demand[i] as number) * 0.9 - (sun[i] as number) - (nuclear[i] as number) - (wind[i] as number),
      ),
    ),
  );
  const sum = fill(
    frame,
    'net-generation',
    (_, i) => (sun[i] as number) + (nuclear[i] as number) + (wind[i] as number) + (gas[i] as number),
  );
  fill(frame, 'total-interchange', (_, i) => (sum[i] as number) - (demand[i] as number));
  return frame;
}

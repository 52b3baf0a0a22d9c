import { ENERGY_SOURCE_CODES, type EnergySource } from './energy-source.ts';
import type { HourEnding, LocalDay } from './hour.ts';
import { generationOf, type SeriesKind } from './observation.ts';

/** MWh by hour, complete: index i is the hour `firstHour + i`; NaN is a gap, never an absent entry, never 0. */
export type HourlyValues = Float64Array;

/** Every series of one respondent over the same hours. */
export interface HourlyFrame {
  respondent: string;
  firstHour: HourEnding;
  hourCount: number;
  series: Map<SeriesKind, HourlyValues>;
}

export function emptyFrame(respondent: string, firstHour: HourEnding, hourCount: number): HourlyFrame {
  return { respondent, firstHour, hourCount, series: new Map() };
}

/** A series of the frame to write into, made of gaps where it is new. */
export function ensureSeries(frame: HourlyFrame, kind: SeriesKind): HourlyValues {
  let values = frame.series.get(kind);
  if (!values) {
    values = new Float64Array(frame.hourCount).fill(Number.NaN);
    frame.series.set(kind, values);
  }
  return values;
}

export function lastHourOf(frame: HourlyFrame): HourEnding {
  return frame.firstHour + frame.hourCount - 1;
}

/** The value of an hour, NaN where there is none. */
export function valueAt(frame: HourlyFrame, kind: SeriesKind, hour: HourEnding): number {
  return frame.series.get(kind)?.[hour - frame.firstHour] ?? Number.NaN;
}

/** The last hour that has a value, null where none has. */
export function lastKnownHour(frame: HourlyFrame, kind: SeriesKind): HourEnding | null {
  const values = frame.series.get(kind);
  if (!values) return null;
  for (let i = values.length - 1; i >= 0; i--) {
    if (!Number.isNaN(values[i])) return frame.firstHour + i;
  }
  return null;
}

/** The hours of a local day, a view where they lie in the frame; hours outside it are gaps. */
export function sliceDay(frame: HourlyFrame, kind: SeriesKind, day: LocalDay): HourlyValues {
  const values = frame.series.get(kind);
  const offset = day.firstHour - frame.firstHour;
  if (values && offset >= 0 && offset + day.hourCount <= frame.hourCount)
    return values.subarray(offset, offset + day.hourCount);
  const out = new Float64Array(day.hourCount).fill(Number.NaN);
  if (!values) return out;
  const from = Math.max(0, -offset);
  const to = Math.min(day.hourCount, frame.hourCount - offset);
  for (let i = from; i < to; i++) out[i] = values[offset + i] as number;
  return out;
}

/** The energy sources that the frame holds rows of, in drawing order. */
export function energySourcesOf(frame: HourlyFrame): EnergySource[] {
  return ENERGY_SOURCE_CODES.filter((source) => frame.series.has(generationOf(source)));
}

/**
 * The frame as of the last hour that has ended: only forecasts reach beyond it. A measured value of
 * an hour to come is no measurement.
 */
export function withoutFuture(frame: HourlyFrame, lastHourEnded: HourEnding): HourlyFrame {
  const known = Math.max(0, lastHourEnded - frame.firstHour + 1);
  if (known >= frame.hourCount) return frame;
  const series = new Map(frame.series);
  for (const [kind, values] of frame.series) {
    if (kind !== 'day-ahead-demand-forecast') series.set(kind, values.slice().fill(Number.NaN, known));
  }
  return { ...frame, series };
}

/**
 * The frame from its first to its last hour with a value (arrays are views), without the series that
 * have none: rows without a value report nothing. Null where no series has any.
 */
export function trimFrame(frame: HourlyFrame): HourlyFrame | null {
  const series = new Map<SeriesKind, HourlyValues>();
  let first = frame.hourCount;
  let last = -1;
  for (const [kind, values] of frame.series) {
    const start = values.findIndex((value) => !Number.isNaN(value));
    if (start < 0) continue;
    series.set(kind, values);
    first = Math.min(first, start);
    last = Math.max(
      last,
      values.findLastIndex((value) => !Number.isNaN(value)),
    );
  }
  if (last < 0) return null;
  for (const [kind, values] of series) series.set(kind, values.subarray(first, last + 1));
  return {
    respondent: frame.respondent,
    firstHour: frame.firstHour + first,
    hourCount: last - first + 1,
    series,
  };
}

/** The same hours with no series but these. */
export const withSeriesOnly = (frame: HourlyFrame, kinds: readonly SeriesKind[]): HourlyFrame => ({
  ...frame,
  series: new Map([...frame.series].filter(([kind]) => kinds.includes(kind))),
});

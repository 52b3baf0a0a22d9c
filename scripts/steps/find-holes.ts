import { type HourEnding, type HourRange, lastHourEnded } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';

/** How far back a hole is worth asking for again: EIA takes late submissions for weeks. */
export const HOLE_DAYS = 30;
/** A series with fewer of its hours than this does not have holes: it is seldom reported. */
const USUALLY_REPORTED = 0.8;
/** Holes closer together than this are asked for in one window. */
const JOINED_HOURS = 6;

/** The hours that some usually reported series lacks, as windows in the order of time. */
export function findHoles(frames: Iterable<HourlyFrame>): HourRange[] {
  const missing = new Set<HourEnding>();
  for (const frame of frames) {
    for (const values of frame.series.values()) {
      const absent: HourEnding[] = [];
      for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) absent.push(frame.firstHour + i);
      if (absent.length <= (1 - USUALLY_REPORTED) * values.length)
        for (const hour of absent) missing.add(hour);
    }
  }
  return joined([...missing].sort((a, b) => a - b));
}

function joined(hours: HourEnding[]): HourRange[] {
  const windows: HourRange[] = [];
  for (const hour of hours) {
    const last = windows.at(-1);
    if (last && hour - last.lastHour <= JOINED_HOURS) last.lastHour = hour;
    else windows.push({ firstHour: hour, lastHour: hour });
  }
  return windows;
}

/** The hours in which holes are looked for: the last weeks, up to the window that is asked for anyway. */
export function holeSearch(now: Date, window: HourRange): HourRange | null {
  const firstHour = lastHourEnded(now) - HOLE_DAYS * 24;
  const lastHour = window.firstHour - 1;
  return firstHour <= lastHour ? { firstHour, lastHour } : null;
}

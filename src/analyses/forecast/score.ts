/**
 * How good forecasts were, once what came is known. Pure: predictions written down before the fact
 * and intensities in, figures out. Hours whose outcome is not known are left out.
 */
import type { HourEnding } from '../../grid/hour.ts';
import { cleanestSlot, type Slot } from '../clean-window-slots.ts';

export interface Prediction {
  /** The instant of issue in whole hours since 1970, UTC: the last hour that had ended. */
  issuedAtHour: HourEnding;
  /** The hour that it is about. */
  hourEnding: HourEnding;
  kgPerMwh: number;
  low: number;
  high: number;
}

/** kg/MWh of an hour; NaN where it is not known. */
export type Outcomes = (hour: HourEnding) => number;

/** Percent of less than this many kg/MWh says nothing. */
const LEAST_FOR_PERCENT = 1;

export interface LeadScore {
  /** 1 = the first 24 hours from the issue. */
  dayAhead: number;
  hours: number;
  meanAbsoluteErrorKgPerMwh: number;
  /** As a fraction of the outcome; NaN where no outcome reaches 1 kg/MWh. */
  meanAbsolutePercentError: number;
  /** Share of outcomes within the interval. */
  coverage: number;
}

const ratio = (sum: number, count: number) => (count === 0 ? Number.NaN : sum / count);

export const dayAheadOf = ({ issuedAtHour, hourEnding }: Pick<Prediction, 'issuedAtHour' | 'hourEnding'>) =>
  Math.ceil((hourEnding - issuedAtHour) / 24);

function leadScore(dayAhead: number, predictions: readonly Prediction[], outcomes: Outcomes): LeadScore {
  let [hours, absolute, relative, relativeHours, held] = [0, 0, 0, 0, 0];
  for (const { hourEnding, kgPerMwh, low, high } of predictions) {
    const outcome = outcomes(hourEnding);
    if (Number.isNaN(outcome)) continue;
    const error = Math.abs(kgPerMwh - outcome);
    hours++;
    absolute += error;
    if (outcome >= low && outcome <= high) held++;
    if (outcome < LEAST_FOR_PERCENT) continue;
    relativeHours++;
    relative += error / outcome;
  }
  return {
    dayAhead,
    hours,
    meanAbsoluteErrorKgPerMwh: ratio(absolute, hours),
    meanAbsolutePercentError: ratio(relative, relativeHours),
    coverage: ratio(held, hours),
  };
}

/** Error and coverage by day ahead. */
export function scoreByDayAhead(predictions: readonly Prediction[], outcomes: Outcomes): LeadScore[] {
  const byDay = Map.groupBy(predictions, dayAheadOf);
  return [...byDay.keys()]
    .sort((a, b) => a - b)
    .map((day) => leadScore(day, byDay.get(day) as Prediction[], outcomes));
}

/** What the advised block of one issue was worth. All kg/MWh. */
export interface WindowScore {
  /** Mean of the next 24 hours less the cleanest block in hindsight. */
  possible: number;
  /** Mean of the next 24 hours less the advised block as it came. */
  realised: number;
  /** What following the advice lost against hindsight; never negative. */
  regret: number;
}

const SCORED_HOURS = 24;

/** Of the forecasts of the 24 hours after one issue, in order; null where an hour's outcome is not known. */
export function scoreWindow(
  predictions: readonly Prediction[],
  outcomes: Outcomes,
  blockHours = 4,
): WindowScore | null {
  const next = predictions.slice(0, SCORED_HOURS);
  const actual = next.map(({ hourEnding }) => outcomes(hourEnding));
  if (next.length < SCORED_HOURS || actual.some(Number.isNaN)) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const advised = cleanestSlot(
    next.map(({ kgPerMwh }) => kgPerMwh),
    blockHours,
  ) as Slot;
  const best = cleanestSlot(actual, blockHours) as Slot;
  const came = mean(actual.slice(advised.start, advised.start + blockHours));
  return {
    possible: mean(actual) - best.kgPerMwh,
    realised: mean(actual) - came,
    regret: Math.max(0, came - best.kgPerMwh),
  };
}

/** Sum of realised over sum of possible savings; NaN where nothing was possible. */
export function capturedShare(windows: readonly WindowScore[]): number {
  const possible = windows.reduce((sum, window) => sum + window.possible, 0);
  return possible > 0 ? windows.reduce((sum, window) => sum + window.realised, 0) / possible : Number.NaN;
}

export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

/** The least captured share of a grade; below the last it is an F. */
export const GRADE_THRESHOLDS: readonly { grade: Grade; capturedShare: number }[] = [
  { grade: 'A', capturedShare: 0.9 },
  { grade: 'B', capturedShare: 0.75 },
  { grade: 'C', capturedShare: 0.6 },
  { grade: 'D', capturedShare: 0.4 },
];

/** Fewer issues than these earn no grade. */
export const LEAST_GRADED_WINDOWS = 14;

/** The grade of the advice; null while too few windows are scored or nothing was possible. */
export function grade(windows: readonly WindowScore[]): Grade | null {
  const share = capturedShare(windows);
  if (windows.length < LEAST_GRADED_WINDOWS || Number.isNaN(share)) return null;
  return GRADE_THRESHOLDS.find((threshold) => share >= threshold.capturedShare)?.grade ?? 'F';
}

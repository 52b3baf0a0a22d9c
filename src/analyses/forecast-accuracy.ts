/** The published accuracy of the predictions of one balancing authority. */
import { type HourEnding, hourToIso } from '../grid/hour.ts';
import type { Accuracy } from '../snapshots/clean-windows.ts';
import { isEveningSlot } from './forecast/issue-slot.ts';
import {
  capturedShare,
  grade,
  type Outcomes,
  type Prediction,
  scoreByDayAhead,
  scoreWindow,
  type WindowScore,
} from './forecast/score.ts';
import { mean } from './statistics.ts';

/** Issues older than this say little of today's forecasts. */
export const SCORED_DAYS = 90;

/** A forecast as it was written down before the fact, kg/MWh; the first value is of the hour after `issuedAt`. */
export interface RecordedIssue {
  slot: HourEnding;
  issuedAt: HourEnding;
  kgPerMwh: readonly number[];
  low: readonly number[];
  high: readonly number[];
}

const predictionsOf = ({ issuedAt, kgPerMwh, low, high }: RecordedIssue): Prediction[] =>
  kgPerMwh.map((value, i) => ({
    issuedAtHour: issuedAt,
    hourEnding: issuedAt + 1 + i,
    kgPerMwh: value,
    low: low[i] as number,
    high: high[i] as number,
  }));

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

function windowFields(windows: readonly WindowScore[]): Accuracy['windows'] {
  return {
    scored: windows.length,
    capturedShare: orNull(capturedShare(windows)),
    meanPossibleKgPerMwh: orNull(mean(windows.map(({ possible }) => possible))),
    meanRegretKgPerMwh: orNull(mean(windows.map(({ regret }) => regret))),
    grade: grade(windows),
  };
}

/** `issues` oldest first; hours whose outcome is not known yet are not counted. */
export function forecastAccuracy(
  issues: readonly RecordedIssue[],
  outcomes: Outcomes,
  timezone: string,
): Accuracy {
  const evenings = issues.filter(({ slot }) => isEveningSlot(slot, timezone));
  const windows = evenings.flatMap((issue) => scoreWindow(predictionsOf(issue), outcomes) ?? []);
  const [first] = issues;
  return {
    firstIssue: first ? hourToIso(first.issuedAt) : null,
    issues: issues.length,
    byDayAhead: scoreByDayAhead(issues.flatMap(predictionsOf), outcomes)
      .filter(({ hours }) => hours > 0)
      .map((score) => ({
        ...score,
        meanAbsolutePercentError: orNull(score.meanAbsolutePercentError),
      })),
    windows: windowFields(windows),
  };
}

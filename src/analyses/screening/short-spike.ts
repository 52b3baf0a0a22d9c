/**
 * One or two hours that leave their surroundings and come back. Each hour is compared with the
 * median of the same hour on the three days before and after, r = value / median; its neighbours
 * give the level of those days. An hour is a spike where r leaves that level by more than the
 * threshold, at most two hours in a row, and stands off from the hours beside the run by 0.6 of
 * that, in the same direction:
 *
 *   threshold = clamp(5 x median |r - 1|, floor, 2), floor 0.2 of demand, more of the rest
 *
 * Judged against the anomaly classes of Ruggles et al. (2020) on half a year of 54 balancing
 * authorities.
 */
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import type { SeriesKind } from '../../grid/observation.ts';
import { median, smallMedian } from '../statistics.ts';
import { isNearDaysAround, medianOfDaysAround } from './days-around.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';

const DAYS_AROUND = [-72, -48, -24, 24, 48, 72];
const HOURS_AROUND = [-12, -10, -8, -6, -4, -3, 3, 4, 6, 8, 10, 12];
const LONGEST_SPIKE_HOURS = 2;

const FLOORS: [SeriesKind, number][] = [
  ['demand', 0.2],
  ['day-ahead-demand-forecast', 0.35],
  ['net-generation', 0.5],
];

const around = new Float64Array(DAYS_AROUND.length);

const at = (values: HourlyValues, i: number): number =>
  i >= 0 && i < values.length ? (values[i] as number) : Number.NaN;

/** Median of the same hour on the days around; NaN where fewer than three are known. */
function usualAt(values: HourlyValues, i: number): number {
  const ofSix = i >= 72 && i + 72 < values.length ? medianOfDaysAround(values, i) : Number.NaN;
  if (!Number.isNaN(ofSix)) return ofSix;
  for (let k = 0; k < around.length; k++) around[k] = at(values, i + (DAYS_AROUND[k] as number));
  return smallMedian(around, 3);
}

/** Whether no hour leaves the days around by more than a fraction. */
function isNearDaysAroundThroughout(values: HourlyValues, fraction: number): boolean {
  for (let i = 0; i < values.length; i++) {
    if (i >= 72 && i + 72 < values.length && isNearDaysAround(values, i, fraction)) continue;
    if (Math.abs(ratioAt(values, i) - 1) > fraction) return false;
  }
  return true;
}

/** Value over what is usual; NaN where that is not known or nothing. */
function ratioAt(values: HourlyValues, i: number): number {
  const usual = usualAt(values, i);
  return usual > 0 ? (values[i] as number) / usual : Number.NaN;
}

function ratioToDaysAround(values: HourlyValues): HourlyValues {
  const ratios = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) ratios[i] = ratioAt(values, i);
  return ratios;
}

/** How far the hour leaves the level of the hours around it. */
function deviationAt(ratios: HourlyValues, i: number): number {
  return at(ratios, i) - median(HOURS_AROUND.map((shift) => at(ratios, i + shift)));
}

/** Whether the value stands off from another hour by a fraction of the greater of both. */
function standsOff(value: number, other: number, fraction: number, sign: number): boolean {
  if (Number.isNaN(other)) return true;
  return (sign * (value - other)) / Math.max(Math.abs(value), Math.abs(other)) > fraction;
}

function isShortRun(values: HourlyValues, run: number[], sign: number, threshold: number): boolean {
  const first = run[0] as number;
  const last = run.at(-1) as number;
  if (run.length > LONGEST_SPIKE_HOURS) return false;
  const margin = 0.6 * Math.min(0.7, threshold);
  return (
    standsOff(at(values, first), at(values, first - 1), margin, sign) &&
    standsOff(at(values, last), at(values, last + 1), margin, sign)
  );
}

/** Runs of hours that deviate in one direction by more than the threshold. */
function deviantRuns(ratios: HourlyValues, threshold: number, sign: number): number[][] {
  const runs: number[][] = [];
  for (let i = 0; i < ratios.length; i++) {
    // The cheap test first: few hours leave the days around by as much.
    if (!(Math.abs((ratios[i] as number) - 1) > threshold / 2)) continue;
    if (!(sign * deviationAt(ratios, i) > threshold)) continue;
    if (runs.at(-1)?.at(-1) === i - 1) runs.at(-1)?.push(i);
    else runs.push([i]);
  }
  return runs;
}

function spikesOf(frame: HourlyFrame, kind: SeriesKind, floor: number): Finding[] {
  const values = frame.series.get(kind);
  if (!values) return [];
  if (isNearDaysAroundThroughout(values, floor / 2)) return [];
  const ratios = ratioToDaysAround(values);
  const threshold = Math.min(2, Math.max(floor, 5 * median(ratios.map((r) => Math.abs(r - 1)))));
  return [1, -1].flatMap((sign) =>
    deviantRuns(ratios, Math.min(threshold, sign < 0 ? 0.8 : 2), sign)
      .filter((run) => isShortRun(values, run, sign, threshold))
      .flat()
      .map((index) => ({
        kind,
        index,
        reason:
          sign > 0
            ? 'Far above the hours beside it and the same hour of the days around.'
            : 'Far below the hours beside it and the same hour of the days around.',
      })),
  );
}

export const shortSpike: ScreeningRule = {
  name: 'short-spike',
  findings: ({ trusted }) => FLOORS.flatMap(([kind, floor]) => spikesOf(trusted, kind, floor)),
};

/**
 * A day sent twice: a day or more of hours, each exactly equal to the same hour a day or a week
 * before, in a series that moves. Steady series (a reactor at full power, a source at zero) repeat
 * themselves honestly and are left alone: at least 12 different values must recur. A day-ahead
 * forecast may be copied by its maker and storage may run to a timetable: they are not judged. The first occurrence is believed.
 */
import { isStorage } from '../../grid/energy-source.ts';
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { energySourceOf, type SeriesKind } from '../../grid/observation.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';

const SHORTEST_REPEAT_HOURS = 24;
const DIFFERENT_VALUES = 12;
const LAGS = [
  { hours: 24, name: 'the day before' },
  { hours: 168, name: 'a week before' },
] as const;

/** Runs of equal hours, [from, to). One of the shortest length holds every so-manieth hour: only those are looked at first. */
function repeats(values: HourlyValues, lag: number): [number, number][] {
  const runs: [number, number][] = [];
  const isEqual = (i: number) => values[i] === values[i - lag];
  for (let i = lag + SHORTEST_REPEAT_HOURS - 1; i < values.length; i += SHORTEST_REPEAT_HOURS) {
    if (!isEqual(i)) continue;
    let from = i;
    while (from > lag && isEqual(from - 1)) from--;
    let to = i + 1;
    while (to < values.length && isEqual(to)) to++;
    if (to - from >= SHORTEST_REPEAT_HOURS) runs.push([from, to]);
    while (i + SHORTEST_REPEAT_HOURS < to) i += SHORTEST_REPEAT_HOURS;
  }
  return runs;
}

/** Whether enough different values recur. */
function moves(values: HourlyValues, [from, to]: [number, number]): boolean {
  const seen: number[] = [];
  for (let i = from; i < to && seen.length < DIFFERENT_VALUES; i++) {
    const value = values[i] as number;
    if (!seen.includes(value)) seen.push(value);
  }
  return seen.length >= DIFFERENT_VALUES;
}

function findingsOf(kind: SeriesKind, values: HourlyValues): Finding[] {
  return LAGS.flatMap((lag) =>
    repeats(values, lag.hours)
      .filter((run) => moves(values, run))
      .flatMap(([from, to]) =>
        Array.from({ length: to - from }, (_, k) => ({
          kind,
          index: from + k,
          reason: `${to - from} hours in a row equal those of ${lag.name}.`,
        })),
      ),
  );
}

function isJudged(kind: SeriesKind): boolean {
  const source = energySourceOf(kind);
  return kind !== 'day-ahead-demand-forecast' && !(source && isStorage(source));
}

export const repeatedDay: ScreeningRule = {
  name: 'repeated-day',
  findings: ({ trusted }) =>
    [...trusted.series].flatMap(([kind, values]) => (isJudged(kind) ? findingsOf(kind, values) : [])),
};

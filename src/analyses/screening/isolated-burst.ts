/**
 * One or two hours of a source, of net generation or of interchange that leave the range of the ten
 * days around (4 standard deviations, see rolling-range) and stand off from the hours on both sides by
 * as much again, in the same direction.
 *
 * Source: gridemissions' rolling window filter. Two deviations, so that news survives: it rejects
 * every hour out of range, but a plant that starts or a tie that opens stays for hours; and storage
 * and oil, which stand still for weeks and then run for an hour or two, are not judged.
 */
import { isStorage } from '../../grid/energy-source.ts';
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { energySourceOf, neighborOf, type SeriesKind } from '../../grid/observation.ts';
import { deviationsFromMean, mayDeviate } from './rolling-range.ts';
import type { Finding, ScreeningRule } from './screening-rule.ts';

const DEVIATIONS = 4;
const LONGEST_BURST_HOURS = 2;

function isJudged(kind: SeriesKind): boolean {
  const source = energySourceOf(kind);
  if (source) return source !== 'OIL' && !isStorage(source);
  return kind === 'net-generation' || kind === 'total-interchange' || neighborOf(kind) !== null;
}

/** Whether the burst [from, to] stands off from the hour beside it; a gap beside it says nothing against. */
function standsOff(deviations: HourlyValues, at: number, beside: number): boolean {
  const value = deviations[at] as number;
  const other = deviations[beside] ?? Number.NaN;
  return Number.isNaN(other) || Math.sign(value) * (value - other) >= DEVIATIONS;
}

const isOut = (deviation: number | undefined, sign: number) => sign * (deviation ?? 0) >= DEVIATIONS;

function burstsOf(kind: SeriesKind, values: HourlyValues): Finding[] {
  if (!mayDeviate(values, DEVIATIONS)) return [];
  const deviations = deviationsFromMean(values);
  const found: Finding[] = [];
  for (let from = 0; from < deviations.length; from++) {
    if (!(Math.abs(deviations[from] as number) >= DEVIATIONS)) continue;
    const sign = Math.sign(deviations[from] as number);
    let to = from;
    while (isOut(deviations[to + 1], sign)) to++;
    if (
      to - from < LONGEST_BURST_HOURS &&
      standsOff(deviations, from, from - 1) &&
      standsOff(deviations, to, to + 1)
    ) {
      const reason = 'Leaves the range of the ten days around for an hour or two.';
      for (let index = from; index <= to; index++) found.push({ kind, index, reason });
    }
    from = to;
  }
  return found;
}

export const isolatedBurst: ScreeningRule = {
  name: 'isolated-burst',
  findings: ({ trusted }) =>
    [...trusted.series].flatMap(([kind, values]) => (isJudged(kind) ? burstsOf(kind, values) : [])),
};

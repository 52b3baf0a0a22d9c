/**
 * Whether a sentence of a pulse says what the pulse's own numbers say. Every sentence must match one
 * pattern whole, so that no number or direction in it goes unread; what the pattern reads is derived
 * again from the snapshot's fields, and from those of the days before it.
 */
import { displayName } from '../../src/grid/balancing-authority.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { gridOf } from './published-pulses.ts';
import { SENTENCE_FORMS } from './sentence-forms.ts';
import { dateOf, daysBefore, holds, percentRange, powerRange, weekdayOf } from './sentence-words.ts';

export interface Day {
  pulse: PulseSnapshot;
  /** Of the same grid, by date. */
  history: ReadonlyMap<string, PulseSnapshot>;
}

export type Groups = Record<string, string | undefined>;

/** A pattern of sentences, and what is wrong with what it read; nothing where it is true. */
export interface SentenceForm {
  pattern: RegExp;
  faults(groups: Groups, day: Day): (string | false)[];
}

/** Objections to a sentence; none where it tells the truth. */
export function contradictions(text: string, day: Day): string[] {
  const { pulse } = day;
  const grid = gridOf(pulse.balancingAuthority.code);
  const bare = [displayName(grid), grid.code].map((who) =>
    text.startsWith(`${who} `) || text.startsWith(`${who}:`) ? text.slice(who.length).trim() : null,
  );
  for (const words of [text, ...bare.filter((candidate) => candidate !== null)]) {
    for (const { pattern, faults } of SENTENCE_FORMS) {
      const match = pattern.exec(words);
      if (!match) continue;
      const groups: Groups = match.groups ?? {};
      return [...commonFaults(groups, day), ...faults(groups, day)].filter((fault) => fault !== false);
    }
  }
  return ['no pattern reads it'];
}

/** Of what many patterns read alike: the date, and the comparison with the usual. */
function commonFaults(
  { date, off, side, usual, weekday, count, only }: Groups,
  day: Day,
): (string | false)[] {
  const { pulse } = day;
  return [
    date !== undefined && dateOf(date, pulse.date) !== pulse.date && 'it names another date',
    weekday !== undefined &&
      !isUsual({ off, side, usual, weekday, count, only }, day) &&
      'it compares otherwise with the usual',
  ];
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2;
}

/** Against the peaks of the same weekday, one to four weeks before. */
function isUsual({ off, side, usual, weekday, count, only }: Groups, { pulse, history }: Day): boolean {
  const days = [7, 14, 21, 28].flatMap((ago) =>
    history.get(daysBefore(pulse.date, ago))?.peak ? [daysBefore(pulse.date, ago)] : [],
  );
  const value = median(days.map((date) => history.get(date)?.peak?.demandMwh as number));
  const difference = (pulse.peak?.demandMwh ?? Number.NaN) / value - 1;
  const isSaid = off
    ? holds(percentRange(off), Math.abs(difference), 1e-5) && (side === 'above') === difference > 0
    : Math.abs(difference) < 0.00501;
  return (
    isSaid &&
    weekday === weekdayOf(pulse.date) &&
    (usual === undefined || holds(powerRange(usual), value)) &&
    (count === undefined || Number(count) === days.length) &&
    (only === undefined ? days.length >= 2 : days.length === 1 && dateOf(only, pulse.date) === days[0])
  );
}

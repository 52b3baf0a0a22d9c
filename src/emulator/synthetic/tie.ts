/** The ties of the synthetic grid: EIA's neighbour table, a retired neighbour replaced by its successor. */

import { ACTIVE_BALANCING_AUTHORITIES, findRespondent } from '../../grid/balancing-authority.ts';
import type { HourEnding } from '../../grid/hour.ts';
import { drift, mix, seedOf } from './noise.ts';
import type { SyntheticAuthority } from './plant.ts';

export interface Tie {
  /** Index of one end; flows are positive out of it. */
  from: number;
  /** Index of the other end, null abroad. */
  to: number | null;
  fromCode: string;
  toCode: string;
  /** What it carries at most, but for the balancing of `to`'s neighbour. */
  scaleMw: number;
  seed: number;
}

/** Ties that EIA's table does not list, of balancing authorities that began after it. */
const ASSUMED_TIES: readonly [string, string][] = [
  ['BHBA', 'SWPW'],
  ['SIKE', 'AECI'],
];

const SHARE_OF_SMALLER_END = 0.07;
const SHARE_ABROAD = 0.05;
const MOST_ABROAD_MW = 1200;

/** An active neighbour itself, a retired one's successor, null where there is none. */
function tiedTo(code: string): string | null {
  const respondent = findRespondent(code);
  if (!respondent) return null;
  return respondent.active ? code : (respondent.successors[0] ?? null);
}

/** `A B` pairs, each once, the lower code first unless the other end is abroad. */
function tiePairs(): Set<string> {
  const pairs = new Set<string>();
  const add = (a: string, b: string) => {
    if (a === b) return;
    const abroad = findRespondent(b)?.kind === 'foreign';
    pairs.add(abroad || a < b ? `${a} ${b}` : `${b} ${a}`);
  };
  for (const [a, b] of ASSUMED_TIES) add(a, b);
  for (const { code, neighbors } of ACTIVE_BALANCING_AUTHORITIES) {
    for (const neighbor of neighbors) {
      const other = neighbor.active ? tiedTo(neighbor.code) : null;
      if (other) add(code, other);
    }
  }
  return pairs;
}

export function syntheticTies(authorities: readonly SyntheticAuthority[], seed: number): Tie[] {
  const indexOf = new Map(authorities.map((each, index) => [each.authority.code, index]));
  const ties: Tie[] = [];
  for (const pair of [...tiePairs()].sort()) {
    const [fromCode, toCode] = pair.split(' ') as [string, string];
    const from = indexOf.get(fromCode);
    const to = indexOf.get(toCode) ?? null;
    if (from === undefined) continue;
    const own = (authorities[from] as SyntheticAuthority).sizeMw;
    const scaleMw =
      to === null
        ? Math.min(own * SHARE_ABROAD, MOST_ABROAD_MW)
        : Math.min(own, (authorities[to] as SyntheticAuthority).sizeMw) * SHARE_OF_SMALLER_END;
    ties.push({ from, to, fromCode, toCode, scaleMw, seed: seedOf(seed, pair) });
  }
  return ties;
}

/** MWh that would flow out of `from`: a habit of the tie, and a drift. Canada mostly sells. */
export function habitualFlowMwh(tie: Tie, hour: HourEnding): number {
  const habit = tie.to === null ? -0.6 : 1.2 * (mix(tie.seed, 7) / 2 ** 32) - 0.6;
  return tie.scaleMw * (habit + 0.4 * drift(tie.seed, hour, 19));
}

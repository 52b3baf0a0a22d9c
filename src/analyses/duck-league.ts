/** The ducks of the nation side by side, and who is left out of the table and why. */
import { BALANCING_AUTHORITIES, type BalancingAuthority } from '../grid/balancing-authority.ts';
import { addDays, localDay } from '../grid/hour.ts';
import type { DuckLeagueSnapshot, LeagueRow } from '../snapshots/duck-league.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import type { DataAsOf } from '../snapshots/envelope.ts';
import { isScored } from './duck-history.ts';
import { dataAsOfDay } from './freshness.ts';
import { median } from './statistics.ts';

const RECENT_DAYS = 30;

export interface DucksOfBalancingAuthority {
  /** Newest first. */
  ducks: DuckDay[];
  dataAsOf: DataAsOf;
}

function rowOf(ba: BalancingAuthority, { ducks, dataAsOf }: DucksOfBalancingAuthority): LeagueRow | null {
  const scored = ducks.filter(isScored);
  const latest = scored[0];
  const first = scored.at(-1);
  if (!latest || !first) return null;
  const recent = scored.filter(({ date }) => date > addDays(latest.date, -RECENT_DAYS));
  const best = scored.reduce((top, day) => (day.score > top.score ? day : top));
  const { demand, generation } = dataAsOfDay(dataAsOf, localDay(latest.date, ba.timezone));
  return {
    code: ba.code,
    name: ba.name,
    timezone: ba.timezone,
    dataAsOf: { demand, generation },
    latest: { date: latest.date, score: latest.score },
    last30Days: { median: median(recent.map(({ score }) => score)), scoredDays: recent.length },
    best: { date: best.date, score: best.score },
    held: { firstDate: first.date, lastDate: latest.date, scoredDays: scored.length },
  };
}

function whyLeftOut(ba: BalancingAuthority, held: DucksOfBalancingAuthority | undefined): string {
  if (ba.generationOnly) return 'Serves no customers of its own, so it reports no demand.';
  if (!held) return 'No hour of it is held.';
  const has = (status: DuckDay['status']) => held.ducks.some((day) => day.status === status);
  if (has('incomplete') || has('provisional')) return 'No day has every hour of demand and utility solar.';
  if (has('no-solar')) return 'Reports no utility solar.';
  return 'Reports no demand in the days held.';
}

/** Of the active balancing authorities; `held` by code, without those of which no hour is held. */
export function duckLeague(
  held: ReadonlyMap<string, DucksOfBalancingAuthority>,
): Pick<DuckLeagueSnapshot, 'rows' | 'leftOut'> {
  const rows: LeagueRow[] = [];
  const leftOut: DuckLeagueSnapshot['leftOut'] = [];
  for (const ba of BALANCING_AUTHORITIES.filter(({ active }) => active)) {
    const ofBa = held.get(ba.code);
    const row = ofBa ? rowOf(ba, ofBa) : null;
    if (row) rows.push(row);
    else leftOut.push({ code: ba.code, name: ba.name, why: whyLeftOut(ba, ofBa) });
  }
  rows.sort((a, b) => b.last30Days.median - a.last30Days.median || (a.code < b.code ? -1 : 1));
  return { rows, leftOut };
}

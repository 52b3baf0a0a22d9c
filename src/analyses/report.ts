/** Everything that the site says of one balancing authority; the table of contents of the analyses. */
import type { BalancingAuthority } from '../grid/balancing-authority.ts';
import { hourToIso, type LocalDate } from '../grid/hour.ts';
import { type HourlyFrame, lastKnownHour, valueAt } from '../grid/hourly-frame.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import { carbon } from './carbon.ts';
import { changes } from './changes.ts';
import { type DayFacts, dayFacts, isReported } from './day-facts.ts';
import { duckDay } from './duck-days.ts';
import { dataAsOf, freshness } from './freshness.ts';
import { dayPulse, type PulseFields } from './pulse.ts';
import { type ReportContext, reportContext } from './report-context.ts';

/** The facts of each day that is over and of which anything is reported, oldest first. */
function factsByDate(context: ReportContext): Map<LocalDate, DayFacts> {
  const facts = context.days.filter((day) => isReported(context, day)).map((day) => dayFacts(context, day));
  return new Map(facts.map((day) => [day.values.day.date, day]));
}

function pulsesOf(context: ReportContext, byDate: Map<LocalDate, DayFacts>, ducks: DuckDay[]): PulseFields[] {
  const duckOn = new Map(ducks.map((duck) => [duck.date, duck]));
  return [...byDate.values()].map((facts) =>
    dayPulse(context, facts, byDate, duckOn.get(facts.values.day.date) as DuckDay),
  );
}

/** The last hour of demand that passed screening. */
function latestDemand({ screened }: ReportContext): { hourEnding: string; demandMwh: number } | null {
  const hour = lastKnownHour(screened.trusted, 'demand');
  if (hour === null) return null;
  return { hourEnding: hourToIso(hour), demandMwh: valueAt(screened.trusted, 'demand', hour) };
}

/**
 * The report of a balancing authority from its frame, as of `now`. Of each product it holds the
 * snapshot's own fields; whoever writes the file adds the envelope. Pulses run from the oldest day
 * to the newest, ducks the other way.
 */
export function balancingAuthorityReport(frame: HourlyFrame, ba: BalancingAuthority, now: Date) {
  const context = reportContext(frame, ba, now);
  const byDate = factsByDate(context);
  const ducks = context.days
    .filter((day) => byDate.has(day.date))
    .map((day) => duckDay(context.screened.trusted, context.derived, day, ba));
  return {
    screened: context.screened,
    pulses: pulsesOf(context, byDate, ducks),
    carbon: carbon(context),
    ducks: ducks.toReversed(),
    changes: changes(context, byDate),
    freshness: freshness(frame, ba),
    dataAsOf: dataAsOf(frame),
    latestDemand: latestDemand(context),
  };
}

export type BalancingAuthorityReport = ReturnType<typeof balancingAuthorityReport>;

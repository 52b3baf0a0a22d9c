/** Everything that the site says of one balancing authority; the table of contents of the analyses. */
import type { BalancingAuthority } from '../grid/balancing-authority.ts';
import { hourToIso } from '../grid/hour.ts';
import { type HourlyFrame, lastKnownHour, valueAt } from '../grid/hourly-frame.ts';
import { carbon } from './carbon.ts';
import { changes } from './changes.ts';
import { duckDetails } from './duck-details.ts';
import { duckHistory } from './duck-history.ts';
import { dataAsOf, freshness } from './freshness.ts';
import { dayPulse } from './pulse.ts';
import { pulseStories } from './pulse-stories.ts';
import { type ReportContext, reportContext } from './report-context.ts';

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
  const stories = pulseStories(context);
  const days = [...stories.values()];
  const byDate = new Map([...stories].map(([date, { story }]) => [date, story.facts]));
  const ducks = days.map(({ duck }) => duck);
  return {
    screened: context.screened,
    stories,
    pulses: days.map((day) => dayPulse(context, day)),
    carbon: carbon(context),
    ducks: ducks.toReversed(),
    duckHistory: duckHistory(ducks),
    duckDetails: duckDetails(context, ducks),
    changes: changes(context, byDate),
    freshness: freshness(frame, ba),
    dataAsOf: dataAsOf(frame),
    latestDemand: latestDemand(context),
  };
}

export type BalancingAuthorityReport = ReturnType<typeof balancingAuthorityReport>;

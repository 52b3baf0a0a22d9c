/** Everything that the site says of one balancing authority; the table of contents of the analyses. */
import type { BalancingAuthority } from '../grid/balancing-authority.ts';
import { hourToIso, type LocalDate } from '../grid/hour.ts';
import { type HourlyFrame, lastKnownHour, valueAt } from '../grid/hourly-frame.ts';
import { carbon } from './carbon.ts';
import { changes } from './changes.ts';
import type { DaySummary } from './day-summary.ts';
import { duckDetails } from './duck-details.ts';
import { duckHistory } from './duck-history.ts';
import { dataAsOf, freshness } from './freshness.ts';
import { asObject, type HeldDay, type HeldDays, NOTHING_HELD } from './held-days.ts';
import type { ImputedHour } from './imputed-demand.ts';
import { dayPulse, type PulseFields } from './pulse.ts';
import { type PulseStories, pulseStories } from './pulse-stories.ts';
import type { DayRecords } from './records.ts';
import { contextOfScreened, type ReportContext } from './report-context.ts';
import { type ScreenedFrame, screen } from './screening.ts';

/** The last hour of demand that passed screening. */
function latestDemand({ screened }: ReportContext): { hourEnding: string; demandMwh: number } | null {
  const hour = lastKnownHour(screened.trusted, 'demand');
  if (hour === null) return null;
  return { hourEnding: hourToIso(hour), demandMwh: valueAt(screened.trusted, 'demand', hour) };
}

/** What is kept of the days for the next run: of a day that is not told anew, what was kept before. */
function heldDays(
  { summaries, records, fingerprints, changed }: PulseStories,
  pulses: readonly PulseFields[],
  before: HeldDays,
): HeldDays {
  if (changed.size === 0) return before;
  const headlines = new Map(pulses.map(({ date, headline }) => [date, headline]));
  const heldAnew = (date: LocalDate, summary: DaySummary): HeldDay => ({
    fingerprint: fingerprints.get(date) as number,
    summary,
    records: asObject(records.get(date) as DayRecords),
    headline: headlines.get(date) ?? '',
  });
  return new Map(
    [...summaries].map(([date, summary]) => {
      const held = headlines.has(date) ? undefined : before.get(date);
      return [date, held ?? heldAnew(date, summary)];
    }),
  );
}

/**
 * The report of a balancing authority from its hours, once screened, as of `now`. Of each product it holds the
 * snapshot's own fields; whoever writes the file adds the envelope. Pulses and duck details are those
 * of the days that may say something else than what is held: all, where nothing is. Pulses run from the
 * oldest day to the newest, ducks the other way.
 */
export function reportOfScreened(
  screened: ScreenedFrame,
  ba: BalancingAuthority,
  now: Date,
  held: HeldDays = NOTHING_HELD,
  imputed: readonly ImputedHour[] = [],
) {
  const context = contextOfScreened(screened, ba, now, imputed);
  const told = pulseStories(context, held);
  const ducks = [...told.summaries.values()].map(({ duck }) => duck);
  const pulses = [...told.stories.values()].map((day) => dayPulse(context, day));
  return {
    screened,
    derived: context.derived,
    days: heldDays(told, pulses, held),
    stories: told.stories,
    pulses,
    carbon: carbon(context),
    ducks: ducks.toReversed(),
    duckHistory: duckHistory(ducks),
    duckDetails: duckDetails(context, ducks, told.changed),
    changes: changes(context, told.summaries),
    freshness: freshness(screened.reported, ba),
    dataAsOf: dataAsOf(screened.reported),
    latestDemand: latestDemand(context),
  };
}

export type BalancingAuthorityReport = ReturnType<typeof reportOfScreened>;

export const balancingAuthorityReport = (
  frame: HourlyFrame,
  ba: BalancingAuthority,
  now: Date,
  held: HeldDays = NOTHING_HELD,
  imputed: readonly ImputedHour[] = [],
): BalancingAuthorityReport => reportOfScreened(screen(frame, ba), ba, now, held, imputed);

/** The days that are over, and the story of each whose pulse has to be written (anew). */
import { displayName } from '../grid/balancing-authority.ts';
import type { LocalDate, LocalDay } from '../grid/hour.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import { weekdayBaseline } from './baseline.ts';
import { type DayFacts, dayFacts, daysReported } from './day-facts.ts';
import { dayFingerprints } from './day-fingerprint.ts';
import { dayStatus } from './day-status.ts';
import { type DaySummary, daySummary } from './day-summary.ts';
import { duckDay } from './duck-days.ts';
import { daysToTell, type HeldDays, NOTHING_HELD } from './held-days.ts';
import { type DayRecords, recordsByDate } from './records.ts';
import type { ReportContext } from './report-context.ts';
import type { Story } from './sentences/story.ts';

/** A day with all that a pulse is made of. */
export interface DayStory {
  story: Story;
  duck: DuckDay;
}

export interface PulseStories {
  /** Every day that is over and of which anything is reported, oldest first. */
  summaries: Map<LocalDate, DaySummary>;
  records: Map<LocalDate, DayRecords>;
  fingerprints: ReadonlyMap<LocalDate, number>;
  /** The days whose rows are not those that were held, forgotten ones included. */
  changed: ReadonlySet<LocalDate>;
  /** Of the days whose pulse may say something else than it did, oldest first. */
  stories: Map<LocalDate, DayStory>;
}

/** Days by date, computed when first asked for. */
function factsOnDemand(context: ReportContext, days: ReadonlyMap<LocalDate, LocalDay>) {
  const known = new Map<LocalDate, DayFacts>();
  return (date: LocalDate): DayFacts => {
    const facts = known.get(date) ?? dayFacts(context, days.get(date) as LocalDay);
    known.set(date, facts);
    return facts;
  };
}

/** Of what is held, only the days whose rows changed are computed again. */
export function pulseStories(context: ReportContext, held: HeldDays = NOTHING_HELD): PulseStories {
  const { ba, screened, derived } = context;
  const fingerprintOf = dayFingerprints(context);
  const days = new Map<LocalDate, LocalDay>();
  const fingerprints = new Map<LocalDate, number>();
  for (const day of daysReported(context)) {
    days.set(day.date, day);
    fingerprints.set(day.date, fingerprintOf(day));
  }
  const dates = [...days.keys()];
  const isChanged = (date: LocalDate) => held.get(date)?.fingerprint !== fingerprints.get(date);
  const changed = new Set([...dates.filter(isChanged), ...[...held.keys()].filter(isChanged)]);
  const factsOf = factsOnDemand(context, days);
  const summaryOf = (date: LocalDate): DaySummary => {
    const before = held.get(date);
    if (before && !changed.has(date)) return before.summary;
    const facts = factsOf(date);
    return daySummary(
      facts,
      dayStatus(context, facts),
      duckDay(screened.trusted, derived, facts.values.day, ba),
    );
  };
  const summaries = new Map<LocalDate, DaySummary>();
  for (const date of dates) summaries.set(date, summaryOf(date));
  // The same days stand out of the same past as before.
  if (changed.size === 0) return { summaries, records: new Map(), fingerprints, changed, stories: new Map() };
  const records = recordsByDate([...summaries.values()]);
  const recordsOn = (date: LocalDate) => records.get(date) as DayRecords;

  const storyOf = (date: LocalDate): DayStory => {
    const facts = factsOf(date);
    const { duck } = summaries.get(date) as DaySummary;
    return {
      duck,
      story: {
        voice: { code: ba.code, name: displayName(ba), timezone: ba.timezone, date },
        facts,
        status: dayStatus(context, facts),
        usualPeak: weekdayBaseline(date, (day) => summaries.get(day)?.peakMwh?.value),
        records: recordsOn(date),
        duckScore: duck.score,
      },
    };
  };
  const told = daysToTell(dates, changed, held, recordsOn);
  const stories = new Map([...told].map((date) => [date, storyOf(date)] as const));
  return { summaries, records, fingerprints, changed, stories };
}

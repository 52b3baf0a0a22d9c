/** The story of each day that is over: what the rules of sentences are given. */
import { displayName } from '../grid/balancing-authority.ts';
import type { LocalDate } from '../grid/hour.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import { weekdayBaseline } from './baseline.ts';
import { type DayFacts, dayFacts, isReported } from './day-facts.ts';
import { dayStatus } from './day-status.ts';
import { duckDay } from './duck-days.ts';
import { type DayRecords, recordsByDate } from './records.ts';
import type { ReportContext } from './report-context.ts';
import type { Story } from './sentences/story.ts';

/** A day with all that a pulse is made of. */
export interface DayStory {
  story: Story;
  duck: DuckDay;
}

/** The facts of each day that is over and of which anything is reported, oldest first. */
function factsByDate(context: ReportContext): Map<LocalDate, DayFacts> {
  const facts = context.days.filter((day) => isReported(context, day)).map((day) => dayFacts(context, day));
  return new Map(facts.map((day) => [day.values.day.date, day]));
}

/** By date, oldest first. */
export function pulseStories(context: ReportContext): Map<LocalDate, DayStory> {
  const { ba, screened, derived } = context;
  const byDate = factsByDate(context);
  const days = [...byDate.values()].map((facts) => {
    const duck = duckDay(screened.trusted, derived, facts.values.day, ba);
    return { facts, duck, duckScore: duck.score };
  });
  const records = recordsByDate(days);
  const storyOf = (facts: DayFacts, duckScore: number | null): Story => {
    const { date } = facts.values.day;
    return {
      voice: { code: ba.code, name: displayName(ba), timezone: ba.timezone, date },
      facts,
      status: dayStatus(context, facts),
      usualPeak: weekdayBaseline(date, (day) => byDate.get(day)?.peak?.value),
      records: records.get(date) as DayRecords,
      duckScore,
    };
  };
  return new Map(
    days.map(({ facts, duck, duckScore }) => [
      facts.values.day.date,
      { story: storyOf(facts, duckScore), duck },
    ]),
  );
}

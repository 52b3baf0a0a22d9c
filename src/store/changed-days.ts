import type { HourEnding, LocalDate } from '../grid/hour.ts';
import type { ObservationRows } from './observation-rows.ts';
import type { SeriesCatalog } from './series.ts';

/** A day of a respondent's own calendar. */
export interface RespondentDay {
  respondent: string;
  date: LocalDate;
}

/** Collects the hours of each respondent, then tells them as days in order. */
export function changedDaysTally(catalog: SeriesCatalog) {
  const hoursByRespondent = new Map<string, Set<HourEnding>>();

  function add({ count, hours, seriesIds }: ObservationRows): void {
    for (let i = 0; i < count; i++) {
      const respondent = catalog.respondentOf(seriesIds[i] as number);
      let own = hoursByRespondent.get(respondent);
      if (!own) hoursByRespondent.set(respondent, (own = new Set()));
      own.add(hours[i] as number);
    }
  }

  function days(localDateOf: (respondent: string, hour: HourEnding) => LocalDate): RespondentDay[] {
    const datesOf = (respondent: string, hours: Set<HourEnding>) =>
      [...new Set([...hours].map((hour) => localDateOf(respondent, hour)))].sort();
    return [...hoursByRespondent]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([respondent, hours]) => datesOf(respondent, hours).map((date) => ({ respondent, date })));
  }

  return { add, days };
}

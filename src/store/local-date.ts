import { findRespondent } from '../grid/balancing-authority.ts';
import { type HourEnding, type LocalDate, localDate } from '../grid/hour.ts';

/** The day of the respondent's own calendar in which an hour starts; UTC where it has no zone. */
export function respondentLocalDate(respondent: string, hour: HourEnding): LocalDate {
  return localDate(hour, findRespondent(respondent)?.timezone ?? 'UTC');
}

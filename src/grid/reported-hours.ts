import type { HourEnding } from './hour.ts';
import type { SeriesKind } from './observation.ts';

/** An hour of which no row was ever given: neither a value nor a gap. A stored value is finite or NaN. */
export const NO_ROW = Number.POSITIVE_INFINITY;

/** A series' rows over a stretch of hours exactly as reported, MWh: NaN is a row without a value. */
export interface ReportedHours {
  respondent: string;
  kind: SeriesKind;
  firstHour: HourEnding;
  valuesMwh: Float64Array;
}

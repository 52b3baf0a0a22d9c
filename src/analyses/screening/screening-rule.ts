import type { Respondent } from '../../grid/balancing-authority.ts';
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import type { SeriesKind } from '../../grid/observation.ts';

/** An hour of a series that a rule does not believe. */
export interface Finding {
  kind: SeriesKind;
  /** Index into the frame. */
  index: number;
  /** A plain sentence: why. */
  reason: string;
}

/**
 * A rule of screening. It sees the frame without what earlier rules flagged, so that a sentinel
 * does not spoil the scale by which the next rule judges.
 */
export interface ScreeningRule {
  /** Kebab-case; published beside each flagged hour. */
  name: string;
  findings(frame: HourlyFrame, respondent: Respondent): Finding[];
}

/** A finding for each known hour of a series that a predicate rejects. */
export function findingsWhere(
  kind: SeriesKind,
  values: HourlyValues,
  isJunk: (value: number, index: number) => boolean,
  reason: string,
): Finding[] {
  const found: Finding[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isNaN(value) && isJunk(value, index)) found.push({ kind, index, reason });
  }
  return found;
}

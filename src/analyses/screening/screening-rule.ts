import type { Respondent } from '../../grid/balancing-authority.ts';
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import type { SeriesKind } from '../../grid/observation.ts';
import type { DemandShape } from './demand-shape.ts';

/** An hour of a series that a rule does not believe. */
export interface Finding {
  kind: SeriesKind;
  /** Index into the frame. */
  index: number;
  /** A plain sentence: why. */
  reason: string;
}

/** What a rule sees. */
export interface Screening {
  respondent: Respondent;
  reported: HourlyFrame;
  /** Without what earlier rules flagged, so that a sentinel does not spoil the scale of the next rule. */
  trusted: HourlyFrame;
  /** Of demand as trusted when it is first asked for; null where none is reported. */
  demandShape(): DemandShape | null;
}

export interface ScreeningRule {
  /** Kebab-case; published beside each flagged hour. */
  name: string;
  findings(screening: Screening): Finding[];
}

/** Computed when first asked for, and not again. */
export function once(compute: () => number): () => number {
  let known: number | undefined;
  return () => (known ??= compute());
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

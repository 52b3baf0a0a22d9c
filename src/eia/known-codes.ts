import { RESPONDENTS } from '../grid/balancing-authority.ts';
import { ENERGY_SOURCE_CODES } from '../grid/energy-source.ts';
import { type HourEnding, lastHourEnded, parsePeriod } from '../grid/hour.ts';
import { generationOf, interchangeWith, type SeriesKind } from '../grid/observation.ts';
import { REGION_TYPES, type Route } from './wire.ts';

export interface KnownCode {
  kind: SeriesKind;
  /** Position among the codes of its facet, for keys made of numbers. */
  index: number;
}

/** Every respondent of the reference data: regions, the nation, foreign and retired ones too. */
export const RESPONDENT_INDEX: ReadonlyMap<string, number> = new Map(
  RESPONDENTS.map(({ code }, index) => [code, index]),
);

function codes(kinds: [code: string, kind: SeriesKind][]): ReadonlyMap<string, KnownCode> {
  return new Map(kinds.map(([code, kind], index) => [code, { kind, index }]));
}

/** By route: what the second facet's codes mean. */
export const KNOWN_CODES: Record<Route, ReadonlyMap<string, KnownCode>> = {
  'region-data': codes(Object.entries(REGION_TYPES)),
  'fuel-type-data': codes(ENERGY_SOURCE_CODES.map((code) => [code, generationOf(code)])),
  'interchange-data': codes(RESPONDENTS.map(({ code }) => [code, interchangeWith(code)])),
};

/** Form EIA-930 began on 2015-07-01. */
export const FIRST_HOUR = parsePeriod('2015-07-01T00') as HourEnding;
/** Day-ahead forecasts reach beyond now, by days at most. */
const HOURS_AHEAD = 10 * 24;

/** Why an hour cannot be EIA-930's; null where it can. */
export function hourObjection(hour: HourEnding, now: Date): string | null {
  if (hour < FIRST_HOUR) return 'the hour is before 2015-07-01, when EIA-930 began';
  if (hour > lastHourEnded(now) + HOURS_AHEAD) return 'the hour is more than 10 days ahead';
  return null;
}

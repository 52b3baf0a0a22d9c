import { ENERGY_SOURCE_CODES, type EnergySource, isEnergySource } from './energy-source.ts';
import type { HourEnding } from './hour.ts';

/**
 * What a series measures. All in MWh per hour. Signs: net generation of storage is negative while
 * it charges; total interchange and interchange are positive out of the respondent
 * (demand = net generation - total interchange).
 */
export type SeriesKind =
  | 'demand'
  | 'day-ahead-demand-forecast'
  | 'net-generation'
  | 'total-interchange'
  | `generation:${EnergySource}`
  | `interchange:${string}`;

/** Series that come with a lag and a schedule of their own. */
export const SERIES_FAMILIES = [
  'demand',
  'day-ahead-demand-forecast',
  'net-generation',
  'total-interchange',
  'generation',
  'interchange',
] as const;
export type SeriesFamily = (typeof SERIES_FAMILIES)[number];

/** Made once: asked for millions of times. */
const GENERATION_KINDS = new Map(
  ENERGY_SOURCE_CODES.map((source): [EnergySource, SeriesKind] => [source, `generation:${source}`]),
);

export const generationOf = (source: EnergySource): SeriesKind => GENERATION_KINDS.get(source) as SeriesKind;
export const interchangeWith = (neighbor: string): SeriesKind => `interchange:${neighbor}`;

export function familyOf(kind: SeriesKind): SeriesFamily {
  const colon = kind.indexOf(':');
  return (colon < 0 ? kind : kind.slice(0, colon)) as SeriesFamily;
}

/** The energy source of a `generation:` series, else null. */
export function energySourceOf(kind: SeriesKind): EnergySource | null {
  if (!kind.startsWith('generation:')) return null;
  const code = kind.slice('generation:'.length);
  return isEnergySource(code) ? code : null;
}

/** The neighbour of an `interchange:` series, else null. */
export function neighborOf(kind: SeriesKind): string | null {
  return kind.startsWith('interchange:') ? kind.slice('interchange:'.length) : null;
}

/** One value of one hour as its publisher gave it; null where the publisher gave a row without a value. */
export interface Observation {
  respondent: string;
  kind: SeriesKind;
  hour: HourEnding;
  valueMwh: number | null;
}

/** A row that could not be believed as a row, kept out of the store and told on /status/. */
export interface QuarantinedRow {
  /** EIA's route or the file's name. */
  origin: string;
  respondent: string | null;
  period: string | null;
  /** One of a few sentences, the same for all rows of its kind: what is special is in the excerpt. */
  reason: string;
  /** The row as it came, cut at 300 characters. */
  excerpt: string;
}

/** Whether numbers were measured on the real grid or invented by the emulator. Never mixed. */
export type Provenance = 'eia' | 'synthetic';

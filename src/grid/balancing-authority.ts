import reference from '../../data/reference/respondents.json' with { type: 'json' };
import type { LocalDate } from './hour.ts';

export type RespondentKind = 'balancing-authority' | 'region' | 'nation' | 'foreign' | 'country-aggregate';

export interface Neighbor {
  code: string;
  /** Whether the tie was active in EIA's tables of 2024-12-15. */
  active: boolean;
  retiredOn: LocalDate | null;
}

/**
 * Whoever appears in form EIA-930: a balancing authority, a region or the nation as EIA's
 * aggregate, a foreign neighbour. `factSources` names, per group of facts, the source in
 * data/reference/respondents.json.
 */
export interface Respondent {
  code: string;
  name: string;
  kind: RespondentKind;
  country: string;
  region: string | null;
  interconnection: string | null;
  /** IANA zone of the territory; null for an aggregate of countries. */
  timezone: string | null;
  latitude: number | null;
  longitude: number | null;
  active: boolean;
  activatedOn: LocalDate | null;
  retiredOn: LocalDate | null;
  successors: string[];
  generationOnly: boolean;
  reportsDemand: boolean;
  /** False where EIA says that the day-ahead forecast does not compare with demand. */
  dayAheadForecastComparable: boolean;
  neighbors: Neighbor[];
  /** Of a region: the codes of its balancing authorities, retired ones included. */
  members: string[];
  factSources: Record<string, string>;
}

/** A respondent with a calendar and a place of its own. */
export type BalancingAuthority = Respondent & {
  timezone: string;
  latitude: number;
  longitude: number;
};

export const RESPONDENTS: readonly Respondent[] = reference.respondents as Respondent[];

const byCode = new Map(RESPONDENTS.map((respondent) => [respondent.code, respondent]));

export function findRespondent(code: string): Respondent | undefined {
  return byCode.get(code);
}

export const BALANCING_AUTHORITIES = RESPONDENTS.filter(
  (respondent): respondent is BalancingAuthority => respondent.kind === 'balancing-authority',
);

export const ACTIVE_BALANCING_AUTHORITIES = BALANCING_AUTHORITIES.filter((ba) => ba.active);

export function findBalancingAuthority(code: string): BalancingAuthority | undefined {
  return BALANCING_AUTHORITIES.find((ba) => ba.code === code);
}

const ofKind = (kind: RespondentKind) =>
  RESPONDENTS.filter((respondent): respondent is BalancingAuthority => respondent.kind === kind);

/** Whoever has pages: every balancing authority, then EIA's regions, then the Lower 48 as a whole. */
export const GRIDS: readonly BalancingAuthority[] = [
  ...BALANCING_AUTHORITIES,
  ...ofKind('region'),
  ...ofKind('nation'),
];

export const findGrid = (code: string): BalancingAuthority | undefined =>
  GRIDS.find((grid) => grid.code === code);

/** The part of a URL that names it: `/ba/ciso/`. */
export const slugOf = (code: string): string => code.toLowerCase();

export const GRID_SLUGS: readonly string[] = GRIDS.map(({ code }) => slugOf(code));

/**
 * Names as a reporter writes them, where the legal one reads badly in a sentence. They stand before
 * a noun ("Texas (ERCOT) demand") and after "in" alike.
 */
const COMMON_NAMES: Record<string, string> = {
  US48: 'Lower 48',
  AECI: 'Associated Electric',
  AVA: 'Avista',
  AVRN: 'Avangrid Renewables',
  AZPS: 'Arizona Public Service',
  BANC: 'Northern California (BANC)',
  BPAT: 'Bonneville Power',
  CHPD: 'Chelan County',
  CISO: 'California ISO',
  DEAA: 'Arlington Valley',
  DOPD: 'Douglas County',
  EPE: 'El Paso Electric',
  ERCO: 'Texas (ERCOT)',
  FPC: 'Duke Energy Florida',
  FPL: 'Florida Power & Light',
  GCPD: 'Grant County',
  GRID: 'Gridforce',
  GRIF: 'Griffith Energy',
  GRMA: 'Gila River',
  GVL: 'Gainesville',
  GWA: 'NaturEner Power Watch',
  HGMA: 'Harquahala',
  HST: 'Homestead',
  IID: 'Imperial Irrigation',
  LDWP: 'Los Angeles (LADWP)',
  LGEE: 'Louisville and Kentucky',
  MISO: 'MISO',
  NEVP: 'Nevada Power',
  NSB: 'New Smyrna Beach',
  NWMT: 'NorthWestern',
  NYIS: 'New York ISO',
  OVEC: 'Ohio Valley',
  PGE: 'Portland General',
  PJM: 'PJM',
  PNM: 'PNM (New Mexico)',
  PSCO: 'Xcel Colorado',
  PSEI: 'Puget Sound Energy',
  SC: 'Santee Cooper',
  SCEG: 'Dominion South Carolina',
  SEC: 'Seminole Electric',
  SEPA: 'Southeastern Power',
  SIKE: 'Sikeston',
  SOCO: 'Southern Company',
  SPA: 'Southwestern Power',
  SRP: 'Salt River Project',
  SWPP: 'Southwest Power Pool',
  SWPW: 'Southwest Power Pool West',
  TAL: 'Tallahassee',
  TEC: 'Tampa Electric',
  TEPC: 'Tucson Electric',
  TIDC: 'Turlock Irrigation',
  TPWR: 'Tacoma Power',
  WACM: 'WAPA Rocky Mountain',
  WALC: 'WAPA Desert Southwest',
  WAUE: 'WAPA Upper Great Plains East',
  WAUW: 'WAPA Upper Great Plains West',
  WWA: 'NaturEner Wind Watch',
  YAD: 'Yadkin',
};

/** The name for sentences and headings. */
export function displayName(respondent: Pick<Respondent, 'code' | 'name'>): string {
  return COMMON_NAMES[respondent.code] ?? respondent.name;
}

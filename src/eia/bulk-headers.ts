/**
 * The columns of the six-month files. Names have changed over the years in spacing, spelling and
 * sources (42, 44, 63 or 65 columns), so a column is known by its normalised name, never by place.
 */
import type { EnergySource } from '../grid/energy-source.ts';
import { generationOf, type SeriesKind } from '../grid/observation.ts';

const SERIES_COLUMNS: Record<string, SeriesKind> = {
  'demand forecast (mw)': 'day-ahead-demand-forecast',
  'demand (mw)': 'demand',
  'net generation (mw)': 'net-generation',
  'total interchange (mw)': 'total-interchange',
};

const SOURCE_COLUMNS: Record<string, EnergySource> = {
  coal: 'COL',
  'natural gas': 'NG',
  nuclear: 'NUC',
  'all petroleum products': 'OIL',
  // Until mid-2024 hydro was one column, as it still is one code where no PS is reported.
  'hydropower and pumped storage': 'WAT',
  'hydropower excluding pumped storage': 'WAT',
  'pumped storage': 'PS',
  solar: 'SUN',
  'solar without integrated battery storage': 'SUN',
  'solar with integrated battery storage': 'SNB',
  wind: 'WND',
  'wind without integrated battery storage': 'WND',
  'wind with integrated battery storage': 'WNB',
  'battery storage': 'BAT',
  'other energy storage': 'OES',
  'unknown energy storage': 'UES',
  geothermal: 'GEO',
  'other fuel sources': 'OTH',
  'unknown fuel sources': 'UNK',
};

const GENERATION_FROM = 'net generation (mw) from ';

export const COLUMN = {
  respondent: 'balancing authority',
  hour: 'utc time at end of hour',
  demand: 'demand (mw)',
  neighbor: 'directly interconnected balancing authority',
  interchange: 'interchange (mw)',
} as const;

/** Spaces collapsed, lower case, and EIA's "witho" read as the "with" that it stands for. */
export function normalizedHeader(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\bwitho\b/, 'with');
}

export interface BalanceColumns {
  respondent: number;
  hour: number;
  series: { index: number; kind: SeriesKind }[];
  /** As-reported generation of a source that nobody here knows. */
  unknown: string[];
}

/** Where the as-reported columns are; EIA's own imputed and adjusted ones are left aside. */
export function balanceColumns(header: readonly string[]): BalanceColumns | { missing: string[] } {
  const names = header.map(normalizedHeader);
  const missing = absent(names, [COLUMN.respondent, COLUMN.hour, COLUMN.demand]);
  if (missing.length > 0) return { missing };
  const series: BalanceColumns['series'] = [];
  const unknown: string[] = [];
  for (const [index, name] of names.entries()) {
    const kind = kindOfColumn(name);
    if (kind) series.push({ index, kind });
    else if (name.startsWith(GENERATION_FROM) && !/\((imputed|adjusted)\)$/.test(name)) unknown.push(name);
  }
  return { respondent: names.indexOf(COLUMN.respondent), hour: names.indexOf(COLUMN.hour), series, unknown };
}

function kindOfColumn(name: string): SeriesKind | undefined {
  const kind = SERIES_COLUMNS[name];
  if (kind || !name.startsWith(GENERATION_FROM)) return kind;
  const source = SOURCE_COLUMNS[name.slice(GENERATION_FROM.length)];
  return source && generationOf(source);
}

export interface InterchangeColumns {
  respondent: number;
  hour: number;
  neighbor: number;
  value: number;
}

export function interchangeColumns(header: readonly string[]): InterchangeColumns | { missing: string[] } {
  const names = header.map(normalizedHeader);
  const missing = absent(names, [COLUMN.respondent, COLUMN.hour, COLUMN.neighbor, COLUMN.interchange]);
  if (missing.length > 0) return { missing };
  return {
    respondent: names.indexOf(COLUMN.respondent),
    hour: names.indexOf(COLUMN.hour),
    neighbor: names.indexOf(COLUMN.neighbor),
    value: names.indexOf(COLUMN.interchange),
  };
}

const absent = (names: readonly string[], wanted: readonly string[]): string[] =>
  wanted.filter((name) => !names.includes(name));

/**
 * Wire rows to observations.
 *
 * Rows are checked by hand rather than by zod: this is the hot path (a page holds 5000 rows), a
 * schema costs several times what the rest of the reading does, and a bad row must never throw
 * but be told by name. ROW_SCHEMAS says what the same check means; a test holds the two together.
 *
 * A reason for quarantine is one of a few sentences without a value in it, so that rows can be
 * counted by it; what was wrong with this row is in its excerpt.
 */
import { formatPeriod, type HourEnding, parsePeriod } from '../grid/hour.ts';
import type { Observation, QuarantinedRow } from '../grid/observation.ts';
import { hourObjection, KNOWN_CODES, RESPONDENT_INDEX } from './known-codes.ts';
import { parseValueMwh } from './value.ts';
import { FACETS, type Route } from './wire.ts';

const EXCERPT_CHARACTERS = 300;
const CODE_NAMES: Record<Route, string> = {
  'region-data': 'type',
  'fuel-type-data': 'energy source',
  'interchange-data': 'neighbour',
};

export interface PageReading {
  observations: Observation[];
  quarantined: QuarantinedRow[];
  /** Rows that repeated an hour and its value. */
  duplicateCount: number;
}

interface WireRow {
  period?: unknown;
  value?: unknown;
  [facet: string]: unknown;
}

interface Reading {
  route: Route;
  now: Date;
  hours: Map<string, HourEnding | string>;
  /** Observations so far, by series and hour. */
  seen: Map<number, Observation>;
  /** Observations that a later row contradicted. */
  superseded: Set<Observation>;
}

/**
 * The observations of a run of pages. Of rows that give the same hour of the same series twice
 * with different values, the last one counts and the earlier is quarantined: so no hour of a
 * series occurs twice in what is returned.
 */
export function observationsOfPages(
  route: Route,
  pages: readonly (readonly unknown[])[],
  now: Date,
): PageReading[] {
  const reading: Reading = { route, now, hours: new Map(), seen: new Map(), superseded: new Set() };
  const readings = pages.map((rows) => readPage(reading, rows));
  const { superseded } = reading;
  if (superseded.size === 0) return readings;
  return readings.map((page) => ({
    ...page,
    observations: page.observations.filter((observation) => !superseded.has(observation)),
  }));
}

/** The observations of one page. */
export function observationsOfRows(route: Route, rows: readonly unknown[], now: Date): PageReading {
  return observationsOfPages(route, [rows], now)[0] as PageReading;
}

function readPage(reading: Reading, rows: readonly unknown[]): PageReading {
  const page: PageReading = { observations: [], quarantined: [], duplicateCount: 0 };
  for (const row of rows) {
    const objection = readRow(reading, page, row);
    if (objection !== null) page.quarantined.push(quarantine(reading.route, row, objection));
  }
  return page;
}

/** Adds the row's observation to the page, or returns why it cannot be one. */
function readRow(reading: Reading, page: PageReading, row: unknown): string | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return 'the row is not an object';
  const wire = row as WireRow;
  const [respondentFacet, codeFacet] = FACETS[reading.route];

  const respondent = wire[respondentFacet] as string;
  const respondentIndex = RESPONDENT_INDEX.get(respondent);
  if (respondentIndex === undefined) return 'unknown respondent';
  const code = KNOWN_CODES[reading.route].get(wire[codeFacet] as string);
  if (code === undefined) return `unknown ${CODE_NAMES[reading.route]}`;
  const hour = hourOf(reading, wire.period);
  if (typeof hour === 'string') return hour;
  const valueMwh = parseValueMwh(wire.value);
  if (valueMwh === undefined) return 'the value is not a number';

  const observation: Observation = { respondent, kind: code.kind, hour, valueMwh };
  add(reading, page, observation, seriesHourKey(respondentIndex, code.index, hour));
  return null;
}

/** Fits an exact double: under 2^7 respondents, 2^8 codes, 2^21 hours (until the year 2209). */
function seriesHourKey(respondentIndex: number, codeIndex: number, hour: HourEnding): number {
  return (respondentIndex * 256 + codeIndex) * 2 ** 21 + hour;
}

function add(reading: Reading, page: PageReading, observation: Observation, key: number): void {
  const { seen } = reading;
  const earlier = seen.get(key);
  if (earlier && earlier.valueMwh === observation.valueMwh) {
    page.duplicateCount++;
    return;
  }
  seen.set(key, observation);
  page.observations.push(observation);
  if (!earlier) return;
  reading.superseded.add(earlier);
  page.quarantined.push(quarantineSuperseded(reading, earlier, observation));
}

function hourOf(reading: Reading, period: unknown): HourEnding | string {
  if (typeof period !== 'string') return 'the period is not an hour';
  let hour = reading.hours.get(period);
  if (hour === undefined) {
    hour = readPeriod(period, reading.now);
    reading.hours.set(period, hour);
  }
  return hour;
}

function readPeriod(period: string, now: Date): HourEnding | string {
  const hour = parsePeriod(period);
  if (hour === null) return 'the period is not an hour';
  return hourObjection(hour, now) ?? hour;
}

function quarantine(route: Route, row: unknown, reason: string): QuarantinedRow {
  const wire = (typeof row === 'object' && row !== null ? row : {}) as WireRow;
  return {
    origin: route,
    respondent: textOrNull(wire[FACETS[route][0]]),
    period: textOrNull(wire.period),
    reason,
    excerpt: excerptOf(row),
  };
}

function quarantineSuperseded(reading: Reading, earlier: Observation, later: Observation): QuarantinedRow {
  return {
    origin: reading.route,
    respondent: earlier.respondent,
    period: formatPeriod(earlier.hour),
    reason: 'the hour came twice with different values; the last one counts',
    excerpt: excerptOf({ ...earlier, laterValueMwh: later.valueMwh }),
  };
}

/** The row as text, cut. */
export function excerptOf(row: unknown): string {
  return (JSON.stringify(row) ?? String(row)).slice(0, EXCERPT_CHARACTERS);
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 40) : null);
